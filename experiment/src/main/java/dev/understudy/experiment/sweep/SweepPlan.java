package dev.understudy.experiment.sweep;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.world.Setup;

/**
 * What a sweep explores.
 *
 * @param setup the run without its faults
 * @param kinds what goes wrong at each instant
 * @param window the instructions that are instants of their own
 * @param pairs two faults: at each instant after the first the second
 * @param merging whether tails that come to a world seen before in their block end there
 */
public record SweepPlan(
    Setup setup,
    ImmutableList<SweepFault> kinds,
    InstructionWindow window,
    boolean pairs,
    boolean merging) {

  private static final int BLOCK_INSTANTS = 64;

  public SweepPlan {
    if (!setup.faultTolerant()
        || setup.hosts().size() != 2
        || setup.grows()
        || !setup.faults().isEmpty()) {
      throw new IllegalArgumentException("a sweep needs a pair of hosts and no faults of its own");
    }
  }

  /**
   * Instants in a block: tails merge within one, and a block is what workers share. Of pairs, those
   * of the first fault.
   */
  int blockInstants() {
    return pairs ? 1 : BLOCK_INSTANTS;
  }

  /** How long its faults and tails are. */
  SweepTiming timing() {
    return SweepTiming.of(setup);
  }

  /** The run that is forked: faults strike within its length, and tails may go on behind it. */
  public Setup prolonged() {
    return setup.withLength(setup.deadlineNs() + timing().longestNs());
  }
}
