package dev.understudy.browser.jdk.java.util;

/** {@link java.util.HexFormat} in lower case, without delimiters. */
public final class HexFormat {
  private static final HexFormat PLAIN = new HexFormat();

  private HexFormat() {}

  public static HexFormat of() {
    return PLAIN;
  }

  public String toHexDigits(long value) {
    StringBuilder text = new StringBuilder();
    for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
      text.append(digit((int) (value >> shift)));
    }
    return text.toString();
  }

  public String formatHex(byte[] bytes) {
    return formatHex(bytes, 0, bytes.length);
  }

  public String formatHex(byte[] bytes, int from, int until) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < until; i++) {
      text.append(digit(bytes[i] >> 4)).append(digit(bytes[i]));
    }
    return text.toString();
  }

  public byte[] parseHex(CharSequence text) {
    if (text.length() % 2 != 0) {
      throw new IllegalArgumentException("an odd number of digits");
    }
    byte[] bytes = new byte[text.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (value(text.charAt(2 * i)) << 4 | value(text.charAt(2 * i + 1)));
    }
    return bytes;
  }

  private static char digit(int value) {
    return Character.forDigit(value & 15, 16);
  }

  private static int value(char digit) {
    int value = digit < 128 ? Character.digit(digit, 16) : -1;
    if (value < 0) {
      throw new IllegalArgumentException("no hexadecimal digit: " + digit);
    }
    return value;
  }
}
