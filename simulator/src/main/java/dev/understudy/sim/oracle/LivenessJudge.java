package dev.understudy.sim.oracle;

import com.google.common.math.LongMath;
import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.replica.Note;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultLoss;
import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/**
 * {@code liveness}: as long as no more goes wrong than is provided for, some host is there to
 * serve, and with a cluster service there is a backup again in time.
 *
 * <p>In time means: so long after the last thing that went wrong, was repaired or was ordered;
 * {@link dev.understudy.sim.world.ClusterConfig#redundantWithinNs} says how long, unless the
 * scenario does. A place for a new backup has to be free.
 */
final class LivenessJudge extends Judge {
  private final Ledger ledger;
  private final boolean redundant;
  private final boolean repaired;

  /** Whether a guest can serve no client without the disk of the storage network. */
  private final boolean diskIsNeeded;

  private final long boundNs;
  private FaultBudget budget;

  /** Whether a host took its peer for failed since the pair was formed. */
  private boolean suspected;

  /** The last change after which a new backup may take its full time. */
  private long quietSinceNs;

  /** Whether the last clone was given up because the guest is not to be slowed for it. */
  private boolean givenUp;

  /** Whether an operator wants a backup. */
  private boolean wanted = true;

  private boolean waived;

  LivenessJudge(JudgeContext context) {
    super(Oracle.LIVENESS);
    Setup setup = context.setup();
    ledger = context.ledger();
    redundant = setup.faultTolerant();
    repaired = setup.cluster().isThere();
    diskIsNeeded = !setup.hasOwnDisks();
    boundNs = repaired ? boundNs(setup) : 0;
    budget = redundant ? budgetOf(ChannelProvision.of(setup)) : FaultBudget.NOTHING;
  }

  private static FaultBudget budgetOf(ChannelProvision provision) {
    return provision.isExceeded() ? FaultBudget.beyond(provision.excess()) : FaultBudget.WHOLE;
  }

  private static long boundNs(Setup setup) {
    return setup
        .declared()
        .redundantWithinNs()
        .orElseGet(
            () ->
                setup
                    .cluster()
                    .redundantWithinNs(
                        setup.replica().protocol(), setup.channel(), setup.guestBytes()));
  }

  private LivenessJudge(LivenessJudge other, Ledger ledger) {
    super(other);
    this.ledger = ledger;
    redundant = other.redundant;
    repaired = other.repaired;
    diskIsNeeded = other.diskIsNeeded;
    boundNs = other.boundNs;
    budget = other.budget;
    suspected = other.suspected;
    quietSinceNs = other.quietSinceNs;
    wanted = other.wanted;
    givenUp = other.givenUp;
    waived = other.waived;
  }

  @Override
  LivenessJudge fork(Ledger forked) {
    return new LivenessJudge(this, forked);
  }

  /** What went wrong, if it was more than is provided for; empty if not. */
  String excess() {
    return budget.exceeded() ? budget.chain() : "";
  }

  boolean isExceeded() {
    return budget.exceeded();
  }

  @Override
  void judgeSafetyOnly() {
    waived = true;
  }

  // ---- what goes wrong, and right again

  @Override
  void struck(long nowNs, Fault fault, String what) {
    quietSinceNs = nowNs;
    boolean isTheEnd = diskIsNeeded && fault.effect().loss() == FaultLoss.DISK;
    budget = isTheEnd ? budget.undone(nowNs, fault, what) : budget.struck(nowNs, fault, what);
  }

  @Override
  void healed(long nowNs, Fault fault) {
    quietSinceNs = nowNs;
    budget = budget.healed(fault);
  }

  @Override
  void ordered(long nowNs, Operation operation) {
    quietSinceNs = nowNs;
    wanted = operation.protectsAfter(wanted);
  }

  @Override
  void carriedOut(long nowNs, OperationOutcome how) {
    quietSinceNs = nowNs;
  }

  @Override
  void stateChanged(long nowNs, int who, Note.StateChanged note) {
    if (ledger.isOfNewestPair(who)) {
      budget = budget.noted(nowNs, ledger.roster().name(who), note);
      suspected |= note.to().arbitrating();
      quietSinceNs = note.to() == State.ALONE ? nowNs : quietSinceNs;
    }
  }

  @Override
  void tookOver(long nowNs, int who, int before, Note.WentLive note) {
    quietSinceNs = nowNs;
  }

  /**
   * Notes how a clone ended. After one that was given up because of the scenario's limits, no
   * backup is owed.
   */
  @Override
  void cloneEnded(CloneEnd how) {
    givenUp = how == CloneEnd.NOT_CONVERGING;
    if (how != CloneEnd.PAIRED) {
      budget = budget.cloneFailed();
    }
  }

  /** Notes that there is a new pair. */
  @Override
  void paired(long nowNs) {
    if (suspected && repaired && !budget.exceeded()) {
      judgeReturn(nowNs);
    }
    suspected = false;
    budget = budget.paired();
  }

  private void judgeReturn(long nowNs) {
    long tookNs = nowNs - quietSinceNs;
    findings().expect(tookNs <= boundNs, nowNs, lateReturn(tookNs));
  }

  private String lateReturn(long tookNs) {
    return "there was no backup for "
        + tookNs
        + " ns though nothing stood in the way, and "
        + boundNs
        + " ns are promised";
  }

  @Override
  void judgeDeadlines(World world, RunEnd end) {
    if (waived || budget.exceeded()) {
      findings().unjudged(1);
      return;
    }
    boolean somebody = world.primary().isPresent() || world.end() != null;
    if (redundant) {
      String text =
          "nobody is left to serve, and no more went wrong than is provided for: " + budget.chain();
      findings().expectBy(end, end.servedDueNs(), somebody, text);
    }
    boolean owed = repaired && wanted && suspected && !givenUp;
    if (owed && world.end() == null && world.hasFreePlace()) {
      long dueNs = LongMath.saturatedAdd(quietSinceNs, boundNs);
      findings().expectInTime(end, dueNs, lateReturn(end.atNs() - quietSinceNs));
    }
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    budget.digestInto(digest);
    if (repaired) {
      digest.add(suspected);
      digest.add(quietSinceNs);
      digest.add(wanted);
      digest.add(givenUp);
    }
  }
}
