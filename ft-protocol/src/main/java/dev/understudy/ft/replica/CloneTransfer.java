package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.protocol.Command;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.LogEntry;
import dev.understudy.hypervisor.CloneSource;
import dev.understudy.hypervisor.Platform;
import dev.understudy.hypervisor.Recorder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A replica's part in FT VMotion (paper §3.1): its guest on the way out, or one on the way in. */
final class CloneTransfer {
  private static final long NEVER = Long.MAX_VALUE;

  /**
   * A round that is asked for and not captured yet.
   *
   * @param sinceNs when it was asked for
   * @param byNs when it is captured at the latest
   */
  private record Asked(Command.Capture command, long sinceNs, long byNs) {}

  private final Replica replica;
  private @Nullable GuestCopy source;
  private @Nullable Asked asked;
  private long quietWithinNs;
  private @Nullable IncomingClone incomingClone;
  private boolean standing;

  /**
   * @param cloneTo what a guest that is to come here will run on; null if none is
   */
  CloneTransfer(Replica replica, @Nullable Platform cloneTo) {
    this.replica = replica;
    this.incomingClone = cloneTo == null ? null : new IncomingClone(cloneTo);
  }

  /** A deep copy for a copy of the replica. */
  CloneTransfer forkFor(Replica copyOfReplica) {
    CloneTransfer copy = new CloneTransfer(copyOfReplica, null);
    copy.incomingClone = incomingClone == null ? null : incomingClone.fork();
    copy.source = source == null ? null : source.fork();
    copy.asked = asked;
    copy.quietWithinNs = quietWithinNs;
    copy.standing = standing;
    return copy;
  }

  /** Whether the guest stands still for the clone's sake. */
  boolean standing() {
    return standing || asked != null;
  }

  /** Whether it stands still until the disk owes it nothing. */
  boolean fallsQuiet() {
    return asked != null;
  }

  void stand(boolean still) {
    standing = still;
  }

  /**
   * The guest is to be cloned, unless it is being cloned already or the protocol can't now.
   *
   * @param newQuietWithinNs before the last round it stands still for so long at most, until the
   *     disk owes it nothing; 0: what is pending goes along
   */
  void request(Event.CloneRequested request, long newQuietWithinNs, long nowNs) {
    if (replica.protocol().cloning() == null) {
      replica.tell(request, nowNs);
      if (replica.protocol().cloning() != null) {
        source = new GuestCopy();
        quietWithinNs = newQuietWithinNs;
        replica.note(new Note.CloneBegan(request.joiner()));
      }
    }
  }

  /** One round of pieces is asked for, of the guest with everything logged that is behind it. */
  void capture(Command.Capture command, long nowNs) {
    LiveSide now = replica.liveSide();
    if (now == null || replica.halted()) {
      return;
    }
    replica.log(now, nowNs);
    if (!replica.halted() && !now.ended()) {
      SharedDisk ownDisk = replica.storage().ownBlocks();
      boolean waits =
          quietWithinNs > 0
              && requireSource().wouldBeLast(now.recorder(), ownDisk, command.restBytesMax());
      asked = new Asked(command, nowNs, waits ? nowNs + quietWithinNs : nowNs);
      tellIfQuiet(asked, now, nowNs);
    }
  }

  /** Something happened to a guest that stands still before its last round. */
  void captureIfQuiet(long nowNs) {
    LiveSide now = replica.liveSide();
    if (now == null || replica.halted() || now.ended()) {
      return;
    }
    replica.log(now, nowNs);
    if (asked != null) {
      tellIfQuiet(asked, now, nowNs);
    }
    replica.pump(nowNs);
  }

  private void tellIfQuiet(Asked round, LiveSide now, long nowNs) {
    boolean quiet = now.recorder().guest().devices().disk().pending().isEmpty();
    if (quiet || nowNs >= round.byNs) {
      asked = null;
      Event.Captured captured = capture(round, now.recorder(), nowNs);
      if (captured.last()) {
        replica.note(new Note.Captured(now.recorder().entries()));
      }
      replica.tell(captured, nowNs);
    }
  }

  private Event.Captured capture(Asked round, Recorder recorder, long nowNs) {
    // What the disk brought meanwhile goes along: another round would find other requests pending.
    boolean stood = nowNs > round.sinceNs;
    long restBytesMax = stood ? Long.MAX_VALUE : round.command.restBytesMax();
    CloneSource.Round copied =
        requireSource()
            .next(
                recorder,
                replica.storage().ownBlocks(),
                restBytesMax,
                replica.config().storageRules());
    List<LogEntry> pieces = new ArrayList<>();
    copied.pieces().forEach(piece -> pieces.add(LogEntry.of(Gate.NONE, piece)));
    return new Event.Captured(pieces, copied.last(), nowNs - round.sinceNs);
  }

  /** When a guest that is not quiet by then is captured as it is. */
  long dueNs() {
    return asked == null ? NEVER : asked.byNs;
  }

  void sourceIsDone() {
    source = null;
    asked = null;
  }

  private GuestCopy requireSource() {
    if (source == null) {
      throw new IllegalStateException("nobody asked for a clone");
    }
    return source;
  }

  void take(byte[] piece) {
    requireArrival().take(piece);
  }

  /** The guest is here, whole. */
  ReplaySide arrive() {
    ReplaySide now = requireArrival().follow(replica.config());
    incomingClone = null;
    return now;
  }

  private IncomingClone requireArrival() {
    if (incomingClone == null) {
      throw new IllegalStateException("no guest is on its way here");
    }
    return incomingClone;
  }

  /** What the next round is compared with, and what has come, decide what is sent and made. */
  void digestInto(StateDigest digest) {
    digest.add(standing);
    digest.add(source != null);
    if (source != null) {
      source.digestInto(digest);
      digest.add(quietWithinNs);
    }
    digest.add(asked != null);
    if (asked != null) {
      digest.add(asked.sinceNs);
      digest.add(asked.byNs);
    }
    digest.add(incomingClone != null);
    if (incomingClone != null) {
      incomingClone.digestInto(digest);
    }
  }
}
