package dev.understudy.sim.oracle;

import com.google.common.math.LongMath;
import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.DeclaredBounds;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.World;
import java.util.ArrayDeque;
import java.util.function.IntPredicate;

/**
 * {@code declared}: the bounds that a scenario declares for failovers, lag, held outputs, outages
 * and the guest's end are kept. They are promised only as long as no more goes wrong than is
 * provided for.
 */
final class DeclaredJudge extends Judge {

  /**
   * An entry that the backup has not replayed.
   *
   * @param index of the entry
   * @param atNs when it was logged
   */
  private record Ahead(long index, long atNs) {}

  private final DeclaredBounds declared;
  private final HostRoster roster;
  private final ArrayDeque<Ahead> ahead = new ArrayDeque<>();
  private long lastAhead;
  private FaultPeriod faultPeriod;
  private long clearedNs;
  private long failovers;

  /** When there was one more than declared. */
  private long surplusNs;

  private long lastFaultNs = -1;

  /**
   * The host that went live and has let no output leave since; the fault before it was at {@link
   * #outageFromNs}.
   */
  private int silent = HostRoster.NOBODY;

  private long outageFromNs;
  private boolean waived;

  /** When the outside saw the guest end; negative while it has not. */
  private long endedNs = -1;

  /** Whether an operator keeps the guest from coming to its end. */
  private boolean stopped;

  DeclaredJudge(JudgeContext context) {
    super(Oracle.DECLARED);
    this.declared = context.setup().declared();
    this.roster = context.roster();
    this.faultPeriod = FaultPeriod.NONE;
  }

  private DeclaredJudge(DeclaredJudge other, HostRoster roster) {
    super(other);
    declared = other.declared;
    this.roster = roster;
    ahead.addAll(other.ahead);
    lastAhead = other.lastAhead;
    faultPeriod = other.faultPeriod;
    clearedNs = other.clearedNs;
    failovers = other.failovers;
    surplusNs = other.surplusNs;
    lastFaultNs = other.lastFaultNs;
    silent = other.silent;
    outageFromNs = other.outageFromNs;
    waived = other.waived;
    endedNs = other.endedNs;
    stopped = other.stopped;
  }

  @Override
  DeclaredJudge fork(Ledger forked) {
    return new DeclaredJudge(this, forked.roster());
  }

  @Override
  void judgeSafetyOnly() {
    waived = true;
  }

  @Override
  void guestStopped() {
    stopped = true;
  }

  // ---- lag: the time from logging an entry to consuming it

  @Override
  void logged(Logged entry) {
    if (declared.lagMaxNs().isPresent() && entry.index() > lastAhead) {
      lastAhead = entry.index();
      ahead.add(new Ahead(entry.index(), entry.atNs()));
    }
  }

  @Override
  void consumed(long nowNs, int who, long index, long quickHash) {
    while (!ahead.isEmpty() && ahead.getFirst().index <= index) {
      Ahead logged = ahead.removeFirst();
      if (logged.index == index) {
        judgeLag(nowNs, logged);
      }
    }
  }

  private void judgeLag(long nowNs, Ahead logged) {
    long lagNs = nowNs - logged.atNs;
    findings().expect(lagNs <= lagMaxNs(), nowNs, behind(lagNs, logged));
  }

  private void judgeLagSoFar(RunEnd end, Ahead logged) {
    long dueNs = LongMath.saturatedAdd(logged.atNs, lagMaxNs());
    findings().expectInTime(end, dueNs, behind(end.atNs() - logged.atNs, logged));
  }

  private long lagMaxNs() {
    return declared.lagMaxNs().orElse(Long.MAX_VALUE);
  }

  private String behind(long lagNs, Ahead logged) {
    return "the backup was "
        + lagNs
        + " ns behind at entry "
        + logged.index
        + ", and "
        + lagMaxNs()
        + " ns are declared";
  }

  private void judgeWhoIsBehind(World world, RunEnd end) {
    for (int host = 0; host < world.hostCount(); host++) {
      Replica replica = world.replica(host);
      if (replica != null && !replica.halted() && !replica.runsLive() && replica.hasGuest()) {
        long next = replica.entries() + 1;
        ahead.stream()
            .filter(logged -> logged.index == next)
            .findFirst()
            .ifPresent(logged -> judgeLagSoFar(end, logged));
      }
    }
  }

  // ---- hold and outage

  @Override
  void struck(long nowNs, Fault fault, String what) {
    lastFaultNs = nowNs;
    faultPeriod = faultPeriod.struck(nowNs, fault);
  }

  @Override
  void stateChanged(long nowNs, int who, Note.StateChanged note) {
    if (note.to().arbitrating()) {
      faultPeriod = faultPeriod.unsettled();
    } else if (note.to() == State.ALONE) {
      faultPeriod = faultPeriod.over(nowNs);
    }
  }

  @Override
  void released(long nowNs, Note.Released note) {
    declared.holdMaxNs().ifPresent(maxNs -> judgeHold(nowNs, note, maxNs));
  }

  /**
   * Judges how long an output was held. Outputs that were held up by a fault may still wait when
   * the fault is over.
   */
  private void judgeHold(long nowNs, Note.Released released, long maxNs) {
    long sinceNs = nowNs - released.heldNs();
    if (sinceNs <= clearedNs || faultPeriod.reaches(sinceNs)) {
      clearedNs = Math.max(clearedNs, nowNs);
      findings().unjudged(1);
    } else {
      findings()
          .expect(
              released.heldNs() <= maxNs,
              nowNs,
              released.output().kind().text()
                  + " output "
                  + released.output().index()
                  + " was held for "
                  + released.heldNs()
                  + " ns though nothing was wrong, and "
                  + maxNs
                  + " ns are declared");
    }
  }

  @Override
  void tookOver(long nowNs, int who, int before, Note.WentLive note) {
    failovers++;
    if (failovers == declared.failovers().orElse(0L) + 1) {
      surplusNs = nowNs;
    }
    if (declared.outageMaxNs().isPresent()) {
      endOutageUnseen();
      silent = who;
      outageFromNs = lastFaultNs < 0 ? nowNs : lastFaultNs;
    }
  }

  private void endOutageUnseen() {
    findings().unjudged(silent == HostRoster.NOBODY ? 0 : 1);
    silent = HostRoster.NOBODY;
  }

  @Override
  void emitted(long nowNs, int who, OutputKind kind, long index, Bytes payload) {
    if (kind.isLast() && endedNs < 0) {
      endedNs = nowNs;
    }
    if (who == silent) {
      silent = HostRoster.NOBODY;
      long maxNs = declared.outageMaxNs().orElse(Long.MAX_VALUE);
      findings()
          .expect(
              nowNs - outageFromNs <= maxNs,
              nowNs,
              "the failover to "
                  + roster.name(who)
                  + " took "
                  + (nowNs - outageFromNs)
                  + " ns to its first output, and "
                  + maxNs
                  + " ns are declared");
    }
  }

  @Override
  void judgeDeadlines(World world, RunEnd end) {
    endOutageUnseen();
    declared.failovers().ifPresent(count -> judgeFailovers(end, count));
    judgeWhoIsBehind(world, end);
    declared.endsByNs().ifPresent(dueNs -> judgeEnd(end, dueNs));
    if (waived) {
      findings().forget();
    }
  }

  /** A guest that an operator has stopped need not end. */
  private void judgeEnd(RunEnd end, long dueNs) {
    boolean ended = endedNs >= 0;
    String wanted = "the guest was to end by " + dueNs + " ns, and ";
    if (ended) {
      findings().expect(endedNs <= dueNs, endedNs, wanted + "ended at " + endedNs + " ns");
    } else if (stopped) {
      findings().unjudged(1);
    } else {
      findings().expectBy(end, dueNs, false, wanted + "nobody saw it end by then");
    }
  }

  /** One more than declared is one too many at once; one less may still be to come. */
  private void judgeFailovers(RunEnd end, long declaredCount) {
    String text = "there were to be " + declaredCount + " failovers, and there were " + failovers;
    if (failovers > declaredCount) {
      findings().expect(false, surplusNs, text);
    } else {
      findings().expectBy(end, end.servedDueNs(), failovers == declaredCount, text);
    }
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    if (declared.failovers().isPresent()) {
      digest.add(failovers);
      digest.add(surplusNs);
    }
    if (declared.lagMaxNs().isPresent()) {
      for (Ahead one : ahead) {
        digest.add(one.index);
        digest.add(one.atNs);
      }
      digest.add(-1);
    }
    if (declared.holdMaxNs().isPresent()) {
      digest.add(clearedNs);
      faultPeriod.digestInto(digest);
    }
    if (declared.outageMaxNs().isPresent()) {
      digest.add(silent);
      digest.add(silent == HostRoster.NOBODY ? 0 : outageFromNs);
      digest.add(lastFaultNs);
    }
    if (declared.endsByNs().isPresent()) {
      digest.add(endedNs);
      digest.add(stopped);
    }
  }
}
