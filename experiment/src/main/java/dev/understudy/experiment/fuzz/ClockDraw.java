package dev.understudy.experiment.fuzz;

import dev.understudy.sim.random.Chance;
import dev.understudy.sim.time.HostClock;

/** What a host's clock shows at the beginning, and how it drifts: up to 100 parts per million. */
final class ClockDraw {
  private static final long MS = 1_000_000;
  private static final long DRIFT_MOST_PPB = 100_000;

  private ClockDraw() {}

  /** Draws at ordinals 1 and 2. */
  static HostClock at(Chance at) {
    return new HostClock(at.below(1, 50) * MS, at.between(2, -DRIFT_MOST_PPB, DRIFT_MOST_PPB));
  }
}
