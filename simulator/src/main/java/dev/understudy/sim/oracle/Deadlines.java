package dev.understudy.sim.oracle;

import com.google.common.math.LongMath;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.world.Setup;

/**
 * How long may take what is promised of a run, from the last thing that went wrong. What is due
 * later than the run's end is not judged.
 *
 * @param failoverNs until a survivor has noticed that it is one, and has won the test-and-set: the
 *     times of detection and isolation, a heartbeat that was on its way, and the disk's answer
 * @param drainNs for the log that the survivor has not replayed by then: a primary lets its backup
 *     fall behind so far before it slows down, so that nothing is wrong yet with one that takes so
 *     long. A survivor that ran the guest itself has nothing to replay; it is given the time all
 *     the same, because a run may be cut while it is still open who survives.
 * @param answerNs until a client is answered: all of that, and its next attempt
 */
public record Deadlines(long failoverNs, long drainNs, long answerNs) {

  /** What follows from the times of a setup. */
  public static Deadlines of(Setup setup) {
    ProtocolConfig protocol = setup.replica().protocol();
    long noticedNs =
        sum(
            protocol.detectionTimeoutNs(),
            protocol.isolationWaitNs(),
            protocol.heartbeatIntervalNs(),
            roundTripNs(setup.channel()));
    long decidedNs =
        sum(
            2 * setup.replica().storageRetryNs(),
            roundTripNs(setup.storageNetwork()),
            setup.diskServiceNs());
    long failoverNs = sum(noticedNs, decidedNs);
    long drainNs = setup.replica().executionLagMaxNs();
    long retryNs = setup.clients().stream().mapToLong(group -> group.retryNs()).max().orElse(0);
    long answerNs = sum(failoverNs, drainNs, 2 * retryNs, roundTripNs(setup.clientNetwork()));
    return new Deadlines(failoverNs, drainNs, answerNs);
  }

  /** When somebody has to serve again after something went wrong then. */
  long servedNs(long wrongNs) {
    return sum(wrongNs, failoverNs, drainNs);
  }

  /** When there has to be an answer to what was asked then, or could be answered from then on. */
  long answeredNs(long askedNs) {
    return sum(askedNs, answerNs);
  }

  private static long roundTripNs(LinkModel link) {
    return 2 * (link.latencyNs() + link.jitterNs());
  }

  private static long sum(long... durations) {
    long sum = 0;
    for (long one : durations) {
      sum = LongMath.saturatedAdd(sum, one);
    }
    return sum;
  }
}
