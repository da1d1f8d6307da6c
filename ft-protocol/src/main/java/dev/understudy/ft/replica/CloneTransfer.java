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

/**
 * A replica's part in FT VMotion (paper §3.1): the guest that it sends to another host, or the one
 * that it receives.
 */
final class CloneTransfer {
  private static final long NEVER = Long.MAX_VALUE;

  /**
   * A round that was asked for and is not captured yet.
   *
   * @param command the request
   * @param sinceNs when it was made
   * @param byNs when the round is captured at the latest
   */
  private record Asked(Command.Capture command, long sinceNs, long byNs) {}

  private final Replica replica;
  private @Nullable GuestCopy source;
  private @Nullable Asked asked;
  private long quietWithinNs;
  private @Nullable IncomingClone incomingClone;
  private boolean standing;

  /**
   * Creates the part of a replica.
   *
   * @param cloneTo what a guest that is cloned to here will run on; null if none is
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

  /** Whether the guest stands still for the clone. */
  boolean standing() {
    return standing || asked != null;
  }

  /** Whether the guest stands still until no disk request is pending. */
  boolean fallsQuiet() {
    return asked != null;
  }

  void stand(boolean still) {
    standing = still;
  }

  /**
   * Asks for a clone; does nothing if there is one under way, or if the protocol refuses it now.
   *
   * @param newQuietWithinNs before the last round the guest stands still for so long at most, until
   *     no disk request is pending; 0: pending requests are cloned with it
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

  /** Captures one round of pieces, of the guest with everything logged that is behind it. */
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

  /** Captures the last round if a guest that stands still for it has no disk request pending. */
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
    // Completions that came meanwhile are cloned with the guest: another round would find other
    // requests pending.
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

  /** When a guest that has requests pending even then is captured as it is. */
  long dueNs() {
    return asked == null ? NEVER : asked.byNs;
  }

  void sourceIsDone() {
    source = null;
    asked = null;
  }

  private GuestCopy requireSource() {
    if (source == null) {
      throw new IllegalStateException("no clone was asked for");
    }
    return source;
  }

  void take(byte[] piece) {
    requireArrival().take(piece);
  }

  /** Makes the guest of the pieces, all of which are here. */
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

  /** Adds what was sent, with which the next round is compared, and what has arrived. */
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
