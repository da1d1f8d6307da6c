package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.log.Control;
import dev.understudy.hypervisor.log.ControlApplied;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.Output;
import dev.understudy.hypervisor.log.TimerFired;
import dev.understudy.hypervisor.log.WentLive;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code timers}: within one host's term a timer interrupt comes when its host's clock shows that
 * it is due, at most by the host's jitter later, or as soon as a paused host goes on. When it is
 * due follows from what the guest asked for and when, and for a periodic timer from when it was due
 * before. Across a failover it is due by the guest's clock ({@link LoggedTimer}); what is overdue
 * comes at once, and once.
 *
 * <p>With epochs an interrupt waits for the end of one, and while a primary gives way by order it
 * waits for what comes of that: only one that comes early is a breach then.
 */
final class TimerJudge extends Judge {

  /** A timer that runs on a host. */
  private record Running(long dueHostNs, long periodNs, long earliestNs, long latestNs) {
    Running until(long timeNs) {
      return new Running(dueHostNs, periodNs, earliestNs, Math.max(latestNs, timeNs));
    }
  }

  /** What is known of one host. */
  private static final class Term {
    @Nullable Running running;

    /** The last entry that this host has logged. */
    long loggedThrough;

    /**
     * Whether the next arming is what a tick or a failover leads to, and not a wish of the guest.
     */
    boolean armsByItself;

    /** Whether the guest has gone on elsewhere: what happens here then, nobody ever sees. */
    boolean over;

    Term copy() {
      Term copy = new Term();
      copy.running = running;
      copy.loggedThrough = loggedThrough;
      copy.armsByItself = armsByItself;
      copy.over = over;
      return copy;
    }
  }

  private final Ledger ledger;
  private final boolean waitsForEpochs;
  private final PerHost<Term> terms;
  private final LoggedTimer logged;

  /** Whether a primary is giving way by order: its guest stands still, and its timer may wait. */
  private boolean givesWay;

  TimerJudge(JudgeContext context) {
    super(Oracle.TIMERS);
    ledger = context.ledger();
    waitsForEpochs = context.setup().replica().replication().strategy() == Strategy.EPOCH;
    terms = new PerHost<>(Term::new);
    logged = new LoggedTimer();
  }

  private TimerJudge(TimerJudge other, Ledger ledger) {
    super(other);
    this.ledger = ledger;
    waitsForEpochs = other.waitsForEpochs;
    terms = other.terms.fork(Term::copy);
    logged = other.logged.fork();
    givesWay = other.givesWay;
  }

  @Override
  TimerJudge fork(Ledger forked) {
    return new TimerJudge(this, forked);
  }

  // ---- time goes on

  @Override
  void called(long nowNs, int who) {
    Term term = terms.of(who);
    term.armsByItself = false;
    judgeOverdue(nowNs, who, term);
  }

  @Override
  void resumed(long nowNs, int who) {
    Term term = terms.of(who);
    Running running = term.running;
    term.running = running == null ? null : running.until(nowNs);
  }

  private boolean mayWait() {
    return waitsForEpochs || givesWay;
  }

  @Override
  void ordered(long nowNs, Operation operation) {
    givesWay |= operation.takesPairApart();
  }

  /** A guest that did not go on elsewhere goes on here, and takes what was due meanwhile. */
  @Override
  void carriedOut(long nowNs, OperationOutcome how) {
    if (givesWay && how.order().operation().takesPairApart()) {
      givesWay = false;
      for (int host = 0; host < terms.size(); host++) {
        resumed(nowNs, host);
      }
    }
  }

  private void judgeOverdue(long nowNs, int who, Term term) {
    Running running = term.running;
    if (running != null && nowNs > running.latestNs && !mayWait()) {
      broken(
          running.latestNs,
          "no timer interrupt came on "
              + ledger.roster().name(who)
              + " by "
              + running.latestNs
              + " ns, though one was due");
      term.running = null;
    }
  }

  @Override
  void halted(int who, Note.Halted note) {
    terms.of(who).running = null;
  }

  @Override
  void ended(World world) {
    for (int host = 0; host < terms.size(); host++) {
      if (world.isLive(host) && !world.isPaused(host)) {
        judgeOverdue(world.nowNs(), host, terms.of(host));
      }
    }
  }

  // ---- what the guest asks for

  @Override
  void armed(int who, Action.ArmTimer arm) {
    Term term = terms.of(who);
    if (term.over) {
      return;
    }
    if (term.armsByItself) {
      term.armsByItself = false; // This judge has worked it out already.
      return;
    }
    long nowNs = ledger.moments().atNs(who);
    term.running = running(who, nowNs, clock(who, nowNs) + arm.intervalNs(), arm.periodNs());
    logged.asked(who, term.loggedThrough, arm.intervalNs(), arm.periodNs());
  }

  @Override
  void disarmed(int who) {
    Term term = terms.of(who);
    term.running = null;
    logged.disarmed(who, term.loggedThrough);
  }

  private Running running(int who, long nowNs, long dueHostNs, long periodNs) {
    long dueNs = ledger.roster().clockOf(who).timeWhenReads(dueHostNs);
    long earliestNs = Math.max(nowNs, dueNs);
    long latestNs = earliestNs + ledger.roster().jitterNsOf(who);
    return new Running(dueHostNs, periodNs, earliestNs, latestNs);
  }

  private long clock(int who, long timeNs) {
    return ledger.roster().clockOf(who).readsAt(timeNs);
  }

  // ---- what is logged

  @Override
  void logged(Logged entry) {
    Term term = terms.of(entry.host());
    term.loggedThrough = entry.index();
    if (term.over) {
      return;
    }
    if (entry.entry() instanceof TimerFired) {
      judged();
      judgeFired(entry, term);
    } else if (entry.entry().type() == Entry.Type.WENT_LIVE) {
      goesLive(entry, (WentLive) entry.entry(), term);
    } else if (isEnd(entry)) {
      term.running = null;
    }
  }

  private static boolean isEnd(Logged entry) {
    return switch (entry.entry().type()) {
      case OUTPUT -> ((Output) entry.entry()).kind().isLast();
      case CONTROLLED -> ((ControlApplied) entry.entry()).control() == Control.POWER_OFF;
      default -> false;
    };
  }

  private void judgeFired(Logged entry, Term term) {
    int who = entry.host();
    long atNs = ledger.moments().atNs(who);
    Running was = term.running;
    if (was == null) {
      broken(entry.atNs(), name(entry) + " comes though no timer is due any more");
      return;
    }
    if (atNs < was.earliestNs) {
      broken(
          entry.atNs(), name(entry) + " comes " + (was.earliestNs - atNs) + " ns before it is due");
    } else if (atNs > was.latestNs && !mayWait()) {
      broken(entry.atNs(), name(entry) + " comes " + (atNs - was.latestNs) + " ns too late");
    }
    boolean again = was.periodNs > 0;
    term.running = again ? running(who, atNs, was.dueHostNs + was.periodNs, was.periodNs) : null;
    term.armsByItself = again;
  }

  private String name(Logged entry) {
    return "the timer interrupt of entry "
        + entry.index()
        + " on "
        + ledger.roster().name(entry.host());
  }

  /** A guest that comes to another host has left there what is due by its own clock. */
  private void goesLive(Logged entry, WentLive live, Term term) {
    int who = entry.host();
    long nowNs = ledger.moments().atNs(who);
    LoggedTimer then = logged.fork();
    then.wentLive(live.clockNs());
    term.armsByItself = then.isArmed();
    term.running =
        then.isArmed()
            ? running(
                who, nowNs, clock(who, nowNs) + then.dueNs() - live.clockNs(), then.periodNs())
            : null;
  }

  @Override
  void settled(Logged entry) {
    logged.settled(entry);
  }

  @Override
  void tookOver(long nowNs, int who, int before, Note.WentLive note) {
    logged.forgetAsked();
    terms.of(before).over = true;
    terms.of(before).running = null;
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    logged.digestInto(digest);
    digest.add(givesWay);
    for (int host = 0; host < terms.size(); host++) {
      Running running = live.test(host) ? terms.of(host).running : null;
      if (running != null) {
        digest.add(host);
        digest.add(running.dueHostNs);
        digest.add(running.periodNs);
        digest.add(running.earliestNs);
        digest.add(running.latestNs);
      }
    }
  }
}
