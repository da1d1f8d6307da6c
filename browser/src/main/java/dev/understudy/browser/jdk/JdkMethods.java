package dev.understudy.browser.jdk;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.stream.Stream;

/** A static method for each method of the JDK that TeaVM's library lacks. */
public final class JdkMethods {
  private JdkMethods() {}

  /** {@link String#lines}. */
  public static Stream<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      lines.add(text.substring(at, end));
      at = end + (text.startsWith("\r\n", end) ? 2 : 1);
    }
    return lines.stream();
  }

  /** {@link Math#multiplyHigh}, from four products of halves. */
  public static long multiplyHigh(long x, long y) {
    long xHigh = x >> 32;
    long xLow = x & 0xffffffffL;
    long yHigh = y >> 32;
    long yLow = y & 0xffffffffL;
    long middle = xHigh * yLow + ((xLow * yLow) >>> 32);
    long carried = (middle & 0xffffffffL) + xLow * yHigh;
    return xHigh * yHigh + (middle >> 32) + (carried >> 32);
  }

  /** {@link java.util.Collections#unmodifiableSortedMap}; nobody changes what it returns. */
  public static <K, V> SortedMap<K, V> unmodifiableSortedMap(SortedMap<K, V> map) {
    return map;
  }

  /** {@link java.util.Collections#unmodifiableNavigableMap}; nobody changes what it returns. */
  public static <K, V> NavigableMap<K, V> unmodifiableNavigableMap(NavigableMap<K, V> map) {
    return map;
  }

  /** {@link ByteArrayOutputStream#writeBytes}. */
  public static void writeBytes(ByteArrayOutputStream out, byte[] bytes) {
    out.write(bytes, 0, bytes.length);
  }

  /** {@link Character#toString(int)}. */
  public static String textOf(int codePoint) {
    return new String(Character.toChars(codePoint));
  }
}
