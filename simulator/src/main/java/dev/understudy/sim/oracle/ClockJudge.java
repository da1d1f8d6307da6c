package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.sim.oracle.RunTrace.Logged;
import java.util.function.IntPredicate;

/**
 * {@code clock}: every value of the guest's clock that is logged, for a read, as a mark, on going
 * live, is what follows from the clock of its host: the later of the value before it and what that
 * clock shows at the very instruction, shifted by a carry. The carry is 0 from boot on. A host that
 * goes live sets it anew: its guest's clock goes on from the last value settled by as much as has
 * passed on this host's clock since the log last arrived here.
 *
 * <p>True time is no measure: a guest that comes to a host whose clock is ahead may see a leap.
 */
final class ClockJudge extends Judge {
  private static final long NEVER = -1;

  /** The clock of the guest on one host. */
  private static final class GuestClock {
    long lastNs;
    long carryNs;

    /** When the log last arrived here, in virtual time. */
    long arrivedNs = NEVER;

    GuestClock copy() {
      GuestClock copy = new GuestClock();
      copy.lastNs = lastNs;
      copy.carryNs = carryNs;
      copy.arrivedNs = arrivedNs;
      return copy;
    }
  }

  private final Ledger ledger;
  private final PerHost<GuestClock> clocks;

  /** The last value in the log that is settled. */
  private long settledNs;

  ClockJudge(JudgeContext context) {
    super(Oracle.CLOCK);
    ledger = context.ledger();
    clocks = new PerHost<>(GuestClock::new);
  }

  private ClockJudge(ClockJudge other, Ledger ledger) {
    super(other);
    this.ledger = ledger;
    clocks = other.clocks.fork(GuestClock::copy);
    settledNs = other.settledNs;
  }

  @Override
  ClockJudge fork(Ledger forked) {
    return new ClockJudge(this, forked);
  }

  // ---- when the log arrives

  @Override
  void received(int who, Note.Received note) {
    arrived(who);
  }

  @Override
  void installed(int who, Note.Installed note) {
    arrived(who);
  }

  @Override
  void restored(int who, Note.Restored note) {
    arrived(who);
  }

  private void arrived(int who) {
    clocks.of(who).arrivedNs = ledger.moments().atNs(who);
  }

  // ---- what is logged

  @Override
  void settled(Logged entry) {
    settledNs = Math.max(settledNs, Justification.clockOf(entry.entry()));
  }

  @Override
  void tookOver(long nowNs, int who, int before, Note.WentLive note) {
    clocks.of(who).lastNs = settledNs;
  }

  @Override
  void logged(Logged entry) {
    long loggedNs = Justification.clockOf(entry.entry());
    if (loggedNs >= 0) {
      judged();
      judge(entry, loggedNs);
    }
  }

  private void judge(Logged entry, long loggedNs) {
    GuestClock clock = clocks.of(entry.host());
    boolean live = entry.entry().type() == Entry.Type.WENT_LIVE;
    long shownNs = live ? atGoLive(entry.host(), clock) : shown(entry, clock);
    long rightNs = Math.max(clock.lastNs, shownNs);
    if (loggedNs != rightNs) {
      broken(
          entry.atNs(),
          "entry "
              + entry.index()
              + " on "
              + ledger.roster().name(entry.host())
              + " says that the guest's clock shows "
              + loggedNs
              + " ns, and it is "
              + rightNs
              + " ns there");
    }
    clock.lastNs = loggedNs;
    if (live) {
      clock.carryNs = loggedNs - hostClock(entry.host(), ledger.moments().atNs(entry.host()));
      clock.arrivedNs = NEVER; // From here on it does not matter.
    }
  }

  /** What the host's clock shows at the instruction of the entry, as its guest sees it. */
  private long shown(Logged entry, GuestClock clock) {
    return hostClock(entry.host(), instantOf(entry.host(), entry.entry())) + clock.carryNs;
  }

  private long instantOf(int who, Entry entry) {
    return ledger.moments().timeOf(who, entry.count());
  }

  /** Where the guest's clock goes on; on a host that never got anything it begins there. */
  private long atGoLive(int who, GuestClock clock) {
    long nowNs = hostClock(who, ledger.moments().atNs(who));
    long arrivedNs = clock.arrivedNs == NEVER ? 0 : hostClock(who, clock.arrivedNs);
    return clock.lastNs + Math.max(0, nowNs - arrivedNs);
  }

  private long hostClock(int who, long timeNs) {
    return ledger.roster().clockOf(who).readsAt(timeNs);
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    digest.add(settledNs);
    for (int host = 0; host < clocks.size(); host++) {
      if (live.test(host)) {
        digest.add(clocks.of(host).lastNs);
        digest.add(clocks.of(host).carryNs);
        digest.add(clocks.of(host).arrivedNs);
      }
    }
  }
}
