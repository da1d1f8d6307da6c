package dev.understudy.sim.net;

import dev.understudy.sim.random.Probability;

/**
 * What every direction of a network does to what is sent.
 *
 * @param latencyNs the least time of flight, above 0: hosts may run ahead of each other by that
 *     much
 * @param jitterNs up to this much more, evenly distributed
 * @param loss of each frame
 * @param duplication of each frame that is not lost: it arrives twice
 * @param reordering of each frame: it is held back and may be overtaken; otherwise frames of one
 *     direction arrive in the order in which they were sent
 * @param bytesPerSecond what a direction carries; a frame that comes too soon waits for those
 *     before it. {@link #UNLIMITED}: anything, at once
 */
public record LinkModel(
    long latencyNs,
    long jitterNs,
    Probability loss,
    Probability duplication,
    Probability reordering,
    long bytesPerSecond) {

  public static final long UNLIMITED = 0;

  private static final long NS_PER_SECOND = 1_000_000_000L;

  public LinkModel {
    if (latencyNs < 1) {
      throw new IllegalArgumentException("latency must be above 0 ns: " + latencyNs);
    }
    if (jitterNs < 0) {
      throw new IllegalArgumentException("negative jitter: " + jitterNs);
    }
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException("negative bandwidth: " + bytesPerSecond);
    }
  }

  /** A network that carries any amount. */
  public LinkModel(
      long latencyNs,
      long jitterNs,
      Probability loss,
      Probability duplication,
      Probability reordering) {
    this(latencyNs, jitterNs, loss, duplication, reordering, UNLIMITED);
  }

  /** How many of a billion frames get lost. */
  public long lossPartsPerBillion() {
    return loss.partsPerBillion();
  }

  /** Whether a frame may be held back. */
  public boolean reorders() {
    return reordering.partsPerBillion() > 0;
  }

  /** How long a frame of so many bytes keeps a direction busy, in ns. */
  public long transmissionNs(long bytes) {
    if (bytesPerSecond == UNLIMITED) {
      return 0;
    }
    long rest = bytes % bytesPerSecond; // Apart, so that no product overflows.
    return bytes / bytesPerSecond * NS_PER_SECOND + rest * NS_PER_SECOND / bytesPerSecond;
  }

  /** A network whose only imperfection is its latency. */
  public static LinkModel perfect(long latencyNs) {
    return new LinkModel(latencyNs, 0, Probability.NEVER, Probability.NEVER, Probability.NEVER);
  }

  /** This network with another latency. */
  public LinkModel withLatency(long newLatencyNs) {
    return new LinkModel(newLatencyNs, jitterNs, loss, duplication, reordering, bytesPerSecond);
  }

  /** How much longer the slowest flight takes than the fastest. */
  public long spreadNs() {
    boolean overtaken = !reordering.equals(Probability.NEVER);
    return jitterNs + (overtaken ? holdBackNs() : 0);
  }

  /** A frame that is held back flies up to this much longer. */
  long holdBackNs() {
    return 2 * (latencyNs + jitterNs);
  }
}
