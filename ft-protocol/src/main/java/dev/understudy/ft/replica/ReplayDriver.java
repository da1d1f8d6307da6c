package dev.understudy.ft.replica;

import dev.understudy.ft.protocol.Command;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.LogEntry;
import dev.understudy.hypervisor.Divergence;
import java.util.ArrayList;
import java.util.List;

/**
 * What a backup does with what its primary sends, and what it says of that: entries that its guest
 * has behind it, checkpoints that it stands on, a divergence. Keeps nothing itself.
 */
final class ReplayDriver {
  private final Replica replica;
  private final ReplaySide side;
  private final long nowNs;

  /**
   * @param nowNs the host's clock
   */
  ReplayDriver(Replica replica, ReplaySide side, long nowNs) {
    this.replica = replica;
    this.side = side;
    this.nowNs = nowNs;
  }

  /** Takes what the primary sent: entries to replay, or pieces of checkpoints. */
  void supply(Command.Replay replay) {
    List<byte[]> pieces = new ArrayList<>(replay.entries().size());
    for (LogEntry entry : replay.entries()) {
      pieces.add(entry.bytes());
    }
    if (side.takesCheckpoints()) {
      if (side.restore(pieces, replica.storage()::takes, replica.config().seam(), nowNs)) {
        reportRestored();
      }
      replica.tell(new Event.Replayed(replay.firstIndex() + pieces.size() - 1), nowNs);
    } else {
      replica.note(new Note.Received(replay.firstIndex(), pieces));
      side.supply(pieces, nowNs);
      replica.storage().follow(side, nowNs);
    }
  }

  private void reportRestored() {
    long entries = side.replayer().entries();
    replica.note(new Note.Restored(entries, side.quickHash()));
    replica.storage().arrived();
    if (!side.replayer().guest().ended()) {
      replica.note(new Note.Marked(entries, side.replayer().markNow()));
    }
  }

  /** Tells what the guest came to when it last ran: the end of an entry, or of the likeness. */
  void report() {
    if (side.consumedMore()) {
      reportConsumed(side.replayer().entries());
    }
    side.takeDivergence().ifPresent(this::reportDiverged);
  }

  private void reportConsumed(long entry) {
    replica.note(new Note.Consumed(entry, side.quickHash()));
    side.replayer().ownMark().ifPresent(own -> replica.note(new Note.Marked(entry, own)));
    replica.storage().consumed(side, nowNs);
    boolean read = side.replayer().hasJustRead() && !replica.config().devices().hasOwnDisk();
    replica.tell(read ? new Event.ReadRepeated(entry) : new Event.Replayed(entry), nowNs);
  }

  private void reportDiverged(Divergence divergence) {
    replica.note(new Note.Diverged(divergence));
    replica.tell(new Event.Diverged(divergence.entryIndex()), nowNs);
  }
}
