package dev.understudy.cli.io;

/** What the process says to whoever started it. 3 belongs to the launcher: it could not build. */
public final class ExitCode {
  public static final int OK = 0;

  /** A promise was broken, or two runs that should agree don't. */
  public static final int BROKEN = 1;

  /** Arguments, a file or a scenario that can't be used. */
  public static final int BAD_INPUT = 2;

  /**
   * Nothing was broken, but the run did not do its work: the guest died of a fault that nobody
   * declared, it ended early, or nothing was run from which anything could be seen.
   */
  public static final int NOT_DONE = 4;

  /** A defect of Understudy itself. The number is sysexits' EX_SOFTWARE. */
  public static final int INTERNAL = 70;

  private ExitCode() {}
}
