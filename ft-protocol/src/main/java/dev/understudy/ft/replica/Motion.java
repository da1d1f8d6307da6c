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

/** A replica's part in FT VMotion (paper §3.1): its guest on the way out, or one on the way in. */
final class Motion {
  private static final long NEVER = Long.MAX_VALUE;

  /**
   * A round that is asked for and not captured yet.
   *
   * @param sinceNs when it was asked for
   * @param byNs when it is captured at the latest
   */
  private record Asked(Command.Capture command, long sinceNs, long byNs) {}

  private @Nullable GuestCopy source;
  private @Nullable Asked asked;
  private long quietWithinNs;
  private @Nullable Arrival arrival;
  private boolean standing;

  private Motion(@Nullable Arrival arrival) {
    this.arrival = arrival;
  }

  /** Nothing moves, so far. */
  static Motion none() {
    return new Motion(null);
  }

  /** A guest is to come here. */
  static Motion towards(Platform platform) {
    return new Motion(new Arrival(platform));
  }

  Motion fork() {
    Motion copy = new Motion(arrival == null ? null : arrival.fork());
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
   * The guest is going to be cloned.
   *
   * @param newQuietWithinNs before the last round it stands still for so long at most, until the
   *     disk owes it nothing; 0: what is pending goes along
   */
  void sourceBegins(long newQuietWithinNs) {
    source = new GuestCopy();
    quietWithinNs = newQuietWithinNs;
  }

  /** One round of pieces is asked for: see {@link #capture}. */
  void ask(Command.Capture command, Recorder recorder, @Nullable SharedDisk ownDisk, long nowNs) {
    boolean waits =
        quietWithinNs > 0 && requireSource().wouldBeLast(recorder, ownDisk, command.restBytesMax());
    asked = new Asked(command, nowNs, waits ? nowNs + quietWithinNs : nowNs);
  }

  /**
   * The round that was asked for, of the guest as it stands, unless it is still to fall quiet.
   *
   * @param ownDisk part of the guest where each replica has its own; else null
   */
  Optional<Event.Captured> capture(
      Recorder recorder, @Nullable SharedDisk ownDisk, StorageRules rules, long nowNs) {
    Asked now = asked;
    boolean quiet = recorder.guest().devices().disk().pending().isEmpty();
    if (now == null || (nowNs < now.byNs && !quiet)) {
      return Optional.empty();
    }
    asked = null;
    // What the disk brought meanwhile goes along: another round would find other requests pending.
    boolean stood = nowNs > now.sinceNs;
    long restBytesMax = stood ? Long.MAX_VALUE : now.command.restBytesMax();
    CloneSource.Round round = requireSource().next(recorder, ownDisk, restBytesMax, rules);
    List<LogEntry> pieces = new ArrayList<>();
    round.pieces().forEach(piece -> pieces.add(LogEntry.of(Gate.NONE, piece)));
    return Optional.of(new Event.Captured(pieces, round.last(), nowNs - now.sinceNs));
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
  Following arrive(ReplicaConfig config) {
    Following now = requireArrival().follow(config);
    arrival = null;
    return now;
  }

  private Arrival requireArrival() {
    if (arrival == null) {
      throw new IllegalStateException("no guest is on its way here");
    }
    return arrival;
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
    digest.add(arrival != null);
    if (arrival != null) {
      arrival.digestInto(digest);
    }
  }
}
