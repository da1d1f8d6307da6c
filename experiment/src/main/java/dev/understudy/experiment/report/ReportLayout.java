package dev.understudy.experiment.report;

/**
 * How a report is laid out.
 *
 * @param width columns of text; a word that is longer than a line stands out
 * @param colour whether what matters is coloured, as terminals understand it
 * @param verbose whether everything is told, also what was not judged
 */
public record ReportLayout(int width, boolean colour, boolean verbose) {

  /** What suits any reader: 80 columns, without colours, in short. */
  public static final ReportLayout STANDARD = new ReportLayout(80, false, false);

  /** For a reader without columns, such as a pipe: nothing is wrapped, and columns have room. */
  public static final ReportLayout UNWRAPPED = new ReportLayout(Integer.MAX_VALUE, false, false);

  /** Less than this is not laid out: each word would stand alone. */
  private static final int WIDTH_MIN = 40;

  public ReportLayout {
    width = Math.max(WIDTH_MIN, width);
  }

  /** How wide a drawing is that would fill any line. */
  int drawingWidth() {
    return width == Integer.MAX_VALUE ? STANDARD.width : width;
  }

  /** A text as it is to stand out. */
  String paint(TextStyle style, String text) {
    return colour ? style.around(text) : text;
  }
}
