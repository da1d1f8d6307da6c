package dev.understudy.experiment.scenario;

/**
 * Something wrong with a text that a person wrote.
 *
 * @param source the file, or the option of the command line
 * @param line from 1
 * @param column from 1
 * @param length of the offending text, in characters; 0 if something is missing there
 * @param message what is wrong, starting in lower case
 * @param expected what would be right; empty if the message says it
 * @param lineText the line it is in
 */
public record Problem(
    String source,
    int line,
    int column,
    int length,
    String message,
    String expected,
    String lineText) {

  /**
   * Source, line and column, the message, the line with the offending text marked, what is right.
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(source).append(':').append(line).append(':').append(column).append(": ");
    text.append(message).append('\n');
    String visible = lineText.stripTrailing();
    if (!visible.isEmpty()) {
      text.append("    ").append(visible).append('\n').append("    ");
      for (int i = 0; i < column - 1; i++) {
        text.append(i < visible.length() && visible.charAt(i) == '\t' ? '\t' : ' ');
      }
      text.append("^".repeat(Math.max(1, length))).append('\n');
    }
    if (!expected.isEmpty()) {
      text.append("    expected ").append(expected).append('\n');
    }
    return text.toString();
  }
}
