package dev.understudy.experiment.report;

import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
public final class ReadableNumbers {
  private ReadableNumbers() {}

  /** {@code 12,345}. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 1 request}, {@code 12,345 requests}. */
  public static String count(long value, String noun) {
    return number(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** {@code 64 KiB}, {@code 1 MiB}; bytes if it is no whole number of them. */
  public static String size(long bytes) {
    if (bytes != 0 && bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MiB";
    }
    return bytes != 0 && bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : count(bytes, "byte");
  }

  /** A point of virtual time: {@code 20.000 ms}. */
  public static String instant(long ns) {
    return String.format(Locale.ROOT, "%,d.%03d ms", ns / 1_000_000, ns / 1_000 % 1_000);
  }

  /** How long something took, in the unit that suits it: {@code 102.4 µs}. */
  public static String duration(long ns) {
    if (ns < 1_000) {
      return ns + " ns";
    }
    if (ns < 1_000_000) {
      return String.format(Locale.ROOT, "%d.%d µs", ns / 1_000, ns / 100 % 10);
    }
    return instant(ns);
  }

  public static String hex(int address) {
    return "0x" + Integer.toHexString(address);
  }
}
