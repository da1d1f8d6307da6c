package dev.understudy.vm.asm;

import java.util.ArrayList;
import java.util.List;

/**
 * A string or character literal, taken apart.
 *
 * @param end index after the literal, or where reading it stopped making sense
 * @param problem empty if the literal is well formed
 */
record QuotedText(List<Unit> characters, int end, String problem, String expected) {
  /** A character, or with {@code \xHH} a byte that need not be one. */
  record Unit(int value, boolean isByte) {}

  private static final String ESCAPES = "nrt0\\'\"";
  private static final String ESCAPED = "\n\r\t\0\\'\"";

  /** Reads the literal whose opening quote stands at {@code start}. */
  static QuotedText read(String text, int start, char quote) {
    List<Unit> units = new ArrayList<>();
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != quote) {
      int c = text.codePointAt(at);
      int length = c == '\\' ? escapeLength(text, at) : Character.charCount(c);
      if (length == 0) {
        return failed(
            text, "unknown escape '" + AssemblyText.shorten(escape(text, at)) + "'", EXPECTED);
      }
      if (c != '\\' && Character.getType(c) == Character.SURROGATE) {
        return failed(
            text,
            "half a character (" + AssemblyText.shorten(text.substring(at, at + 1)) + ")",
            "");
      }
      units.add(c == '\\' ? unescape(text, at) : new Unit(c, false));
      at += length;
    }
    if (at >= text.length()) {
      String kind = quote == '"' ? "string" : "character literal";
      return failed(text, "unterminated " + kind, "a closing " + quote);
    }
    return new QuotedText(units, at + 1, "", "");
  }

  private static final String EXPECTED = "\\n \\r \\t \\0 \\\\ \\' \\\" or \\xHH";

  /** Whatever follows on the line can't be told from the literal, so it belongs to it. */
  private static QuotedText failed(String text, String problem, String expected) {
    return new QuotedText(List.of(), text.length(), problem, expected);
  }

  private static String escape(String text, int at) {
    return text.substring(at, Math.min(text.length(), text.offsetByCodePoints(at, 1) + 1));
  }

  private static int escapeLength(String text, int at) {
    if (at + 1 >= text.length()) {
      return 1; // the backslash ends the line: the literal will be reported as unterminated
    }
    if (text.charAt(at + 1) == 'x') {
      boolean hex = at + 3 < text.length() && hexByte(text, at) >= 0;
      return hex ? 4 : 0;
    }
    return ESCAPES.indexOf(text.charAt(at + 1)) >= 0 ? 2 : 0;
  }

  private static int hexByte(String text, int at) {
    char high = text.charAt(at + 2);
    char low = text.charAt(at + 3);
    boolean ascii = high < 0x80 && low < 0x80;
    int value = (Character.digit(high, 16) << 4) | Character.digit(low, 16);
    return ascii ? value : -1;
  }

  private static Unit unescape(String text, int at) {
    if (at + 1 >= text.length()) {
      return new Unit('\\', false);
    }
    char c = text.charAt(at + 1);
    return c == 'x'
        ? new Unit(hexByte(text, at), true)
        : new Unit(ESCAPED.charAt(ESCAPES.indexOf(c)), false);
  }
}
