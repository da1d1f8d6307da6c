package dev.understudy.experiment.sweep;

import dev.understudy.ft.replica.ReplicaConfig;

/**
 * How long the faults of a sweep last that heal, and how long its tails are.
 *
 * @param pauseNs long enough for the backup to go live meanwhile
 * @param outageNs long enough for a failover to meet it
 * @param lostReplyNs from the crash to the second answer of the disk, or later
 * @param tailNs a tail ends so long after its fault, if the run has not ended by then: long after
 *     the hosts have come to rest, so that a sweep costs what its prefix costs, not its square
 * @param answerNs who has waited longer for an answer then, waits in vain
 */
public record SweepTiming(
    long pauseNs, long outageNs, long lostReplyNs, long tailNs, long answerNs) {

  /**
   * When a tail ends whose fault strikes now. Rounded, so that tails that meet have the same end
   * before them.
   */
  long untilNs(long nowNs) {
    return (nowNs / answerNs + 1) * answerNs + tailNs;
  }

  /** Where tails end, for reports. */
  TailLimit limit() {
    return new TailLimit(tailNs, answerNs);
  }

  /** What suits a protocol's times. */
  public static SweepTiming of(ReplicaConfig config) {
    long detectionNs = config.protocol().detectionTimeoutNs();
    return new SweepTiming(
        3 * detectionNs,
        2 * detectionNs,
        detectionNs + 2 * config.storageRetryNs(),
        8 * detectionNs,
        4 * detectionNs);
  }
}
