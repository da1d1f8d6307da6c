package dev.understudy.ft.protocol;

import java.util.Locale;

/**
 * The protocol's times and sizes.
 *
 * @param heartbeatIntervalNs a redundant host sends at least one frame in this time
 * @param detectionTimeoutNs a peer not heard for this long counts as failed
 * @param isolationWaitNs how much longer a host without a link to clients or disk waits before it
 *     arbitrates; and after how long without one a primary steps aside
 * @param retransmitNs unacknowledged entries are sent again after this long without progress
 * @param flushDelayNs how long an entry that holds no output may wait for others to share its frame
 * @param announceIntervalNs how often a live host repeats its announcement
 * @param batchBytes a log frame is closed once its entries hold this many bytes
 * @param windowBytes entries sent and not yet acknowledged, at most; one entry always fits
 * @param logBufferBytes the log buffer at each end (§3.2); a full one stalls the primary's guest
 * @param logBufferEntries how many entries that buffer holds, at most
 */
public record ProtocolConfig(
    long heartbeatIntervalNs,
    long detectionTimeoutNs,
    long isolationWaitNs,
    long retransmitNs,
    long flushDelayNs,
    long announceIntervalNs,
    int batchBytes,
    int windowBytes,
    int logBufferBytes,
    int logBufferEntries) {

  public static final ProtocolConfig DEFAULT =
      new ProtocolConfig(
          2_000_000,
          10_000_000,
          20_000_000,
          1_000_000,
          100_000,
          5_000_000,
          1400,
          128 << 10,
          4 << 20,
          256 << 10);

  public ProtocolConfig {
    positive("heartbeatIntervalNs", heartbeatIntervalNs);
    positive("retransmitNs", retransmitNs);
    positive("announceIntervalNs", announceIntervalNs);
    positive("batchBytes", batchBytes);
    positive("windowBytes", windowBytes);
    positive("logBufferBytes", logBufferBytes);
    positive("logBufferEntries", logBufferEntries);
    if (detectionTimeoutNs <= heartbeatIntervalNs) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "detectionTimeoutNs %d must exceed heartbeatIntervalNs %d, else every silence is a"
                  + " failure",
              detectionTimeoutNs,
              heartbeatIntervalNs));
    }
    if (isolationWaitNs < 0 || flushDelayNs < 0) {
      throw new IllegalArgumentException("isolationWaitNs and flushDelayNs can't be negative");
    }
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }
}
