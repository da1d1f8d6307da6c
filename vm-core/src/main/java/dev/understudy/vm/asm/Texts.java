package dev.understudy.vm.asm;

import java.util.List;
import java.util.Locale;

/** How texts are shown, compared and guessed. ASCII rules only, whatever the host's locale. */
final class Texts {
  private static final int SHOWN_CHARACTERS = 40;

  private Texts() {}

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

  /** The known name that a misspelt one was probably meant to be, or empty. */
  static String closest(String misspelt, Iterable<String> known) {
    if (misspelt.length() > SHOWN_CHARACTERS) {
      return "";
    }
    int allowed = Math.max(1, misspelt.length() / 3);
    String wanted = lowerCase(misspelt);
    String best = "";
    int bestDistance = Math.min(allowed, wanted.length() - 1) + 1;
    int compared = 0;
    for (String name : known) {
      if (compared++ == Limits.NAMES_COMPARED) {
        break;
      }
      boolean near = Math.abs(name.length() - wanted.length()) < bestDistance;
      int distance = near ? distance(wanted, lowerCase(name)) : bestDistance;
      if (distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return best;
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
   */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= to.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      for (int j = 1; j <= to.length(); j++) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int edit = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        cost[i][j] = Math.min(edit, cost[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && swapped(from, i, to, j)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[from.length()][to.length()];
  }

  private static boolean swapped(String from, int i, String to, int j) {
    return from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
