package dev.understudy.vm.machine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** 4 KiB of memory contents. Immutable but for its hash, which is computed when first asked for. */
final class Page {
  static final int SHIFT = 12;
  static final int BYTES = 1 << SHIFT;

  /** The one page of zeros: {@link #copyOf} never makes another, and its hash is 0. */
  static final Page ZERO = new Page(new byte[BYTES], new StateHash(0, 0));

  private final byte[] bytes;

  /** One reference to an immutable object, so that threads may race to set it. */
  private @Nullable StateHash hash;

  private Page(byte[] bytes, @Nullable StateHash hash) {
    this.bytes = bytes;
    this.hash = hash;
  }

  static Page copyOf(byte[] flat, int address) {
    return copyOf(flat, address, null);
  }

  /**
   * @param hash of the contents, if known
   */
  static Page copyOf(byte[] flat, int address, @Nullable StateHash hash) {
    return ZERO.equalTo(flat, address)
        ? ZERO
        : new Page(Arrays.copyOfRange(flat, address, address + BYTES), hash);
  }

  boolean equalTo(byte[] flat, int address) {
    return Arrays.equals(bytes, 0, BYTES, flat, address, address + BYTES);
  }

  boolean equalTo(Page other) {
    return Arrays.equals(bytes, other.bytes);
  }

  void copyTo(byte[] flat, int address) {
    System.arraycopy(bytes, 0, flat, address, BYTES);
  }

  void copyTo(int offset, byte[] into, int at, int length) {
    System.arraycopy(bytes, offset, into, at, length);
  }

  /** Of the contents alone, wherever the page lies. */
  StateHash hash() {
    StateHash known = hash;
    if (known == null) {
      known = hashOf(bytes, 0);
      hash = known;
    }
    return known;
  }

  /** Of the page of contents that begins at an address. */
  static StateHash hashOf(byte[] flat, int address) {
    return ZERO.equalTo(flat, address) ? ZERO.hash() : lanes(flat, address);
  }

  /** Four lanes side by side, as many as keep a processor's multiplier busy. */
  private static StateHash lanes(byte[] flat, int address) {
    long a = HashMixing.K1;
    long b = HashMixing.K2;
    long c = HashMixing.K3;
    long d = HashMixing.K4;
    for (int i = address; i < address + BYTES; i += 64) {
      a = HashMixing.lane(a, Words.get(flat, i), Words.get(flat, i + 8));
      b = HashMixing.lane(b, Words.get(flat, i + 16), Words.get(flat, i + 24));
      c = HashMixing.lane(c, Words.get(flat, i + 32), Words.get(flat, i + 40));
      d = HashMixing.lane(d, Words.get(flat, i + 48), Words.get(flat, i + 56));
    }
    long high = HashMixing.mix(HashMixing.mix(HashMixing.mix(HashMixing.mix(a) + b) + c) + d);
    long low =
        HashMixing.mix(
            HashMixing.mix(HashMixing.mix(HashMixing.mix(d ^ HashMixing.K1) + c) + b) + a);
    return new StateHash(high, low);
  }
}
