package dev.understudy.ft.protocol;

/**
 * 128 bits over a sequence of numbers and byte strings. Two states with the same digest may be
 * treated as one; nothing here defends against somebody who wants a collision.
 */
public final class StateDigest {
  private static final long ODD_1 = 0x9e3779b97f4a7c15L;
  private static final long ODD_2 = 0xc2b2ae3d27d4eb4fL;

  private long high = 0x243f6a8885a308d3L;
  private long low = 0x13198a2e03707344L;
  private long count;

  public void add(long value) {
    count++;
    high = (Long.rotateLeft(high, 27) ^ mix(value + count * ODD_1)) * ODD_2 + low;
    low = (Long.rotateLeft(low, 31) ^ mix(value ^ ODD_2)) * ODD_1 + high;
  }

  public void add(boolean value) {
    add(value ? 1 : 0);
  }

  public void add(byte[] bytes) {
    add(bytes.length);
    long word = 0;
    for (int i = 0; i < bytes.length; i++) {
      word = word << 8 | (bytes[i] & 0xff);
      if ((i & 7) == 7) {
        add(word);
        word = 0;
      }
    }
    if ((bytes.length & 7) != 0) {
      add(word);
    }
  }

  public long high() {
    return mix(high + Long.rotateLeft(low, 19) + count);
  }

  public long low() {
    return mix(low ^ mix(high));
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
