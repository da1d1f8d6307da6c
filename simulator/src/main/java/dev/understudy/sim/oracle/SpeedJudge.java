package dev.understudy.sim.oracle;

import com.google.common.math.LongMath;
import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.log.Control;
import dev.understudy.hypervisor.log.ControlApplied;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Setup;
import java.util.function.IntPredicate;

/**
 * {@code speed}: a primary that was slowed down for its backup (paper §3.2) has its whole share of
 * the processor again in time after the lag is gone, and at once when it has no backup any more.
 *
 * <p>The lag is gone from when the backup has all entries behind it, as long as it never takes long
 * to have them all behind it again. A fault restarts the time, as it may keep the news away.
 */
final class SpeedJudge extends Judge {
  private static final long NEVER = Long.MAX_VALUE;
  private static final int WHOLE = 1000;

  /** Slower than so many of the loop's own steps it never returns, if news of the backup comes. */
  private static final int ROUNDS = 60;

  private static final long STEP_NS = 1_000_000;

  /** How fast the guest of one host is to go, and goes. */
  private static final class Guest {
    int share = WHOLE;
    int perMille = WHOLE;
    State state = State.REPLAYING;

    Guest copy() {
      Guest copy = new Guest();
      copy.share = share;
      copy.perMille = perMille;
      copy.state = state;
      return copy;
    }

    boolean isSlowed() {
      return perMille < Math.max(1, share);
    }
  }

  private final Ledger ledger;
  private final boolean hasLog;
  private final long lagMaxNs;
  private final long returnNs;
  private final PerHost<Guest> guests;
  private int settledShare = WHOLE;
  private long loggedThrough;
  private long consumedThrough;

  /** Since when the backup has had entries before it; of no meaning if it has none. */
  private long evenNs;

  /** Since when the lag has been gone; {@link #NEVER} while it is not. */
  private long goneSinceNs = NEVER;

  SpeedJudge(JudgeContext context) {
    super(Oracle.SPEED);
    Setup setup = context.setup();
    ledger = context.ledger();
    hasLog = setup.replica().replication().strategy() != Strategy.CHECKPOINT;
    lagMaxNs = setup.replica().executionLagMaxNs();
    returnNs = returnNs(setup);
    guests = new PerHost<>(Guest::new);
    guests.of(HostRoster.FIRST_PRIMARY).state = setup.faultTolerant() ? State.LIVE : State.ALONE;
  }

  private static long returnNs(Setup setup) {
    ProtocolConfig protocol = setup.replica().protocol();
    LinkModel channel = setup.channel();
    long roundNs =
        protocol.heartbeatIntervalNs() + 2 * (channel.latencyNs() + channel.jitterNs()) + STEP_NS;
    long loopNs = LongMath.saturatedMultiply(2, setup.replica().executionLagMaxNs());
    return LongMath.saturatedAdd(loopNs, ROUNDS * roundNs);
  }

  private SpeedJudge(SpeedJudge other, Ledger ledger) {
    super(other);
    this.ledger = ledger;
    hasLog = other.hasLog;
    lagMaxNs = other.lagMaxNs;
    returnNs = other.returnNs;
    guests = other.guests.fork(Guest::copy);
    settledShare = other.settledShare;
    loggedThrough = other.loggedThrough;
    consumedThrough = other.consumedThrough;
    evenNs = other.evenNs;
    goneSinceNs = other.goneSinceNs;
  }

  @Override
  SpeedJudge fork(Ledger forked) {
    return new SpeedJudge(this, forked);
  }

  // ---- how fast it is to go

  @Override
  void logged(Logged entry) {
    if (entry.host() == ledger.author()) {
      evenNs = consumedThrough >= loggedThrough ? entry.atNs() : evenNs;
      loggedThrough = entry.index();
    }
    if (entry.entry() instanceof ControlApplied order && order.control() == Control.SHARE) {
      guests.of(entry.host()).share = order.perMille();
    }
  }

  @Override
  void settled(Logged entry) {
    if (entry.entry() instanceof ControlApplied order && order.control() == Control.SHARE) {
      settledShare = order.perMille();
    }
  }

  @Override
  void tookOver(long nowNs, int who, int before, Note.WentLive note) {
    guests.of(who).share = settledShare;
    lagRestarts(nowNs);
  }

  /** Takes a new speed. Whoever gets slower has just found a lag. */
  @Override
  void paced(int who, int perMille) {
    Guest guest = guests.of(who);
    if (perMille < guest.perMille) {
      lagRestarts(ledger.moments().atNs(who));
    }
    guest.perMille = perMille;
  }

  @Override
  void stateChanged(long nowNs, int who, Note.StateChanged note) {
    guests.of(who).state = note.to();
    lagRestarts(nowNs);
  }

  // ---- the lag

  @Override
  void consumed(long nowNs, int who, long index, long quickHash) {
    consumedThrough = Math.max(consumedThrough, index);
    if (who == ledger.follower() && consumedThrough >= loggedThrough) {
      evenNs = nowNs;
      goneSinceNs = Math.min(goneSinceNs, nowNs);
    }
  }

  @Override
  void struck(long nowNs, Fault fault, String what) {
    lagRestarts(nowNs);
  }

  @Override
  void healed(long nowNs, Fault fault) {
    lagRestarts(nowNs);
  }

  @Override
  void paired(long nowNs) {
    lagRestarts(nowNs);
  }

  private void lagRestarts(long nowNs) {
    goneSinceNs = NEVER;
    evenNs = nowNs;
  }

  // ---- judging

  /**
   * Looks at a host that is called on, before it does anything: whatever it was to do before, it
   * has done.
   */
  @Override
  void called(long nowNs, int who) {
    Guest guest = guests.of(who);
    if (guest.state == State.ALONE) {
      judgeAlone(nowNs, who, guest);
    }
    if (who != ledger.author()) {
      return;
    }
    if (loggedThrough > consumedThrough && nowNs - evenNs > lagMaxNs / 16) {
      goneSinceNs = NEVER;
    }
    if (guest.isSlowed() && guest.state == State.LIVE && hasLog) {
      judgeReturn(nowNs, who, guest);
    }
  }

  private void judgeAlone(long nowNs, int who, Guest guest) {
    if (guest.isSlowed()) {
      judged();
      broken(
          nowNs,
          ledger.roster().name(who)
              + " has no backup to wait for, and goes at "
              + guest.perMille
              + " thousandths of its speed");
      guest.perMille = guest.share;
    }
  }

  private void judgeReturn(long nowNs, int who, Guest guest) {
    judged();
    if (goneSinceNs != NEVER && nowNs - goneSinceNs > returnNs) {
      broken(
          nowNs,
          ledger.roster().name(who)
              + " goes at "
              + guest.perMille
              + " thousandths of its speed, and its backup has not lagged for "
              + (nowNs - goneSinceNs)
              + " ns");
      goneSinceNs = NEVER;
    }
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    digest.add(settledShare);
    boolean slowed = false;
    for (int host = 0; host < guests.size(); host++) {
      if (live.test(host)) {
        Guest guest = guests.of(host);
        digest.add(guest.share);
        digest.add(guest.perMille);
        digest.add(guest.state.ordinal());
        slowed |= guest.isSlowed();
      }
    }
    digest.add(slowed ? loggedThrough - consumedThrough : 0);
    digest.add(slowed ? evenNs : 0);
    digest.add(slowed ? goneSinceNs : 0);
  }
}
