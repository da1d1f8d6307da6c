package dev.understudy.sim.time;

/**
 * The relation between a host's instruction count and virtual time: count {@code n} is reached at
 * {@code anchorNs + floor((n - anchorCount) * femtosecondsPerInstruction / 10^6)}.
 *
 * <p>An anchor is set where a host wakes, stalls or changes its speed, and nowhere else. If it
 * moved wherever a stretch of execution ends, the rounding would depend on where an observer
 * stopped the host.
 *
 * @param anchorNs virtual time of {@code anchorCount}
 * @param anchorCount instructions retired at the anchor
 * @param femtosecondsPerInstruction 1 to 10^12 (a thousand instructions a second)
 */
public record Pace(long anchorNs, long anchorCount, long femtosecondsPerInstruction) {

  public static final long FEMTOSECONDS_PER_INSTRUCTION_MAX = 1_000_000_000_000L;

  private static final long FEMTOSECONDS_PER_NANOSECOND = 1_000_000L;

  public Pace {
    if (anchorNs < 0 || anchorCount < 0) {
      throw new IllegalArgumentException("an anchor before the beginning: " + anchorNs + " ns");
    }
    if (femtosecondsPerInstruction < 1
        || femtosecondsPerInstruction > FEMTOSECONDS_PER_INSTRUCTION_MAX) {
      throw new IllegalArgumentException(
          "femtoseconds per instruction: " + femtosecondsPerInstruction);
    }
  }

  /**
   * The time at which {@code count} instructions have retired; {@link Long#MAX_VALUE} where it does
   * not fit.
   */
  public long timeOf(long count) {
    if (count < anchorCount) {
      throw new IllegalArgumentException("count " + count + " is before anchor " + anchorCount);
    }
    // count * fs may need 128 bits. Whole millions of instructions take whole nanoseconds, and what
    // remains is below 10^6 * 10^12.
    long instructions = count - anchorCount;
    long millions = instructions / FEMTOSECONDS_PER_NANOSECOND;
    long rest = instructions % FEMTOSECONDS_PER_NANOSECOND;
    long restNs = rest * femtosecondsPerInstruction / FEMTOSECONDS_PER_NANOSECOND;
    if (Math.multiplyHigh(millions, femtosecondsPerInstruction) != 0) {
      return Long.MAX_VALUE;
    }
    return sumOrMax(anchorNs, sumOrMax(millions * femtosecondsPerInstruction, restNs));
  }

  /**
   * The largest count whose time is at most {@code timeNs}; {@link Long#MAX_VALUE} where it does
   * not fit.
   *
   * @throws IllegalArgumentException if {@code timeNs} is before the anchor
   */
  public long countAt(long timeNs) {
    if (timeNs < anchorNs) {
      throw new IllegalArgumentException(timeNs + " ns is before anchor " + anchorNs + " ns");
    }
    // floor(k * fs / 10^6) <= d  if and only if  k * fs <= (d + 1) * 10^6 - 1. Split d so that only
    // its remainder by fs is multiplied.
    long elapsedNs = timeNs - anchorNs;
    long whole = elapsedNs / femtosecondsPerInstruction;
    long restNs = elapsedNs % femtosecondsPerInstruction;
    long rest = ((restNs + 1) * FEMTOSECONDS_PER_NANOSECOND - 1) / femtosecondsPerInstruction;
    if (Math.multiplyHigh(whole, FEMTOSECONDS_PER_NANOSECOND) != 0) {
      return Long.MAX_VALUE;
    }
    return sumOrMax(anchorCount, sumOrMax(whole * FEMTOSECONDS_PER_NANOSECOND, rest));
  }

  /** This speed from a new anchor on: the host woke or was stopped. */
  public Pace anchoredAt(long timeNs, long count) {
    return new Pace(timeNs, count, femtosecondsPerInstruction);
  }

  /** Another speed from {@code count} on. */
  public Pace changedAt(long count, long newFemtosecondsPerInstruction) {
    return new Pace(timeOf(count), count, newFemtosecondsPerInstruction);
  }

  /** Of two addends that are not negative, or of a product that became negative by overflow. */
  private static long sumOrMax(long a, long b) {
    long sum = a + b;
    return (a | b | sum) < 0 ? Long.MAX_VALUE : sum;
  }
}
