package dev.understudy.vm.machine;

/** The bit mixing behind all hashes of this package. */
final class HashMixing {
  /** Odd numbers without a pattern: fractional digits of square roots of primes. */
  static final long K1 = 0x9e3779b97f4a7c15L;

  static final long K2 = 0xbb67ae8584caa73bL;
  static final long K3 = 0xa54ff53a5f1d36f1L;
  static final long K4 = 0x510e527fade682d1L;

  private HashMixing() {}

  /** A bijection of 64-bit numbers in which each bit of the argument sways each of the result. */
  static long mix(long x) {
    x = (x ^ x >>> 32) * 0xd6e8feb86659fd93L;
    x = (x ^ x >>> 32) * 0xd6e8feb86659fd93L;
    return x ^ x >>> 32;
  }

  /**
   * A step of one of several hashes side by side, for two values at once: both halves of one long
   * product, where two steps would take four products. The lane itself is carried on beside it, so
   * that no value makes it forget those before.
   */
  static long lane(long lane, long first, long second) {
    long a = lane ^ first;
    long b = second ^ K2;
    return Long.rotateLeft(lane, 29) + (a * b ^ Math.multiplyHigh(a, b));
  }

  /** One step of a running hash; the order of the steps matters. */
  static long step(long hash, long value) {
    return Long.rotateLeft((hash ^ value) * K1, 29) * K2 + K3;
  }
}
