package dev.understudy.sim.oracle;

import com.google.common.math.LongMath;
import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.log.ControlApplied;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/**
 * {@code orders}: what an operator has ordered of the guest holds, on whatever host it is. A paused
 * guest retires no instruction and says nothing until it is resumed, and a guest with a share of
 * the processor gets no more than that.
 */
final class OrdersJudge extends Judge {
  private static final long NOT_PAUSED = -1;

  /** How many instructions a guest may be ahead of its share: what rounding can do. */
  private static final int GRACE_INSTRUCTIONS = 4;

  private static final long FEMTOSECONDS_PER_NS = 1_000_000;

  /** What was ordered of a guest, as far as a log tells. */
  private static final class Standing {
    long pausedAtCount = NOT_PAUSED;
    int perMille = 1000;

    Standing copy() {
      Standing copy = new Standing();
      copy.pausedAtCount = pausedAtCount;
      copy.perMille = perMille;
      return copy;
    }

    void take(ControlApplied order) {
      switch (order.control()) {
        case PAUSE -> pausedAtCount = order.count();
        case RESUME, POWER_OFF -> pausedAtCount = NOT_PAUSED;
        case SHARE -> perMille = order.perMille();
      }
    }

    boolean isPaused() {
      return pausedAtCount != NOT_PAUSED;
    }
  }

  /** The guest on one host: what was ordered of it, and how much it executed lately. */
  private static final class Guest {
    Standing standing = new Standing();
    long atNs;
    long count;

    /** By how much it is ahead of its share, in femtoseconds. */
    long ahead;

    Guest copy() {
      Guest copy = new Guest();
      copy.standing = standing.copy();
      copy.atNs = atNs;
      copy.count = count;
      copy.ahead = ahead;
      return copy;
    }
  }

  private final Ledger ledger;
  private final PerHost<Guest> guests;

  /** What is ordered by the log that is settled. */
  private Standing settled = new Standing();

  OrdersJudge(JudgeContext context) {
    super(Oracle.ORDERS);
    ledger = context.ledger();
    guests = new PerHost<>(Guest::new);
  }

  private OrdersJudge(OrdersJudge other, Ledger ledger) {
    super(other);
    this.ledger = ledger;
    guests = other.guests.fork(Guest::copy);
    settled = other.settled.copy();
  }

  @Override
  OrdersJudge fork(Ledger forked) {
    return new OrdersJudge(this, forked);
  }

  // ---- the log

  @Override
  void settled(Logged entry) {
    if (entry.entry() instanceof ControlApplied order) {
      settled.take(order);
    }
  }

  @Override
  void tookOver(long nowNs, int who, int before, Note.WentLive note) {
    guests.of(who).standing = settled.copy();
  }

  @Override
  void logged(Logged entry) {
    Guest guest = guests.of(entry.host());
    if (guest.standing.isPaused()) {
      judgePaused(entry, guest.standing);
    }
    judgeShare(entry, guest);
    if (entry.entry() instanceof ControlApplied order) {
      guest.standing.take(order);
    }
  }

  private void judgePaused(Logged entry, Standing standing) {
    judged();
    boolean executes = entry.entry().type().position() == Entry.Position.BY_INSTRUCTION;
    if (executes || entry.entry().count() != standing.pausedAtCount) {
      broken(
          entry.atNs(),
          "the guest on "
              + ledger.roster().name(entry.host())
              + " is paused at instruction "
              + standing.pausedAtCount
              + ", and entry "
              + entry.index()
              + " is at instruction "
              + entry.entry().count());
      standing.pausedAtCount = NOT_PAUSED; // What follows from that is not told again.
    }
  }

  // ---- shares

  private void judgeShare(Logged entry, Guest guest) {
    long atNs = ledger.moments().timeOf(entry.host(), entry.entry().count());
    boolean isNew = entry.entry().type() == Entry.Type.WENT_LIVE; // It has not executed here yet.
    if (guest.standing.perMille < 1000 && !isNew) {
      judged();
      judgeShare(entry, guest, atNs);
    } else {
      guest.ahead = 0;
    }
    guest.atNs = atNs;
    guest.count = entry.entry().count();
  }

  private void judgeShare(Logged entry, Guest guest, long atNs) {
    long perInstruction =
        ledger.roster().femtosecondsOf(entry.host()) * 1000 / guest.standing.perMille;
    long executed =
        LongMath.saturatedMultiply(
            Math.max(0, entry.entry().count() - guest.count), perInstruction);
    // Each stretch begins and ends at whole nanoseconds.
    long passed =
        LongMath.saturatedMultiply(Math.max(0, atNs - guest.atNs) + 1, FEMTOSECONDS_PER_NS);
    guest.ahead = Math.max(0, LongMath.saturatedSubtract(guest.ahead + executed, passed));
    if (guest.ahead > GRACE_INSTRUCTIONS * (perInstruction + FEMTOSECONDS_PER_NS)) {
      broken(
          entry.atNs(),
          "the guest on "
              + ledger.roster().name(entry.host())
              + " got more than "
              + guest.standing.perMille
              + " thousandths of the processor: it is "
              + guest.ahead / perInstruction
              + " instructions ahead at entry "
              + entry.index());
      guest.ahead = 0;
    }
  }

  // ---- what the operator was told

  @Override
  void carriedOut(long nowNs, OperationOutcome how) {
    if (how.done() && how.order().operation() instanceof Operation.ToGuest order) {
      judged();
      Standing standing = guests.of(ledger.author()).standing;
      boolean holds =
          switch (order.control()) {
            case PAUSE -> standing.isPaused();
            case RESUME -> !standing.isPaused();
            case SHARE -> standing.perMille == order.perMille();
            case POWER_OFF -> true;
          };
      if (!holds) {
        broken(nowNs, "the operator was told that this is done, and it is not: " + text(how));
      }
    }
  }

  private static String text(OperationOutcome how) {
    return how.order().text();
  }

  /** Looks how far a paused guest has come, which no entry need tell. */
  @Override
  void ended(World world) {
    int author = ledger.author();
    Replica replica = world.replica(author);
    Standing standing = guests.of(author).standing;
    if (replica != null && replica.runsLive() && standing.isPaused()) {
      judged();
      if (replica.count() != standing.pausedAtCount) {
        broken(
            world.nowNs(),
            "the guest on "
                + ledger.roster().name(author)
                + " is paused at instruction "
                + standing.pausedAtCount
                + ", and has come to instruction "
                + replica.count());
      }
    }
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    digest.add(settled.pausedAtCount);
    digest.add(settled.perMille);
    for (int host = 0; host < guests.size(); host++) {
      if (live.test(host)) {
        Guest guest = guests.of(host);
        digest.add(guest.standing.pausedAtCount);
        digest.add(guest.standing.perMille);
        digest.add(guest.standing.perMille < 1000 ? guest.atNs : 0);
        digest.add(guest.standing.perMille < 1000 ? guest.count : 0);
        digest.add(guest.ahead);
      }
    }
  }
}
