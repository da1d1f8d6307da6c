package dev.understudy.vm.asm;

/**
 * Bounds on the work one assembly can cause, far beyond any program written by people. They keep a
 * hostile source (macros that double at each level, a file that includes itself twice) from taking
 * more than a few seconds.
 */
final class Limits {
  /** Diagnostics shown; the rest is counted. */
  static final int DIAGNOSTICS_SHOWN = 20;

  /** Misspelt names for which the one that was meant is looked for. */
  static final int GUESSES = 3 * DIAGNOSTICS_SHOWN;

  /** Names that are compared with a misspelt one. */
  static final int NAMES_COMPARED = 5_000;

  /** Characters of source, all includes together. */
  static final int SOURCE_CHARACTERS = 16 << 20;

  /** Words of source after macro expansion. */
  static final int TOKENS = 1_500_000;

  /** Lines of source after macro expansion. */
  static final int LINES = 250_000;

  static final int INCLUDE_DEPTH = 16;
  static final int MACRO_DEPTH = 64;

  /** Parentheses and signs inside each other, and definitions that use definitions. */
  static final int EXPRESSION_DEPTH = 100;

  /**
   * Values looked at while expressions are computed. What is known by a line is asked again at each
   * line, so that long definitions that use names further down could be evaluated for ever.
   */
  static final int VALUES = 5_000_000;

  private Limits() {}
}
