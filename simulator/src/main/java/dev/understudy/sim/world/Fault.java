package dev.understudy.sim.world;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Something that is to go wrong.
 *
 * @param text as the scenario or the command line put it
 */
public record Fault(FaultEffect effect, FaultTrigger trigger, String text) {

  /** No end. */
  public static final long FOR_EVER = 0;

  /** How long until it heals, in ns; {@link #FOR_EVER} for what never does. */
  public long forNs() {
    return effect.forNs();
  }

  /** The places that it names, from 0. */
  IntStream namedPlaces() {
    IntStream hit =
        effect.targets().stream().map(FaultTarget::namedPlace).flatMapToInt(OptionalInt::stream);
    return IntStream.concat(hit, trigger.namedPlace().stream());
  }
}
