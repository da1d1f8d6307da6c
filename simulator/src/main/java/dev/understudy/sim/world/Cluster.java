package dev.understudy.sim.world;

import com.google.common.math.LongMath;
import dev.understudy.ft.protocol.CloneLimits;
import dev.understudy.sim.net.LinkModel;

/**
 * The cluster service (paper §3.1): what makes a new backup when there is none.
 *
 * @param replaceAfterNs how long after it saw a primary without a backup it orders a clone; {@link
 *     #NEVER}: nobody makes new backups
 * @param limits what a clone may cost
 */
public record Cluster(long replaceAfterNs, CloneLimits limits) {
  public static final long NEVER = Long.MAX_VALUE;

  /** No service: a pair that lost a host goes on alone. */
  public static final Cluster NONE = new Cluster(NEVER, CloneLimits.DEFAULT);

  /** So many times as long as it takes to notice that a host is gone. */
  private static final int DETECTIONS = 10;

  /** A round takes one or two, and a guest that has to be slowed needs up to twice the rounds. */
  private static final int ROUND_TRIPS_PER_ROUND = 4;

  /** A round may have to carry all of it. */
  private static final int MEMORIES_PER_ROUND = 2;

  public Cluster {
    if (replaceAfterNs < 0) {
      throw new IllegalArgumentException("replaceAfterNs " + replaceAfterNs);
    }
  }

  /** Whether anybody makes new backups. */
  public boolean isThere() {
    return replaceAfterNs != NEVER;
  }

  /**
   * How soon there has to be a new backup once nothing stands in the way, unless a scenario says
   * otherwise: what the service takes, ten times what it takes to notice that a host is gone, and
   * what the channel makes of a clone: for each of {@link CloneLimits#roundsMax} four round trips,
   * and twice the guest's memory at its bandwidth.
   */
  public long redundantWithinNs(long detectionNs, LinkModel channel, int memoryBytes) {
    long roundTripNs = 2 * (channel.latencyNs() + channel.jitterNs());
    long perRoundNs =
        LongMath.saturatedAdd(
            ROUND_TRIPS_PER_ROUND * roundTripNs,
            MEMORIES_PER_ROUND * channel.transmissionNs(memoryBytes));
    return LongMath.saturatedAdd(
        LongMath.saturatedAdd(replaceAfterNs, DETECTIONS * detectionNs),
        LongMath.saturatedMultiply(limits.roundsMax(), perRoundNs));
  }
}
