package dev.understudy.cli;

/** What the process says to whoever started it. 3 belongs to the launcher: it could not build. */
final class ExitCode {
  static final int OK = 0;

  /** A promise was broken, or two runs that should agree don't. */
  static final int BROKEN = 1;

  /** Arguments, a file or a scenario that can't be used. */
  static final int BAD_INPUT = 2;

  /** A defect of Understudy itself. The number is sysexits' EX_SOFTWARE. */
  static final int INTERNAL = 70;

  private ExitCode() {}
}
