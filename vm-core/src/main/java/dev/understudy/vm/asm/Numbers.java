package dev.understudy.vm.asm;

/** Number literals: decimal with an optional K, M or G, 0x, 0b; underscores between digits. */
final class Numbers {
  enum Outcome {
    OK,
    MALFORMED,
    TOO_BIG
  }

  record Read(Outcome outcome, long value) {}

  private static final Read MALFORMED = new Read(Outcome.MALFORMED, 0);
  private static final Read TOO_BIG = new Read(Outcome.TOO_BIG, 0);

  private Numbers() {}

  /** Up to 2^64 - 1; the upper half reads as negative. */
  static Read read(String literal) {
    String text = AssemblyText.lowerCase(literal);
    if (text.startsWith("0x")) {
      return digits(text.substring(2), 16, 1);
    }
    if (text.startsWith("0b")) {
      return digits(text.substring(2), 2, 1);
    }
    char last = text.charAt(text.length() - 1);
    long scale = scale(last);
    return digits(scale == 1 ? text : text.substring(0, text.length() - 1), 10, scale);
  }

  private static long scale(char suffix) {
    return switch (suffix) {
      case 'k' -> 1L << 10;
      case 'm' -> 1L << 20;
      case 'g' -> 1L << 30;
      default -> 1;
    };
  }

  private static Read digits(String digits, int radix, long scale) {
    if (digits.isEmpty() || digits.startsWith("_") || digits.endsWith("_")) {
      return MALFORMED;
    }
    long value = 0;
    boolean tooBig = false;
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) == '_') {
        continue;
      }
      int digit = asciiDigit(digits.charAt(i));
      if (digit < 0 || digit >= radix) {
        return MALFORMED;
      }
      tooBig |= Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, radix)) > 0;
      value = value * radix + digit;
    }
    tooBig |= Long.compareUnsigned(value, Long.divideUnsigned(-1L, scale)) > 0;
    return tooBig ? TOO_BIG : new Read(Outcome.OK, value * scale);
  }

  private static int asciiDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
