package dev.understudy.sim.oracle;

import com.google.common.math.LongMath;
import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Note;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * {@code nothing-needless}: no host of the newest pair asks for the test-and-set unless something
 * broke that reaches this pair, or an operator ordered what takes it apart.
 *
 * <p>A fault explains a suspicion from its start until its end and as long after that as {@link
 * ChannelProvision} says, and what then waits for the channel; an order from then on until so long
 * after it was carried out. On a channel that loses frames, so many lost in a row explain one too.
 * The first suspicion of a pair takes it apart; what follows from that is not judged again.
 */
final class NeedlessJudge extends Judge {

  /**
   * A fault that can make a host missed.
   *
   * @param fault what struck
   * @param reach whom it concerns
   * @param untilNs the last time at which it explains a suspicion
   */
  private record Cause(Fault fault, FaultReach reach, long untilNs) {}

  private final Ledger ledger;
  private final ChannelProvision provision;
  private final ChannelSilence silence;
  private final List<Cause> causes = new ArrayList<>();

  /** Until when what was ordered explains a suspicion; negative: nothing was. */
  private long orderedUntilNs = -1;

  /** Whether a host of the newest pair has asked for the test-and-set. */
  private boolean apart;

  /** Who has diverged leaves its peer alone: that is for other oracles to judge. */
  private final TreeSet<Integer> diverged = new TreeSet<>();

  private int unprovided;

  NeedlessJudge(JudgeContext context) {
    super(Oracle.NOTHING_NEEDLESS);
    this.ledger = context.ledger();
    this.provision = ChannelProvision.of(context.setup());
    this.silence = new ChannelSilence(context.setup().channel());
  }

  private NeedlessJudge(NeedlessJudge other, Ledger ledger) {
    super(other);
    this.ledger = ledger;
    provision = other.provision;
    silence = other.silence.fork();
    causes.addAll(other.causes);
    orderedUntilNs = other.orderedUntilNs;
    apart = other.apart;
    diverged.addAll(other.diverged);
    unprovided = other.unprovided;
  }

  @Override
  NeedlessJudge fork(Ledger forked) {
    return new NeedlessJudge(this, forked);
  }

  /** How many suspicions only a channel explains that is not provided for. */
  int unprovided() {
    return unprovided;
  }

  // ---- what explains a suspicion

  @Override
  void struck(long nowNs, Fault fault, String what) {
    causes.add(new Cause(fault, FaultReach.of(fault.effect(), ledger), Long.MAX_VALUE));
  }

  @Override
  void healed(long nowNs, Fault fault) {
    for (int i = 0; i < causes.size(); i++) {
      Cause cause = causes.get(i);
      if (cause.fault.equals(fault) && cause.untilNs == Long.MAX_VALUE) {
        causes.set(i, new Cause(fault, cause.reach, nowNs + provision.slackNs() + backlog(nowNs)));
        return;
      }
    }
  }

  private long backlog(long nowNs) {
    return Math.max(
        silence.backlogNs(nowNs, ledger.leader()),
        silence.backlogNs(nowNs, ledger.peerOf(ledger.leader())));
  }

  @Override
  void ordered(long nowNs, Operation operation) {
    if (operation.takesPairApart()) {
      orderedUntilNs = Long.MAX_VALUE;
    }
  }

  @Override
  void carriedOut(long nowNs, OperationOutcome how) {
    if (orderedUntilNs == Long.MAX_VALUE) {
      orderedUntilNs = LongMath.saturatedAdd(nowNs, provision.slackNs());
    }
  }

  @Override
  void diverged(long nowNs, int who, Note.Diverged note) {
    diverged.add(who);
  }

  @Override
  void sentOnChannel(long nowNs, int who, int to, int bytes) {
    if (ledger.isOfNewestPair(who) && ledger.isOfNewestPair(to)) {
      silence.sent(nowNs, who, to, bytes);
    }
  }

  @Override
  void heardOnChannel(long nowNs, int who) {
    silence.heard(nowNs, who);
  }

  @Override
  void paired(long nowNs) {
    apart = false;
    silence.forget();
  }

  // ---- suspicions

  @Override
  void stateChanged(long nowNs, int who, Note.StateChanged note) {
    if (!note.to().arbitrating()) {
      return;
    }
    if (apart || !ledger.isOfNewestPair(who)) {
      findings().unjudged(1);
      return;
    }
    apart = true;
    if (provision.isExceeded()) {
      unprovided += wasToBe(nowNs, who) ? 0 : 1;
      findings().unjudged(1);
      return;
    }
    String broke = causes.isEmpty() ? "" : " that reaches it or its peer";
    findings()
        .expect(
            wasToBe(nowNs, who) || isLoss(nowNs, who),
            nowNs,
            ledger.roster().name(who)
                + " asked for the test-and-set, and nothing had broken"
                + broke);
  }

  /** Whether a fault or an order explains it. */
  private boolean wasToBe(long nowNs, int who) {
    int peer = ledger.peerOf(who);
    if (nowNs <= orderedUntilNs || diverged.contains(who) || diverged.contains(peer)) {
      return true;
    }
    for (Cause cause : causes) {
      if (nowNs <= cause.untilNs && cause.reach.reaches(who, peer, ledger.roster())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the channel has lost so many frames in a row that nothing else could be thought. */
  private boolean isLoss(long nowNs, int who) {
    int lost = silence.lostInARow(who, nowNs - provision.flightNs());
    return lost > 0 && lost >= provision.framesInARow();
  }

  /** Forgets the faults that explain nothing any more. */
  @Override
  void look(World world) {
    causes.removeIf(cause -> cause.untilNs < world.nowNs());
  }

  @Override
  void ended(World world) {
    judged();
  }

  /** Leaves out what explains a suspicion where none can come that would be judged. */
  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    digest.add(apart);
    digest.add(unprovided);
    if (apart && !ledger.roster().grows()) {
      return;
    }
    digest.add(orderedUntilNs);
    diverged.forEach(digest::add);
    for (Cause cause : causes) {
      cause.fault.effect().digestInto(digest);
      digest.add(cause.untilNs);
      cause.reach.digestInto(digest);
    }
    silence.digestInto(digest);
  }
}
