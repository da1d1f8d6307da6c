package dev.understudy.cli.debug.stop;

import dev.understudy.inspect.timetravel.StopCondition;
import java.util.List;

/** Conditions of which any one stops the run when it is met, if the guard lets it. */
public record GuardedStop(List<StopCondition> conditions, StopGuard guard) {
  public static GuardedStop open(StopCondition condition) {
    return new GuardedStop(List.of(condition), StopGuard.open());
  }
}
