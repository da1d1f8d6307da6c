package dev.understudy.cli.io;

import org.jspecify.annotations.Nullable;

/**
 * What results are read on.
 *
 * @param columns of text in a line; {@link #UNWRAPPED} where nothing is to be wrapped
 * @param colourful whether it shows colours, and its owner wants them
 */
public record Terminal(int columns, boolean colourful) {
  private static final int COLUMNS_STANDARD = 80;
  private static final int COLUMNS_MAX = 1_000;

  /** As many columns as somebody has who searches lines, and does not look at them. */
  public static final int UNWRAPPED = Integer.MAX_VALUE;

  /** For a file or a pipe: one line stays one line, as tools that read it expect. */
  public static final Terminal NONE = new Terminal(UNWRAPPED, false);

  /** That of the process. The launcher knows whether standard output is one; Java can't. */
  static Terminal ofProcess() {
    boolean there = Boolean.getBoolean("understudy.stdout.terminal");
    return of(System.getenv("COLUMNS"), there, System.getenv("NO_COLOR"), System.getenv("TERM"));
  }

  /** How wide the terminal is that messages go to, as the launcher says; 80 if it does not know. */
  static int messageColumns() {
    return columns(System.getProperty("understudy.stderr.columns"), COLUMNS_STANDARD);
  }

  /**
   * @param columns as the environment has them, for a pipe as well; if that is no sensible number,
   *     80 on a terminal, and nothing is wrapped elsewhere
   * @param noColour not empty: no colours are wanted
   */
  static Terminal of(
      @Nullable String columns, boolean there, @Nullable String noColour, @Nullable String kind) {
    boolean wanted = noColour == null || noColour.isEmpty();
    return new Terminal(
        columns(columns, there ? COLUMNS_STANDARD : UNWRAPPED),
        there && wanted && !"dumb".equals(kind));
  }

  private static int columns(@Nullable String text, int otherwise) {
    if (text == null || !text.matches("[1-9][0-9]{0,3}")) {
      return otherwise;
    }
    return Math.min(COLUMNS_MAX, Integer.parseInt(text));
  }
}
