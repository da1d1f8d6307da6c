package dev.understudy.ft.replica;

import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.protocol.Command;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.LogEntry;
import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.hypervisor.CloneSource;
import dev.understudy.hypervisor.Platform;
import dev.understudy.hypervisor.Recorder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A replica's part in FT VMotion (paper §3.1): its guest on the way out, or one on the way in. */
final class Motion {
  private @Nullable GuestCopy source;
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
    copy.standing = standing;
    return copy;
  }

  /** Whether the guest stands still for the clone's sake. */
  boolean standing() {
    return standing;
  }

  void stand(boolean still) {
    standing = still;
  }

  /**
   * One round of pieces, of the guest as it stands.
   *
   * @param ownDisk part of the guest where each replica has its own; else null
   */
  Event.Captured capture(
      Command.Capture command,
      Recorder recorder,
      @Nullable SharedDisk ownDisk,
      StorageRules rules) {
    GuestCopy now = source == null || command.round() == 1 ? new GuestCopy() : source;
    source = now;
    CloneSource.Round captured = now.next(recorder, ownDisk, command.restBytesMax(), rules);
    List<LogEntry> pieces = new ArrayList<>();
    captured.pieces().forEach(piece -> pieces.add(LogEntry.of(Gate.NONE, piece)));
    return new Event.Captured(pieces, captured.last());
  }

  void sourceIsDone() {
    source = null;
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
    }
    digest.add(arrival != null);
    if (arrival != null) {
      arrival.digestInto(digest);
    }
  }
}
