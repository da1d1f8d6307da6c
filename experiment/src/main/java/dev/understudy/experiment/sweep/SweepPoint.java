package dev.understudy.experiment.sweep;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.sim.world.FaultEffect;
import dev.understudy.sim.world.FaultTrigger;

/**
 * An instant and a kind of fault; two of each in a sweep of pairs.
 *
 * @param number over the whole sweep, from 0
 * @param faults as on the command line: planned for a fresh run, they show the point again
 */
public record SweepPoint(long number, ImmutableList<String> faults) {

  /** The texts of one kind of fault at one instant. */
  static ImmutableList<String> texts(SweepInstant instant, ImmutableList<FaultEffect> effects) {
    return texts(instant.trigger(), effects);
  }

  private static ImmutableList<String> texts(
      FaultTrigger trigger, ImmutableList<FaultEffect> effects) {
    return effects.stream()
        .map(effect -> FaultText.fault(effect, trigger).text())
        .collect(ImmutableList.toImmutableList());
  }
}
