package dev.understudy.sim.sweep;

import dev.understudy.ft.replica.ReplicaConfig;

/**
 * How long the faults of a sweep last that heal.
 *
 * @param pauseNs long enough for the backup to go live meanwhile
 * @param outageNs long enough for a failover to meet it
 * @param lostReplyNs from the crash to the second answer of the disk, or later
 */
public record Timing(long pauseNs, long outageNs, long lostReplyNs) {

  /** What suits a protocol's times. */
  public static Timing of(ReplicaConfig config) {
    long detectionNs = config.protocol().detectionTimeoutNs();
    return new Timing(3 * detectionNs, 2 * detectionNs, detectionNs + 2 * config.storageRetryNs());
  }
}
