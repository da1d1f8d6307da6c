package dev.understudy.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Times things against each other in one JVM: all of them in turn, round after round, so that what
 * slows the machine for a while slows all alike; a ratio is the median of the rounds' ratios.
 */
final class Measurement {
  private final long[][] timesNs;

  private Measurement(long[][] timesNs) {
    this.timesNs = timesNs;
  }

  /** A median and the quartiles beside it. */
  record Spread(double median, double low, double high) {
    private static Spread of(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return new Spread(at(sorted, 0.5), at(sorted, 0.25), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double part) {
      double place = part * (sorted.length - 1);
      int below = (int) place;
      int above = Math.min(below + 1, sorted.length - 1);
      return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
  }

  /** How long to measure: so many rounds, or until the time is up, but always some. */
  record Effort(long warmUpNs, int rounds, long mostNs) {
    static final Effort QUICK = new Effort(250_000_000L, 7, 600_000_000L);
    static final Effort FULL = new Effort(2_000_000_000L, 21, 12_000_000_000L);
    static final Effort NONE = new Effort(0, 1, 0);
    private static final int LEAST_ROUNDS = 3;
    private static final int MANY_ROUNDS = 10;

    /** For what takes long and needs no warming up. */
    Effort brief() {
      return new Effort(0, rounds >= MANY_ROUNDS ? LEAST_ROUNDS : 1, 0);
    }

    /** For one point of several that make a curve. */
    Effort ofMany() {
      return new Effort(warmUpNs / 2, rounds, mostNs / 3);
    }

    private boolean isEnough(int done, long elapsedNs) {
      return done >= rounds || (done >= LEAST_ROUNDS && elapsedNs >= mostNs);
    }
  }

  /**
   * Runs each until it is warm, then all in turn. The order alternates from round to round. What is
   * in the list twice shows how far two times of one thing are apart.
   */
  static Measurement of(Effort effort, List<Runnable> things) {
    Map<Runnable, LongSupplier> times = new LinkedHashMap<>();
    things.forEach(thing -> times.put(thing, () -> time(thing)));
    return ofTimes(effort, things.stream().map(times::get).toList());
  }

  /** As {@link #of}, for things that know themselves how long they took: each gives its time. */
  static Measurement ofTimes(Effort effort, List<LongSupplier> things) {
    for (LongSupplier thing : new LinkedHashSet<>(things)) {
      long startNs = System.nanoTime();
      do {
        long unused = thing.getAsLong();
      } while (System.nanoTime() - startNs < effort.warmUpNs());
    }
    List<long[]> rounds = new ArrayList<>();
    long startNs = System.nanoTime();
    while (!effort.isEnough(rounds.size(), System.nanoTime() - startNs)) {
      long[] times = new long[things.size()];
      for (int i = 0; i < times.length; i++) {
        int turn = rounds.size() % 2 == 0 ? i : times.length - 1 - i;
        times[turn] = things.get(turn).getAsLong();
      }
      rounds.add(times);
    }
    return new Measurement(rounds.toArray(long[][]::new));
  }

  private static long time(Runnable thing) {
    long startNs = System.nanoTime();
    thing.run();
    return Math.max(1, System.nanoTime() - startNs);
  }

  /** The time of one thing as a multiple of another's. */
  Spread ratio(int of, int to) {
    return Spread.of(
        Arrays.stream(timesNs).mapToDouble(round -> (double) round[of] / round[to]).toArray());
  }

  /** The time of one thing as a multiple of a given time. */
  Spread timePer(int of, long ns) {
    return Spread.of(
        Arrays.stream(timesNs).mapToDouble(round -> (double) round[of] / ns).toArray());
  }

  /** How often per second something happens of which one run has so many. */
  Spread rate(int of, long events) {
    return Spread.of(
        Arrays.stream(timesNs).mapToDouble(round -> events * 1e9 / round[of]).toArray());
  }
}
