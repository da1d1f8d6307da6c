package dev.understudy.experiment.fuzz;

import dev.understudy.experiment.scenario.OperationText;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.PlannedOperation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Random operations for a share of the worlds, one to three. A guest that is paused is resumed
 * again: clients have to be answered.
 */
final class OperationDraw {
  private static final int ONE_WORLD_IN = 4;
  private static final int MOST = 3;
  private static final long US = 1_000;
  private static final long BREAK_MOST_US = 40_000;

  private final Chance place;
  private final long lengthNs;
  private final List<PlannedOperation> operations = new ArrayList<>();

  /**
   * For one world.
   *
   * @param lengthNs within which something is ordered
   */
  OperationDraw(Chance place, long lengthNs) {
    this.place = place;
    this.lengthNs = lengthNs;
  }

  List<PlannedOperation> operations() {
    if (place.below(0, ONE_WORLD_IN) == 0) {
      long count = place.between(1, 1, MOST);
      for (long number = 0; operations.size() < count; number++) {
        draw(place.named("one").numbered(number), count - operations.size());
      }
    }
    operations.sort(Comparator.comparingLong(PlannedOperation::atNs));
    return operations;
  }

  private void draw(Chance at, long left) {
    long us = at.below(0, lengthNs / US);
    long laterUs = us + at.between(1, 1, BREAK_MOST_US);
    switch ((int) at.below(2, 8)) {
      case 0, 1 -> together(left, "pause@" + us + "us", "resume@" + laterUs + "us");
      case 2, 3 -> add("share:" + at.between(3, 25, 100) + "%@" + us + "us");
      case 4, 5 -> add("failover@" + us + "us");
      case 6 -> together(left, "ft-off@" + us + "us", "ft-on@" + laterUs + "us");
      default -> add((at.below(4, 2) == 0 ? "ft-off@" : "ft-on@") + us + "us");
    }
  }

  /** Both operations, or neither. */
  private void together(long left, String one, String other) {
    if (left >= 2) {
      add(one);
      add(other);
    }
  }

  private void add(String text) {
    operations.add(OperationText.parse(text, "draw").planned().orElseThrow());
  }
}
