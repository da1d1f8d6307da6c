package dev.understudy.experiment.fuzz;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.scenario.OperationText;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.PlannedOperation;

/**
 * What an operator does between two faults of a soak: something that is over before the next one,
 * and leaves a guest with a backup that serves its clients.
 */
final class SoakOperations {
  /** Within that it has been done or refused, whatever it is. */
  static final long OVER_WITHIN_NS = 200_000_000;

  private static final long US = 1_000;
  private static final long BREAK_LEAST_US = 1_000;
  private static final long BREAK_MOST_US = 40_000;

  private final int places;

  /**
   * @param places where hosts can be
   */
  SoakOperations(int places) {
    this.places = places;
  }

  /** One operation, or two that belong together. */
  ImmutableList<PlannedOperation> at(Chance at, long timeNs) {
    String now = "@" + timeNs / US + "us";
    String later = "@" + (timeNs / US + at.between(0, BREAK_LEAST_US, BREAK_MOST_US)) + "us";
    String place = "host-" + at.between(1, 1, places);
    return switch ((int) at.below(2, 8)) {
      case 0 -> operations("pause" + now, "resume" + later);
      case 1 -> operations("share:" + at.between(3, 25, 100) + "%" + now);
      case 2 -> operations("ft-off" + now, "ft-on" + later);
      case 3 -> operations("failover" + now);
      case 4, 5 -> operations("move-backup:" + place + now);
      default -> operations("move-primary:" + place + now);
    };
  }

  private static ImmutableList<PlannedOperation> operations(String... texts) {
    ImmutableList.Builder<PlannedOperation> operations = ImmutableList.builder();
    for (String text : texts) {
      operations.add(OperationText.parse(text, "soak").planned().orElseThrow());
    }
    return operations.build();
  }
}
