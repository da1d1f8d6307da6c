package dev.understudy.sim.world;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A planned fault.
 *
 * @param effect what goes wrong
 * @param trigger when it strikes
 * @param text as the scenario or the command line put it
 */
public record Fault(FaultEffect effect, FaultTrigger trigger, String text) {

  /** The duration of a fault that never heals. */
  public static final long FOR_EVER = 0;

  /** How long until it heals, in ns; {@link #FOR_EVER} for what never does. */
  public long forNs() {
    return effect.forNs();
  }

  /** The places that the effect and the trigger name, from 0. */
  IntStream namedPlaces() {
    IntStream hit =
        effect.targets().stream().map(FaultTarget::namedPlace).flatMapToInt(OptionalInt::stream);
    return IntStream.concat(hit, trigger.namedPlace().stream());
  }
}
