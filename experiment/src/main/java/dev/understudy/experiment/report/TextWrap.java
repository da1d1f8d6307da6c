package dev.understudy.experiment.report;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a given width. Words are never cut. */
final class TextWrap {
  private TextWrap() {}

  /**
   * One line at least.
   *
   * @param width of a line in code points; a word that is longer has a line of its own
   */
  static List<String> lines(String text, int width) {
    if (length(text) <= width) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && length(line) + 1 + length(word) > width) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /** The same, with something before the first line and blanks of that length before the others. */
  static List<String> hanging(String before, String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : lines(text, width - length(before))) {
      lines.add((lines.isEmpty() ? before : " ".repeat(length(before))) + line);
    }
    return lines;
  }

  static int length(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }
}
