package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.Divergence;
import dev.understudy.hypervisor.Replayer;
import dev.understudy.hypervisor.SeamConfig;
import dev.understudy.hypervisor.StopResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The backup's side of a replica: a guest that follows the log, and what it says about the time.
 */
final class ReplaySide {
  private Replayer replayer;

  /** Of a backup that gets checkpoints in place of entries. */
  private final @Nullable CheckpointAssembler assembler;

  private long consumed;
  private long receivedAtNs;
  private boolean divergenceTold;
  private boolean waits;

  private ReplaySide(Replayer replayer) {
    this(replayer, null);
  }

  /** A backup that replays; what its guest asks of a disk of its own is carried out here. */
  static ReplaySide log(Replayer replayer, ReplicaConfig config) {
    return new ReplaySide(config.devices().hasOwnDisk() ? replayer.withOwnDisk() : replayer);
  }

  /** A backup that gets checkpoints; until the first it has the guest as booted. */
  static ReplaySide checkpoints(Replayer booted) {
    return new ReplaySide(booted, new CheckpointAssembler());
  }

  private ReplaySide(Replayer replayer, @Nullable CheckpointAssembler assembler) {
    this.replayer = replayer;
    this.assembler = assembler;
    this.consumed = replayer.entries();
  }

  ReplaySide fork() {
    ReplaySide copy = new ReplaySide(replayer.fork(), assembler == null ? null : assembler.fork());
    copy.consumed = consumed;
    copy.receivedAtNs = receivedAtNs;
    copy.divergenceTold = divergenceTold;
    copy.waits = waits;
    return copy;
  }

  Replayer replayer() {
    return replayer;
  }

  /** Whether it gets checkpoints in place of entries. */
  boolean takesCheckpoints() {
    return assembler != null;
  }

  /** Takes entries to replay. */
  void supply(List<byte[]> entries, long nowNs) {
    entries.forEach(replayer::supply);
    receivedAtNs = nowNs;
  }

  /**
   * Takes pieces of checkpoints.
   *
   * @param disk takes the pieces that belong on a disk of the guest's own; false for others
   * @return whether the guest is a later one now
   */
  boolean restore(List<byte[]> pieces, Predicate<byte[]> disk, SeamConfig seam, long nowNs) {
    Replayer next = assembler == null ? null : assembler.take(pieces, disk, replayer, seam);
    if (next == null) {
      return false;
    }
    replayer = next;
    consumed = next.entries();
    receivedAtNs = nowNs;
    return true;
  }

  boolean canRun() {
    return replayer.entries() < replayer.heldEntries()
        && replayer.divergence().isEmpty()
        && !replayer.awaitsDisk();
  }

  /** Stops behind every entry: each has a time of its own. */
  StopResult run(long untilCount) {
    return replayer.runUntil(untilCount, replayer.entries() + 1);
  }

  /** Whether the guest has come to the end of an entry since this was last asked. */
  boolean consumedMore() {
    boolean more = replayer.entries() > consumed;
    consumed = replayer.entries();
    return more;
  }

  /** Where the guest was found to differ from the primary's, the first time that this is asked. */
  Optional<Divergence> takeDivergence() {
    Optional<Divergence> found = divergenceTold ? Optional.empty() : replayer.divergence();
    divergenceTold |= found.isPresent();
    return found;
  }

  /** Whether the guest stands still for its disk's sake, and did not before, or the reverse. */
  boolean waitingChanged() {
    boolean before = waits;
    waits = replayer.awaitsDisk();
    return waits != before;
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
    digest.add(assembler == null ? 0 : assembler.incomplete());
  }
}
