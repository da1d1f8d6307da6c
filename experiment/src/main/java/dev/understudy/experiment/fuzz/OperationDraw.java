package dev.understudy.experiment.fuzz;

import dev.understudy.experiment.scenario.OperationText;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.PlannedOperation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Random operations for a share of the worlds, one to three. In every other one of these the first
 * comes shortly before or after a fault. A guest that is paused is resumed again: clients have to
 * be answered.
 */
final class OperationDraw {
  private static final int ONE_WORLD_IN = 4;
  private static final int ONE_POOL_IN = 2;
  private static final int MOST = 3;
  private static final long US = 1_000;
  private static final long BREAK_MOST_US = 40_000;

  /** How long before a fault something is ordered that is aimed at it, and how long after it. */
  private static final long BEFORE_MOST_US = 2_000;

  private static final long AFTER_MOST_US = 20_000;

  private final Chance place;
  private final long lengthNs;
  private final int places;
  private final List<Fault> faults;
  private final List<PlannedOperation> operations = new ArrayList<>();

  /**
   * For one world.
   *
   * @param lengthNs within which something is ordered
   * @param places where hosts can be moved to; 0 if none is ever moved
   * @param faults what goes wrong in this world
   */
  OperationDraw(Chance place, long lengthNs, int places, List<Fault> faults) {
    this.place = place;
    this.lengthNs = lengthNs;
    this.places = places;
    this.faults = faults;
  }

  List<PlannedOperation> operations() {
    if (place.below(0, places > 0 ? ONE_POOL_IN : ONE_WORLD_IN) == 0) {
      long count = place.between(1, 1, MOST);
      for (long number = 0; operations.size() < count; number++) {
        draw(place.named("one").numbered(number), count - operations.size());
      }
    }
    operations.sort(Comparator.comparingLong(PlannedOperation::atNs));
    return operations;
  }

  private void draw(Chance at, long left) {
    long us = timeUs(at);
    long laterUs = us + at.between(1, 1, BREAK_MOST_US);
    if (places > 0 && at.below(5, 2) == 0) {
      String whom = at.below(6, 2) == 0 ? "move-backup" : "move-primary";
      add(whom + ":host-" + at.between(7, 1, places) + "@" + us + "us");
      return;
    }
    switch ((int) at.below(2, 8)) {
      case 0, 1 -> together(left, "pause@" + us + "us", "resume@" + laterUs + "us");
      case 2, 3 -> add("share:" + at.between(3, 25, 100) + "%@" + us + "us");
      case 4, 5 -> add("failover@" + us + "us");
      case 6 -> together(left, "ft-off@" + us + "us", "ft-on@" + laterUs + "us");
      default -> add((at.below(4, 2) == 0 ? "ft-off@" : "ft-on@") + us + "us");
    }
  }

  private long timeUs(Chance at) {
    long atAnyTimeUs = at.below(0, lengthNs / US);
    boolean aimed = operations.isEmpty() && place.below(2, 2) == 0;
    return aimed ? aimedUs(at).orElse(atAnyTimeUs) : atAnyTimeUs;
  }

  /** A time about the first fault whose time is known. */
  private OptionalLong aimedUs(Chance at) {
    return faults.stream()
        .flatMapToLong(fault -> fault.trigger().knownTimeNs().stream())
        .map(timeNs -> timeNs / US + at.between(8, -BEFORE_MOST_US, AFTER_MOST_US))
        .filter(us -> us >= 0)
        .findFirst();
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
