package dev.understudy.sim.oracle;

import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.world.Setup;
import java.util.Locale;

/**
 * How much loss, delay and jitter of the logging channel two hosts bear without taking each other
 * for failed. A host that has nothing to say is heard once in a heartbeat interval, so that a
 * certain number of frames may get lost or be late one after the other within the detection time.
 *
 * @param framesInARow that may get lost before a peer is silent for the detection time
 * @param slackNs how long after its end a fault explains that a peer is missed, but for what waits
 *     for the channel by then: detection or isolation, a heartbeat, the longest flight
 * @param flightNs the longest flight of a frame, which may be held back
 * @param excess what the channel does beyond what is provided for, in a sentence; empty if nothing
 */
public record ChannelProvision(int framesInARow, long slackNs, long flightNs, String excess) {

  /**
   * Of so many detection times, in at most one all the frames may get lost that one has. A channel
   * that loses more is not provided for.
   */
  public static final int DETECTION_TIMES = 10_000;

  private static final long BILLION = 1_000_000_000;

  /** The longest piece of a clone, with what is around it: a channel may carry nothing else. */
  private static final int LONGEST_FRAME_BYTES = 4200;

  /** What follows from the times of a setup. */
  public static ChannelProvision of(Setup setup) {
    ProtocolConfig protocol = setup.replica().protocol();
    LinkModel channel = setup.channel();
    long heldBackNs = channel.reorders() ? 2 * (channel.latencyNs() + channel.jitterNs()) : 0;
    long unevenNs = channel.jitterNs() + heldBackNs + channel.transmissionNs(LONGEST_FRAME_BYTES);
    long spareNs = protocol.detectionTimeoutNs() - unevenNs;
    long intervalNs = protocol.heartbeatIntervalNs();
    int frames = spareNs <= intervalNs ? 0 : (int) Math.min(1000, (spareNs - 1) / intervalNs);
    long noticedNs = Math.max(protocol.detectionTimeoutNs(), protocol.isolationWaitNs());
    long flightNs = channel.latencyNs() + unevenNs;
    return new ChannelProvision(
        frames, noticedNs + intervalNs + flightNs, flightNs, excess(channel, frames));
  }

  private static String excess(LinkModel channel, int frames) {
    if (frames == 0) {
      return "the channel may delay one heartbeat for longer than the detection time";
    }
    long loss = channel.lossPartsPerBillion();
    long allOfThem = BILLION;
    for (int frame = 0; frame < frames; frame++) {
      allOfThem = allOfThem * loss / BILLION;
    }
    return allOfThem > BILLION / DETECTION_TIMES
        ? String.format(
            Locale.ROOT,
            "the channel loses %.1f %% of all frames, and %d lost in a row are a detection time",
            100.0 * loss / BILLION,
            frames)
        : "";
  }

  /** Whether the channel is beyond what is provided for from the beginning. */
  public boolean isExceeded() {
    return !excess.isEmpty();
  }
}
