package dev.understudy.cli.debug.stop;

import dev.understudy.inspect.timetravel.StopCondition;
import java.util.List;

/** A stop: whichever of the traps is sprung, if the guard lets it. */
public record GuardedStop(List<StopCondition> traps, StopGuard guard) {
  public static GuardedStop open(StopCondition condition) {
    return new GuardedStop(List.of(condition), StopGuard.open());
  }
}
