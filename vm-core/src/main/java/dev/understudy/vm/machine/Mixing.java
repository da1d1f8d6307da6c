package dev.understudy.vm.machine;

/** The bit mixing behind all hashes of this package. */
final class Mixing {
  /** Odd numbers without a pattern: fractional digits of square roots of primes. */
  static final long K1 = 0x9e3779b97f4a7c15L;

  static final long K2 = 0xbb67ae8584caa73bL;
  static final long K3 = 0xa54ff53a5f1d36f1L;
  static final long K4 = 0x510e527fade682d1L;

  private Mixing() {}

  /** A bijection of 64-bit numbers in which each bit of the argument sways each of the result. */
  static long mix(long x) {
    x = (x ^ x >>> 32) * 0xd6e8feb86659fd93L;
    x = (x ^ x >>> 32) * 0xd6e8feb86659fd93L;
    return x ^ x >>> 32;
  }

  /** A step of one of several hashes side by side; a changed value changes its lane. */
  static long lane(long lane, long value) {
    return Long.rotateLeft(lane + value * K2, 31) * K1;
  }

  /** One step of a running hash; the order of the steps matters. */
  static long step(long hash, long value) {
    return Long.rotateLeft((hash ^ value) * K1, 29) * K2 + K3;
  }
}
