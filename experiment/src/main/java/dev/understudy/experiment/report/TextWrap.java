package dev.understudy.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in lines of a given width. Words are never cut. */
public final class TextWrap {
  private static final Pattern COLUMN_GAP = Pattern.compile("\\S {2,}(?=\\S)");

  /** How much further in than the first line those stand that go on with it. */
  private static final int HANGING = 4;

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
  public static List<String> hanging(String before, String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : lines(text, width - length(before))) {
      lines.add((lines.isEmpty() ? before : " ".repeat(length(before))) + line);
    }
    return lines;
  }

  /**
   * A line that somebody has laid out: what has no room goes on below the last of its columns that
   * leaves half of the width, or a little further in than it begins.
   *
   * @param width of a line in code points; {@link Integer#MAX_VALUE} for a reader without one
   */
  public static List<String> laidOut(String text, int width) {
    if (length(text) <= width) {
      return List.of(text);
    }
    int indent = text.length() - text.stripLeading().length();
    int hang = indent + HANGING;
    Matcher gaps = COLUMN_GAP.matcher(text);
    while (gaps.find() && gaps.end() <= width / 2) {
      hang = gaps.end();
    }
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (length(rest) > width) {
      int end = breakBefore(rest, width);
      if (end < 0) {
        break;
      }
      lines.add(rest.substring(0, end).stripTrailing());
      rest = " ".repeat(hang) + rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  /** Where a blank ends the words that fit; behind the first word if not even that fits. */
  private static int breakBefore(String text, int width) {
    int begin = text.length() - text.stripLeading().length();
    int last = text.lastIndexOf(' ', text.offsetByCodePoints(0, width));
    return last > begin ? last : text.indexOf(' ', begin);
  }

  static int length(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }
}
