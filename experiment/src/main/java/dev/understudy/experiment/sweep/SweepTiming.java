package dev.understudy.experiment.sweep;

import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.sim.oracle.Deadlines;
import dev.understudy.sim.world.Setup;

/**
 * How long the faults of a sweep last that heal, and how long its tails are: long enough for
 * detection, arbitration and an answer after the last of them has healed.
 *
 * @param pauseNs long enough for the backup to go live meanwhile
 * @param outageNs long enough for a failover to meet it
 * @param lostReplyNs from the crash to the second answer of the disk, or later
 * @param tailNs a tail ends so long after its fault, if the run has not ended by then: long after
 *     the hosts have come to rest, so that a sweep costs what its prefix costs, not its square
 * @param restNs where nobody serves by then, or somebody has waited too long for an answer, it goes
 *     on for so much longer, and what has not come then is owed
 * @param answerNs too long for an answer
 */
public record SweepTiming(
    long pauseNs, long outageNs, long lostReplyNs, long tailNs, long restNs, long answerNs) {

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

  /** How long a tail may be, at most. */
  public long longestNs() {
    return answerNs + tailNs + restNs;
  }

  /** What suits the times of a setup. */
  public static SweepTiming of(Setup setup) {
    ProtocolConfig protocol = setup.replica().protocol();
    Deadlines deadlines = Deadlines.of(setup);
    long detectionNs = protocol.detectionTimeoutNs();
    long pauseNs = 3 * detectionNs;
    long lostReplyNs = detectionNs + 2 * setup.replica().storageRetryNs();
    long answerNs = Math.max(4 * detectionNs, deadlines.answerNs() - deadlines.drainNs());
    long longestFaultNs = Math.max(pauseNs, lostReplyNs);
    return new SweepTiming(
        pauseNs,
        2 * detectionNs,
        lostReplyNs,
        Math.max(8 * detectionNs, longestFaultNs + answerNs),
        deadlines.drainNs(),
        answerNs);
  }
}
