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

/** The backup's side of a replica: a guest that follows the log, and what it knows of the time. */
final class ReplaySide {
  private Replayer replayer;

  /**
   * Assembles checkpoints, for a backup that gets those in place of entries; null for any other.
   */
  private final @Nullable CheckpointAssembler assembler;

  private long consumed;
  private long receivedAtNs;
  private boolean divergenceTold;
  private boolean waits;

  private ReplaySide(Replayer replayer) {
    this(replayer, null);
  }

  /**
   * Creates a backup that replays; what its guest asks of a disk of its own is carried out here.
   */
  static ReplaySide log(Replayer replayer, ReplicaConfig config) {
    return new ReplaySide(config.devices().hasOwnDisk() ? replayer.withOwnDisk() : replayer);
  }

  /** Creates a backup that gets checkpoints; until the first one its guest is as booted. */
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

  /**
   * Notes that the guest has just arrived here with the log behind it: on going live its clock goes
   * on from there.
   */
  void arrived(long nowNs) {
    receivedAtNs = nowNs;
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
   * @return whether the guest was replaced by a later state
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

  /** Runs the guest to the end of the next entry, because each entry has a time of its own. */
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

  /** Whether the guest has begun to wait for its disk, or has ceased to, since the last call. */
  boolean waitingChanged() {
    boolean before = waits;
    waits = replayer.awaitsDisk();
    return waits != before;
  }

  long quickHash() {
    return replayer.guest().quickHash();
  }

  /**
   * What the guest's clock shows by now: the last value logged, and the time that has passed here
   * since the log last arrived. The primary's clock itself is out of reach.
   */
  long guestClockNs(long nowNs) {
    return replayer.clockNow(Math.max(0, nowNs - receivedAtNs), nowNs);
  }

  void digestInto(StateDigest digest) {
    replayer.visitState(digest::add);
    digest.add(consumed);
    digest.add(receivedAtNs);
    digest.add(divergenceTold);
    digest.add(waits);
    digest.add(assembler == null ? 0 : assembler.incomplete());
  }
}
