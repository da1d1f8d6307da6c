package dev.understudy.cli.io;

import org.jspecify.annotations.Nullable;

/**
 * What results are read on.
 *
 * @param columns of text in a line
 * @param colourful whether it shows colours, and its owner wants them
 */
public record Terminal(int columns, boolean colourful) {
  private static final int COLUMNS_STANDARD = 80;
  private static final int COLUMNS_MAX = 1_000;

  /** For whoever reads a file or a pipe. */
  public static final Terminal NONE = new Terminal(COLUMNS_STANDARD, false);

  /** That of the process. The launcher knows whether standard output is one; Java can't. */
  static Terminal ofProcess() {
    boolean there = Boolean.getBoolean("understudy.stdout.terminal");
    return of(
        System.getenv("COLUMNS"), there, System.getenv("NO_COLOR"), System.getenv("TERM"));
  }

  /**
   * @param columns as the environment has them; 80 if that is no sensible number
   * @param noColour not empty: no colours are wanted
   */
  static Terminal of(
      @Nullable String columns,
      boolean there,
      @Nullable String noColour,
      @Nullable String kind) {
    boolean wanted = noColour == null || noColour.isEmpty();
    return new Terminal(columns(columns), there && wanted && !"dumb".equals(kind));
  }

  private static int columns(@Nullable String text) {
    if (text == null || !text.matches("[1-9][0-9]{0,3}")) {
      return COLUMNS_STANDARD;
    }
    return Math.min(COLUMNS_MAX, Integer.parseInt(text));
  }
}
