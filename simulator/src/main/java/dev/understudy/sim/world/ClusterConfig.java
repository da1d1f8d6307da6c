package dev.understudy.sim.world;

import com.google.common.math.LongMath;
import dev.understudy.ft.protocol.CloneLimits;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.sim.net.LinkModel;
import java.math.RoundingMode;

/**
 * The cluster service (paper §3.1), which makes a new backup when there is none.
 *
 * @param replaceAfterNs how long after it saw a primary without a backup it orders a clone; {@link
 *     #NEVER}: it makes no backups
 * @param limits what a clone may cost
 */
public record ClusterConfig(long replaceAfterNs, CloneLimits limits) {
  public static final long NEVER = Long.MAX_VALUE;

  /** No cluster service: a pair that lost a host goes on alone. */
  public static final ClusterConfig NONE = new ClusterConfig(NEVER, CloneLimits.DEFAULT);

  /** How many times the time to notice that a host is gone are granted. */
  private static final int DETECTIONS = 10;

  /**
   * How many round trips one round of a clone may take: it needs one or two, and a guest that has
   * to be slowed needs up to twice the rounds.
   */
  private static final int ROUND_TRIPS_PER_ROUND = 4;

  /** How many times the whole guest one round of a clone may have to carry. */
  private static final int GUESTS_PER_ROUND = 2;

  public ClusterConfig {
    if (replaceAfterNs < 0) {
      throw new IllegalArgumentException("replaceAfterNs " + replaceAfterNs);
    }
  }

  /** Whether there is a cluster service. */
  public boolean isThere() {
    return replaceAfterNs != NEVER;
  }

  /**
   * How soon there has to be a new backup once nothing stands in the way, unless a scenario says
   * otherwise. It is the sum of the delay of the service, ten times the time to notice that a host
   * is gone, and the time of a clone on the channel. A clone takes, for each of {@link
   * CloneLimits#roundsMax} rounds, four round trips and twice the guest: its bytes at the channel's
   * bandwidth, and a round trip for each window of them. Where frames get lost or overtaken a round
   * trip may wait for a retransmission.
   *
   * @param guestBytes its memory, and its disk if that is part of it
   */
  public long redundantWithinNs(ProtocolConfig protocol, LinkModel channel, long guestBytes) {
    long windows = LongMath.divide(guestBytes, protocol.windowBytes(), RoundingMode.CEILING);
    long roundTrips = ROUND_TRIPS_PER_ROUND + GUESTS_PER_ROUND * windows;
    long perRoundNs =
        LongMath.saturatedAdd(
            LongMath.saturatedMultiply(roundTrips, roundTripNs(protocol, channel)),
            LongMath.saturatedMultiply(GUESTS_PER_ROUND, channel.transmissionNs(guestBytes)));
    return LongMath.saturatedAdd(
        LongMath.saturatedAdd(replaceAfterNs, DETECTIONS * protocol.detectionTimeoutNs()),
        LongMath.saturatedMultiply(limits.roundsMax(), perRoundNs));
  }

  private static long roundTripNs(ProtocolConfig protocol, LinkModel channel) {
    boolean keepsAll = channel.lossPartsPerBillion() == 0 && !channel.reorders();
    return 2 * (channel.latencyNs() + channel.jitterNs())
        + (keepsAll ? 0 : protocol.retransmitNs());
  }
}
