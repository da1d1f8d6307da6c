package dev.understudy.sim.time;

/**
 * The clock of one host: it started with an error and drifts. Exact for the first 292 years.
 *
 * @param offsetNs what it reads at virtual time 0
 * @param driftPartsPerBillion how much faster than virtual time it runs; negative: slower
 */
public record HostClock(long offsetNs, long driftPartsPerBillion) {

  /** One percent: far beyond any quartz. */
  public static final long DRIFT_PARTS_PER_BILLION_MAX = 10_000_000;

  private static final long BILLION = 1_000_000_000L;

  public HostClock {
    if (Math.abs(driftPartsPerBillion) > DRIFT_PARTS_PER_BILLION_MAX) {
      throw new IllegalArgumentException("drift in parts per billion: " + driftPartsPerBillion);
    }
  }

  /**
   * What it shows at a virtual time; never below 0, so that a guest sees no clock before its own.
   */
  public long readsAt(long timeNs) {
    return Math.max(0, offsetNs + stretched(timeNs));
  }

  /** The earliest virtual time at which it shows at least {@code clockNs}. */
  public long timeWhenReads(long clockNs) {
    if (readsAt(0) >= clockNs) {
      return 0;
    }
    // The clock never stands still for two nanoseconds nor jumps over two, so a guess from the
    // inverse drift is off by a little only.
    long elapsedNs = clockNs - offsetNs;
    long timeNs = Math.max(0, elapsedNs - timesPartsPerBillion(elapsedNs, driftPartsPerBillion));
    while (readsAt(timeNs) < clockNs) {
      timeNs += Math.max(1, (clockNs - readsAt(timeNs)) / 2);
    }
    while (timeNs > 0 && readsAt(timeNs - 1) >= clockNs) {
      timeNs -= Math.max(1, (readsAt(timeNs - 1) - clockNs) / 2);
    }
    return timeNs;
  }

  private long stretched(long timeNs) {
    return timeNs + timesPartsPerBillion(timeNs, driftPartsPerBillion);
  }

  /** floor(a * ppb / 10^9) without overflow. */
  private static long timesPartsPerBillion(long a, long partsPerBillion) {
    long whole = Math.floorDiv(a, BILLION);
    long rest = Math.floorMod(a, BILLION);
    return whole * partsPerBillion + Math.floorDiv(rest * partsPerBillion, BILLION);
  }
}
