package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.replica.Note;
import java.util.function.IntPredicate;

/**
 * {@code whole-guest}: a backup goes live only behind every entry that it received, and the
 * destination of a clone takes itself for a backup only after its source has sent the last of the
 * guest. The hypervisor refuses to go on with less; this judge tells why before it does.
 */
final class WholeGuestJudge extends Judge {
  private final Ledger ledger;

  /** The last entry that each host's replayer has behind it. */
  private final PerHost<Reach> reached;

  /** Whether the source of the clone under way has sent the last round. */
  private boolean captured;

  private static final class Reach {
    long consumedThrough;

    Reach copy() {
      Reach copy = new Reach();
      copy.consumedThrough = consumedThrough;
      return copy;
    }
  }

  WholeGuestJudge(JudgeContext context) {
    super(Oracle.WHOLE_GUEST);
    ledger = context.ledger();
    reached = new PerHost<>(Reach::new);
  }

  private WholeGuestJudge(WholeGuestJudge other, Ledger ledger) {
    super(other);
    this.ledger = ledger;
    reached = other.reached.fork(Reach::copy);
    captured = other.captured;
  }

  @Override
  WholeGuestJudge fork(Ledger forked) {
    return new WholeGuestJudge(this, forked);
  }

  @Override
  void consumed(long nowNs, int who, long index, long quickHash) {
    reached.of(who).consumedThrough = index;
  }

  @Override
  void installed(int who, Note.Installed note) {
    reached.of(who).consumedThrough = note.afterIndex();
  }

  @Override
  void cloneBegan() {
    captured = false;
  }

  @Override
  void captured(int who, Note.Captured note) {
    captured = true;
  }

  @Override
  void stateChanged(long nowNs, int who, Note.StateChanged note) {
    if (!note.from().executes() && note.to() == State.ALONE) {
      judged();
      long through = reached.of(who).consumedThrough;
      if (through < ledger.receivedBy(who)) {
        broken(
            nowNs,
            ledger.roster().name(who)
                + " goes live behind entry "
                + through
                + ", and has received entry "
                + ledger.receivedBy(who));
      }
      reached.of(who).consumedThrough = 0; // From here on it does not matter.
    } else if (note.from() == State.JOINING && note.to() == State.REPLAYING) {
      judged();
      if (!captured) {
        broken(
            nowNs,
            ledger.roster().name(who)
                + " takes itself for a backup, and the last of the guest is not on its way yet");
      }
    }
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    digest.add(captured);
    for (int host = 0; host < reached.size(); host++) {
      if (live.test(host)) {
        digest.add(reached.of(host).consumedThrough);
      }
    }
  }
}
