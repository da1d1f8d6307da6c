package dev.understudy.experiment.run;

import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.Operator;
import dev.understudy.sim.world.PlannedOperation;
import com.google.common.collect.ImmutableList;
import dev.understudy.ft.protocol.State;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.RunTrace.Moved;
import dev.understudy.sim.oracle.RunTrace.WentLive;

/**
 * How one host came to be the only one: it missed its peer, won the test-and-set, and went live or
 * went on. Times are virtual; {@link #NEVER} where it did not come to that.
 *
 * @param host who
 * @param failover true for a backup that went live, false for a primary that went on alone
 * @param planned whether an operator had ordered it, and nobody had failed
 * @param faultNs the last fault that struck before
 * @param suspectedNs it took its peer for failed
 * @param wonNs the disk named it, as far as it knew
 * @param liveNs it could let outputs out
 * @param entriesToDrain how many entries it still had to replay when it began to arbitrate
 * @param lag how far it was behind its primary when that failed; nothing for a primary
 * @param resent outputs sent again
 * @param reissued disk requests issued again
 * @param firstOutputNs the first output after that
 */
public record Failover(
    String host,
    boolean failover,
    boolean planned,
    long faultNs,
    long suspectedNs,
    long wonNs,
    long liveNs,
    long entriesToDrain,
    LagSample lag,
    int resent,
    int reissued,
    long firstOutputNs) {

  public static final long NEVER = -1;

  /**
   * From the last fault, or from when it gave up on its peer if there was none, until it served.
   */
  public long tookNs() {
    return liveNs == NEVER ? NEVER : liveNs - (faultNs == NEVER ? suspectedNs : faultNs);
  }

  /** The time from the fault to the suspicion, in ns. */
  public long detectionNs() {
    return faultNs == NEVER ? NEVER : suspectedNs - faultNs;
  }

  /** The time from the suspicion to the disk's answer, in ns. */
  public long arbitrationNs() {
    return wonNs == NEVER ? NEVER : wonNs - suspectedNs;
  }

  /** The time from the disk's answer to going live, in ns: what was still to be replayed. */
  public long drainNs() {
    return liveNs == NEVER || wonNs == NEVER ? NEVER : liveNs - wonNs;
  }

  static ImmutableList<Failover> in(RunFacts facts) {
    ImmutableList.Builder<Failover> all = ImmutableList.builder();
    for (Moved moved : facts.trace().moved()) {
      if (moved.to().arbitrating()) {
        all.add(of(facts, moved));
      }
    }
    return all.build();
  }

  private static Failover of(RunFacts facts, Moved suspected) {
    RunTrace trace = facts.trace();
    long wonNs = NEVER;
    long liveNs = NEVER;
    for (Moved moved : trace.moved()) {
      boolean here = moved.host() == suspected.host() && moved.atNs() >= suspected.atNs();
      if (here && wonNs == NEVER && (moved.to() == State.DRAINING || moved.to() == State.ALONE)) {
        wonNs = moved.atNs();
      }
      if (here && liveNs == NEVER && moved.to() == State.ALONE) {
        liveNs = moved.atNs();
      }
    }
    WentLive live = null;
    boolean failover = suspected.to() == State.BACKUP_ARBITRATING;
    for (WentLive one : trace.wentLive()) {
      live = failover && one.host() == suspected.host() ? one : live;
    }
    if (live != null && liveNs == NEVER) {
      // A guest that had ended: its host let the last outputs out and was done.
      liveNs = live.atNs();
      wonNs = wonNs == NEVER ? liveNs : wonNs;
    }
    HostFacts hostFacts = facts.ofHost(suspected.host());
    boolean planned = isPlanned(facts, suspected.atNs());
    long faultNs = planned ? NEVER : lastFaultBefore(facts, suspected.atNs());
    return new Failover(
        facts.hostName(suspected.host()),
        failover,
        planned,
        faultNs,
        suspected.atNs(),
        wonNs,
        liveNs,
        hostFacts.receivedBy(suspected.atNs()) - hostFacts.replayedBy(suspected.atNs()),
        LagSample.at(faultNs == NEVER ? suspected.atNs() : faultNs, suspected.host(), facts),
        live == null ? 0 : live.how().resent(),
        live == null ? 0 : live.how().reissued(),
        liveNs == NEVER ? NEVER : hostFacts.firstOutput(liveNs, NEVER));
  }

  /** Whether an operator's order to fail over was being carried out then. */
  private static boolean isPlanned(RunFacts facts, long atNs) {
    Operator operator = facts.world().operator();
    return operator.carried().stream()
            .anyMatch(one -> handsOver(one.order(), atNs) && one.overNs() >= atNs)
        || operator.notReached().stream().limit(1).anyMatch(order -> handsOver(order, atNs));
  }

  private static boolean handsOver(PlannedOperation order, long atNs) {
    return order.atNs() <= atNs
        && order.operation().steps().stream().anyMatch(Operation.FailOver.class::isInstance);
  }

  private static long lastFaultBefore(RunFacts facts, long atNs) {
    return facts.world().faultInjector().struck().stream()
        .mapToLong(struck -> struck.atNs())
        .filter(struckNs -> struckNs <= atNs)
        .max()
        .orElse(NEVER);
  }
}
