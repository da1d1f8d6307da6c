package dev.understudy.cli.debug.stop;

import dev.understudy.inspect.timetravel.Trap;
import java.util.List;

/** A stop: whichever of the traps is sprung, if the guard lets it. */
public record Guarded(List<Trap> traps, Guard guard) {
  public static Guarded open(Trap trap) {
    return new Guarded(List.of(trap), Guard.open());
  }
}
