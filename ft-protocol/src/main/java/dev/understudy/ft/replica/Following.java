package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.Pause;
import dev.understudy.hypervisor.Replayer;
import dev.understudy.hypervisor.SeamConfig;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The backup's side of a replica: a guest that follows the log, and what it says about the time.
 */
final class Following {
  private Replayer replayer;

  /** Of a backup that gets checkpoints in place of entries. */
  private final @Nullable Standby standby;

  private long consumed;
  private long receivedAtNs;
  private boolean divergenceTold;
  private boolean waits;

  private Following(Replayer replayer) {
    this(replayer, null);
  }

  /** A backup that replays; what its guest asks of a disk of its own is carried out here. */
  static Following log(Replayer replayer, ReplicaConfig config) {
    return new Following(config.devices().hasOwnDisk() ? replayer.withOwnDisk() : replayer);
  }

  /** A backup that gets checkpoints; until the first it has the guest as booted. */
  static Following checkpoints(Replayer booted) {
    return new Following(booted, new Standby());
  }

  private Following(Replayer replayer, @Nullable Standby standby) {
    this.replayer = replayer;
    this.standby = standby;
    this.consumed = replayer.entries();
  }

  Following fork() {
    Following copy = new Following(replayer.fork(), standby == null ? null : standby.fork());
    copy.consumed = consumed;
    copy.receivedAtNs = receivedAtNs;
    copy.divergenceTold = divergenceTold;
    copy.waits = waits;
    return copy;
  }

  Replayer replayer() {
    return replayer;
  }

  boolean getsCheckpoints() {
    return standby != null;
  }

  /**
   * Takes pieces of checkpoints.
   *
   * @param disk takes the pieces that belong on a disk of the guest's own; false for others
   * @return whether the guest is a later one now
   */
  boolean restore(List<byte[]> pieces, Predicate<byte[]> disk, SeamConfig seam, long nowNs) {
    Replayer next = standby == null ? null : standby.take(pieces, disk, replayer, seam);
    if (next == null) {
      return false;
    }
    replayer = next;
    consumed = next.entries();
    receivedAtNs = nowNs;
    return true;
  }

  void supply(List<byte[]> entries, long nowNs) {
    entries.forEach(replayer::supply);
    receivedAtNs = nowNs;
  }

  boolean canRun() {
    return replayer.entries() < replayer.heldEntries()
        && replayer.divergence().isEmpty()
        && !replayer.awaitsDisk();
  }

  /** Stops behind every entry: each has a time of its own. */
  Pause run(long untilCount) {
    return replayer.runUntil(untilCount, replayer.entries() + 1);
  }

  /** Whether an entry was consumed since this was last asked. */
  boolean newlyConsumed() {
    boolean newly = replayer.entries() > consumed;
    consumed = replayer.entries();
    return newly;
  }

  /** Whether the guest stands still for its disk's sake, and did not before, or the reverse. */
  boolean waitingChanged() {
    boolean before = waits;
    waits = replayer.awaitsDisk();
    return waits != before;
  }

  /** True once. */
  boolean firstTime() {
    boolean first = !divergenceTold;
    divergenceTold = true;
    return first;
  }

  long quickHash() {
    return replayer.guest().quickHash();
  }

  /**
   * What the guest's clock shows by now: the last logged value, and the time that has passed here
   * since the log last arrived. A backup can't know better: the primary's clock is gone.
   */
  long guestClockNs(long nowNs) {
    return replayer.clockNow(Math.max(0, nowNs - receivedAtNs), nowNs);
  }

  void digestInto(StateDigest digest) {
    replayer.visitState(digest::add);
    digest.add(consumed);
    digest.add(receivedAtNs);
    digest.add(divergenceTold);
    digest.add(standby == null ? 0 : standby.incomplete());
  }
}
