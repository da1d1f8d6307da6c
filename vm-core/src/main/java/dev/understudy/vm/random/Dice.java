package dev.understudy.vm.random;

import java.util.List;

/**
 * A stream of random numbers that follows from a seed alone, and can be split into independent
 * ones.
 *
 * <p>The generator is SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
 * generators, 2014) with a fixed increment.
 */
public final class Dice {
  private static final long INCREMENT = 0x9e3779b97f4a7c15L;

  private long state;

  public Dice(long seed) {
    this.state = seed;
  }

  private static long mix(long x) {
    x = (x ^ x >>> 30) * 0xbf58476d1ce4e5b9L;
    x = (x ^ x >>> 27) * 0x94d049bb133111ebL;
    return x ^ x >>> 31;
  }

  /** A number that follows from two others, without a stream. */
  public static long hash(long seed, long key) {
    return mix(mix(seed + INCREMENT) ^ mix(key - INCREMENT));
  }

  /** Another stream, for a part of the whole; draws here and there do not shift each other. */
  public Dice split() {
    return new Dice(hash(next(), 0));
  }

  /** A copy of this stream from here on, drawn independently. */
  public Dice fork() {
    return new Dice(state);
  }

  /** Any 64-bit number. */
  public long next() {
    state += INCREMENT;
    return mix(state);
  }

  /** From 0 to {@code bound} - 1. */
  public int below(int bound) {
    return (int) (((next() >>> 33) * bound) >>> 31);
  }

  /** From {@code least} to {@code most}. */
  public int between(int least, int most) {
    return least + below(most - least + 1);
  }

  /** True once in {@code n} times. */
  public boolean oneIn(int n) {
    return below(n) == 0;
  }

  /** One of the elements. */
  public <T> T of(List<T> elements) {
    return elements.get(below(elements.size()));
  }

  /** A number at which arithmetic tends to go wrong, or any. */
  public long oddNumber() {
    return switch (below(7)) {
      case 0 -> of(Corners.ALL);
      case 1 -> 1L << below(64);
      case 2 -> (1L << below(64)) - 1;
      case 3 -> -1L << below(64);
      case 4 -> (int) next();
      case 5 -> below(0x10000);
      default -> next();
    };
  }
}
