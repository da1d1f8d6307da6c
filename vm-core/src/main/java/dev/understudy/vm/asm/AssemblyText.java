package dev.understudy.vm.asm;

import java.util.List;
import java.util.Locale;

/** How texts are shown, compared and guessed. ASCII rules only, whatever the host's locale. */
final class AssemblyText {
  private static final int SHOWN_CHARACTERS = 40;

  private AssemblyText() {}

  /** Fit for one line of a message: control characters escaped, long texts cut. */
  static String shorten(String text) {
    StringBuilder out = new StringBuilder();
    int shown = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (shown++ == SHOWN_CHARACTERS) {
        return out.append("...").toString();
      }
      appendPrintable(out, text.codePointAt(i));
    }
    return out.toString();
  }

  private static void appendPrintable(StringBuilder out, int c) {
    if (c == '\t') {
      out.append("\\t");
    } else if (Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.SURROGATE
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR) {
      out.append(String.format(Locale.ROOT, "U+%04X", c));
    } else {
      out.appendCodePoint(c);
    }
  }

  static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  /** {@code a, b or c}. */
  static String alternatives(List<String> texts) {
    return texts.size() < 2
        ? String.join("", texts)
        : String.join(", ", texts.subList(0, texts.size() - 1))
            + " or "
            + texts.get(texts.size() - 1);
  }

  /** {@code 1 operand}, {@code 2 operands}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
