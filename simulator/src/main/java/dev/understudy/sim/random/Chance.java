package dev.understudy.sim.random;

import java.nio.charset.StandardCharsets;

/**
 * A place in the tree of random draws, given by its path (seed, subsystem, entity, incarnation
 * ...). Draw number {@code ordinal} at a place is always the same.
 *
 * <p>Draws for different purposes at one ordinal need different places: {@code
 * link.named("loss").happens(n, p)} and {@code link.named("jitter").below(n, limit)}.
 *
 * @param key identifies the place; equal paths from equal seeds have equal keys
 */
public record Chance(long key) {

  // The increment of Weyl sequences (2^64 / golden ratio, odd) and an unrelated odd constant, so
  // that a number and a name, or two levels of the path, do not cancel each other.
  private static final long STEP = 0x9e3779b97f4a7c15L;
  private static final long NAME = 0xd1342543de82ef95L;

  public static Chance seeded(long seed) {
    return new Chance(mix(seed ^ NAME));
  }

  /** The place below this one for a subsystem or a purpose. */
  public Chance named(String name) {
    long hash = NAME;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash ^ (b & 0xff)) * STEP;
    }
    return new Chance(mix(key * STEP + mix(hash)));
  }

  /** The place below this one for an entity or an incarnation. */
  public Chance numbered(long number) {
    return new Chance(mix(key * NAME + mix(number * STEP + 1)));
  }

  /** 64 evenly distributed bits. */
  public long bits(long ordinal) {
    return mix(key + mix(ordinal * STEP + STEP));
  }

  /**
   * Uniform from 0 to {@code bound - 1}. The bias is below bound / 2^64.
   *
   * @param bound above 0
   */
  public long below(long ordinal, long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("no number from 0 on is below " + bound);
    }
    long bits = bits(ordinal);
    // The upper half of the unsigned product of bits and bound.
    return Math.multiplyHigh(bits, bound) + (bits < 0 ? bound : 0);
  }

  /** Uniform from {@code least} to {@code most}, both included. */
  public long between(long ordinal, long least, long most) {
    long range = most - least + 1;
    if (most < least || range <= 0) {
      throw new IllegalArgumentException("no range: " + least + " to " + most);
    }
    return least + below(ordinal, range);
  }

  public boolean happens(long ordinal, Probability probability) {
    return below(ordinal, Probability.BILLION) < probability.partsPerBillion();
  }

  /**
   * An exponentially distributed waiting time, cut off at 16 times its mean (one draw in nine
   * million).
   */
  public long exponential(long ordinal, long mean) {
    if (mean < 0 || mean > Long.MAX_VALUE / 16) {
      throw new IllegalArgumentException("mean: " + mean);
    }
    // 53 random bits make an exact double in (0, 1]; StrictMath has the same bits everywhere.
    double uniform = ((bits(ordinal) >>> 11) + 1) * 0x1p-53;
    return Math.min(16 * mean, (long) (-StrictMath.log(uniform) * mean));
  }

  /** A bijection in which every bit of the argument bears on every bit of the result. */
  private static long mix(long word) {
    long w = word;
    w = (w ^ (w >>> 32)) * 0xd6e8feb86659fd93L;
    w = (w ^ (w >>> 32)) * 0xd6e8feb86659fd93L;
    return w ^ (w >>> 32);
  }
}
