package dev.understudy.cli.io;

import dev.understudy.experiment.run.RunResult;

/** What the process says to its caller. 3 belongs to the launcher: it could not build. */
public final class ExitCode {
  public static final int OK = 0;

  /** A promise was broken, or two runs that should agree don't. */
  public static final int BROKEN = 1;

  /** Arguments, a file or a scenario that can't be used. */
  public static final int BAD_INPUT = 2;

  /** Nothing is broken, but the run did not do its work, so that it shows little. */
  public static final int INCOMPLETE = 4;

  /** A defect of Understudy itself. The number is sysexits' EX_SOFTWARE. */
  public static final int INTERNAL = 70;

  private ExitCode() {}

  /** What a run exits with. */
  public static int of(RunResult result) {
    if (result.kind() == RunResult.Kind.BROKEN) {
      return BROKEN;
    }
    return result.didItsWork() ? OK : INCOMPLETE;
  }
}
