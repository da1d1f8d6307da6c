package dev.understudy.cli.debug.stop;

import dev.understudy.inspect.timetravel.ReplayPosition;
import dev.understudy.vm.machine.Machine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must hold for a stop that is met to stop the run: a condition, and a count of hits. */
public final class StopGuard {
  private final Optional<Expression> condition;
  private final Optional<HitCount> count;

  /** Where the condition held, in order: all such places up to {@link #countedThrough}. */
  private final List<ReplayPosition> held = new ArrayList<>();

  private ReplayPosition countedThrough = ReplayPosition.after(0);

  public StopGuard(Optional<Expression> condition, Optional<HitCount> count) {
    this.condition = condition;
    this.count = count;
  }

  /** A guard that lets every hit through. */
  public static StopGuard open() {
    return new StopGuard(Optional.empty(), Optional.empty());
  }

  boolean counts() {
    return count.isPresent();
  }

  boolean hasCondition() {
    return condition.isPresent();
  }

  ReplayPosition countedThrough() {
    return countedThrough;
  }

  /** All that is met up to there has been shown to {@link #lets}. */
  void counted(ReplayPosition through) {
    countedThrough = through.compareTo(countedThrough) > 0 ? through : countedThrough;
  }

  /**
   * Whether one stops here; to be asked each time that the condition is met, in order, at least up
   * to the last one.
   *
   * @param machine of the guest concerned; null if its host is down
   */
  boolean lets(@Nullable Machine machine, ReplayPosition here) {
    boolean holds =
        condition.isEmpty() || (machine != null && condition.orElseThrow().holds(machine));
    if (!holds || count.isEmpty()) {
      return holds;
    }
    if (held.isEmpty() || here.compareTo(held.get(held.size() - 1)) > 0) {
      held.add(here);
    }
    int index = Collections.binarySearch(held, here);
    return index >= 0 && count.orElseThrow().takes(index + 1L);
  }

  /** Whether the run stops at an event of the index, which has its number there. */
  boolean letsNumber(long number) {
    return count.isEmpty() || count.orElseThrow().takes(number);
  }
}
