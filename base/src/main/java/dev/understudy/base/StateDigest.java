package dev.understudy.base;

/**
 * 128 bits over a sequence of numbers and byte strings. Two states with equal digests may be
 * treated as one. This holds against accidents, not against an attacker who constructs a collision.
 *
 * <p>State marks in logs hold such digests, so that another mixer would be another log format.
 */
public final class StateDigest {
  private static final long ODD_1 = 0xff51afd7ed558ccdL;
  private static final long ODD_2 = 0xc4ceb9fe1a85ec53L;
  private static final long ODD_3 = 0x9e3779b97f4a7c15L;

  private long high = 0x6a09e667f3bcc908L;
  private long low = 0xbb67ae8584caa73bL;

  /** Adds a number. */
  public void add(long value) {
    high = mix(high ^ value, ODD_1);
    low = mix(low + value, ODD_2) ^ Long.rotateLeft(high, 27);
  }

  /** Adds 1 for true, 0 for false. */
  public void add(boolean value) {
    add(value ? 1 : 0);
  }

  /** Adds the length first, so that where one ends and the next begins is part of the digest. */
  public void add(Bytes bytes) {
    add(bytes.length());
    int at = 0;
    for (; at + Long.BYTES <= bytes.length(); at += Long.BYTES) {
      add(bytes.longAt(at));
    }
    if (at < bytes.length()) {
      long rest = 0;
      for (int i = at; i < bytes.length(); i++) {
        rest |= (bytes.at(i) & 0xffL) << (Byte.SIZE * (i - at));
      }
      add(rest);
    }
  }

  /** Adds what {@link #add(Bytes)} adds for the same bytes. */
  public void add(byte[] bytes) {
    add(Bytes.wrap(bytes));
  }

  /** The first half of the digest of all that was added so far. */
  public long high() {
    return mix(high, ODD_2);
  }

  /** The second half. */
  public long low() {
    return mix(low ^ high, ODD_1);
  }

  private static long mix(long value, long factor) {
    long product = (value ^ (value >>> 32)) * factor;
    return (product ^ (product >>> 29)) * ODD_3;
  }
}
