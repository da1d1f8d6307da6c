package dev.understudy.bench;

/**
 * The kernels in plain Java: the same algorithms as the guests', data made at the start included.
 */
final class JavaKernels {
  private static final long SEED = 88172645463325252L;
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;
  private static final int COPIED_WORDS = (1 << 20) / Long.BYTES;

  private JavaKernels() {}

  static long sieve(int limit) {
    int flags = limit / 2;
    byte[] struck = new byte[flags];
    for (int i = 1, p = 3; p * p < limit; i++, p = 2 * i + 1) {
      if (struck[i] == 0) {
        for (int j = p * p / 2; j < flags; j += p) {
          struck[j] = 1;
        }
      }
    }
    int primes = flags;
    for (int i = 0; i < flags; i++) {
      primes -= struck[i];
    }
    return primes;
  }

  static long crc32(int size) {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int rest = i;
      for (int bit = 0; bit < 8; bit++) {
        rest = (rest & 1) == 0 ? rest >>> 1 : (rest >>> 1) ^ 0xedb8_8320;
      }
      table[i] = rest;
    }
    byte[] bytes = new byte[size];
    long state = SEED;
    for (int at = 0; at < size; at += Long.BYTES) {
      state = next(state);
      for (int i = 0; i < Long.BYTES; i++) {
        bytes[at + i] = (byte) (state >>> (8 * i));
      }
    }
    int crc = -1;
    for (int i = 0; i < size; i++) {
      crc = (crc >>> 8) ^ table[(crc ^ bytes[i]) & 0xff];
    }
    return ~crc & 0xffff_ffffL;
  }

  static long xorshift(int draws) {
    long state = SEED;
    long sum = 0;
    for (int i = 0; i < draws; i++) {
      state = next(state);
      sum += state;
    }
    return sum;
  }

  static long fib(int n) {
    return fibonacci(n);
  }

  private static long fibonacci(long n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  }

  static long matmul(int n) {
    long[] left = new long[n * n];
    long[] right = new long[n * n];
    long state = fill(left, SEED);
    fill(right, state);
    long[] product = new long[n * n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
          sum += left[row * n + i] * right[i * n + column];
        }
        product[row * n + column] = sum;
      }
    }
    long digest = 0;
    for (long element : product) {
      digest = (digest ^ element) * MIX;
    }
    return digest;
  }

  static long copysum(int passes) {
    long[] from = new long[COPIED_WORDS];
    long[] to = new long[COPIED_WORDS];
    fill(from, SEED);
    long sum = 0;
    for (int pass = 0; pass < passes; pass++) {
      for (int i = 0; i < COPIED_WORDS; i++) {
        to[i] = from[i];
      }
      sum *= 31;
      for (int i = 0; i < COPIED_WORDS; i++) {
        sum += to[i];
      }
      to[0] += sum;
      long[] swapped = from;
      from = to;
      to = swapped;
    }
    return sum;
  }

  /** The state behind the last number. */
  private static long fill(long[] numbers, long start) {
    long state = start;
    for (int i = 0; i < numbers.length; i++) {
      state = next(state);
      numbers[i] = state;
    }
    return state;
  }

  private static long next(long state) {
    long drawn = state;
    drawn ^= drawn << 13;
    drawn ^= drawn >>> 7;
    drawn ^= drawn << 17;
    return drawn;
  }
}
