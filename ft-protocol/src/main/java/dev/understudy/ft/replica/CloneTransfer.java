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
import java.util.Optional;
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
  CloneTransfer(@Nullable Platform cloneTo) {
    this.incomingClone = cloneTo == null ? null : new IncomingClone(cloneTo);
  }

  CloneTransfer fork() {
    CloneTransfer copy = new CloneTransfer(null);
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
   * Begins to clone the guest.
   *
   * @param newQuietWithinNs before the last round the guest stands still for so long at most, until
   *     no disk request is pending; 0: pending requests are cloned with it
   */
  void begin(long newQuietWithinNs) {
    source = new GuestCopy();
    quietWithinNs = newQuietWithinNs;
  }

  /** Asks for one round of pieces. */
  void ask(Command.Capture command, Recorder recorder, @Nullable SharedDisk ownDisk, long nowNs) {
    boolean waits =
        quietWithinNs > 0 && requireSource().wouldBeLast(recorder, ownDisk, command.restBytesMax());
    asked = new Asked(command, nowNs, waits ? nowNs + quietWithinNs : nowNs);
  }

  /**
   * The round that was asked for, of the guest with everything logged that is behind it; empty if
   * none was, or as long as it waits for the disk.
   */
  Optional<Event.Captured> captured(
      Recorder recorder, @Nullable SharedDisk ownDisk, StorageRules rules, long nowNs) {
    Asked round = asked;
    boolean quiet = recorder.guest().devices().disk().pending().isEmpty();
    if (round == null || !(quiet || nowNs >= round.byNs)) {
      return Optional.empty();
    }
    asked = null;
    // Completions that came meanwhile are cloned with the guest: another round would find other
    // requests pending.
    boolean stood = nowNs > round.sinceNs;
    long restBytesMax = stood ? Long.MAX_VALUE : round.command.restBytesMax();
    CloneSource.Round copied = requireSource().next(recorder, ownDisk, restBytesMax, rules);
    List<LogEntry> pieces = new ArrayList<>();
    copied.pieces().forEach(piece -> pieces.add(LogEntry.of(Gate.NONE, piece)));
    return Optional.of(new Event.Captured(pieces, copied.last(), nowNs - round.sinceNs));
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

  /** Makes the guest of the pieces, all of which are here by now. */
  ReplaySide arrive(ReplicaConfig config, long nowNs) {
    ReplaySide now = requireArrival().follow(config);
    now.arrived(nowNs);
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
