package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.SharedDisk;
import dev.understudy.hypervisor.Recorder;
import dev.understudy.hypervisor.VirtualMachine;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A primary that ships its guest's state at intervals instead of its log (Remus, 2008): the pages
 * that changed since the last checkpoint, processor and devices. The channel carries the pieces as
 * it carries entries; which entry of the guest's log a checkpoint stands behind is known here.
 */
final class CheckpointDriver {
  private static final long NEVER = Long.MAX_VALUE;

  /**
   * A checkpoint on its way.
   *
   * @param lastPiece the index under which the channel knows its last piece
   * @param entry the last entry that the guest had behind it
   * @param userInputs how many keys and mouse movements the guest had taken
   * @param controls how many of an operator's controls the guest had taken
   */
  private record Shipped(long lastPiece, long entry, long userInputs, long controls) {}

  private final long intervalNs;
  private final long pageCopyNs;
  private final ReplicationRules rules;
  private final GuestCopy source;
  private final ArrayDeque<Shipped> underWay = new ArrayDeque<>();
  private long dueNs;
  private long copiedAtNs = NEVER;
  private long loggedThrough;
  private long checkpointedThrough;
  private long userInputs;
  private long controls;
  private boolean lastTaken;

  CheckpointDriver(Replication replication, ReplicationRules rules, long nowNs) {
    this(
        replication.checkpointNs(),
        replication.pageCopyNs(),
        rules,
        new GuestCopy(),
        nowNs + replication.checkpointNs());
  }

  private CheckpointDriver(
      long intervalNs, long pageCopyNs, ReplicationRules rules, GuestCopy source, long dueNs) {
    this.intervalNs = intervalNs;
    this.pageCopyNs = pageCopyNs;
    this.rules = rules;
    this.source = source;
    this.dueNs = dueNs;
  }

  CheckpointDriver fork() {
    CheckpointDriver copy =
        new CheckpointDriver(intervalNs, pageCopyNs, rules, source.fork(), dueNs);
    copy.underWay.addAll(underWay);
    copy.copiedAtNs = copiedAtNs;
    copy.loggedThrough = loggedThrough;
    copy.checkpointedThrough = checkpointedThrough;
    copy.userInputs = userInputs;
    copy.controls = controls;
    copy.lastTaken = lastTaken;
    return copy;
  }

  /** Notes that the guest's log ends with this entry now. */
  void logged(long entry) {
    loggedThrough = Math.max(loggedThrough, entry);
  }

  long loggedThrough() {
    return loggedThrough;
  }

  /**
   * Whether a checkpoint is to be taken. It is taken when the one before has arrived, so that a
   * page dirtied twice meanwhile is sent once.
   */
  boolean isDue(boolean guestEnded, long nowNs) {
    return guestEnded ? !lastTaken : underWay.isEmpty() && nowNs >= dueNs;
  }

  /** Takes the pieces of the guest as it stands, which is behind everything logged. */
  List<byte[]> take(
      Recorder recorder, @Nullable SharedDisk ownDisk, boolean guestEnded, long nowNs) {
    List<byte[]> pieces = source.checkpoint(recorder, ownDisk);
    lastTaken = guestEnded;
    dueNs = nowNs + intervalNs;
    long copyingNs = (pieces.size() - 1) * pageCopyNs;
    copiedAtNs = copyingNs == 0 ? NEVER : nowNs + copyingNs;
    return pieces;
  }

  /** Notes that the pieces were handed to the channel. */
  void shipped(long lastPiece, VirtualMachine guest) {
    underWay.addLast(
        new Shipped(
            lastPiece,
            loggedThrough,
            guest.userInputsTaken(),
            guest.devices().controls().controlsTaken()));
  }

  /** Notes that the backup has these pieces. */
  void acknowledged(long throughPiece) {
    while (!underWay.isEmpty() && underWay.getFirst().lastPiece <= throughPiece) {
      Shipped arrived = underWay.removeFirst();
      checkpointedThrough = arrived.entry;
      userInputs = arrived.userInputs;
      controls = arrived.controls;
    }
  }

  /** The last entry whose outputs may leave. */
  long leavesThrough() {
    return rules.leavesThrough(checkpointedThrough, loggedThrough);
  }

  /** How many keys and mouse movements the guest has taken that no failover can undo. */
  long userInputs() {
    return userInputs;
  }

  /** How many of an operator's controls the guest has taken that no failover can undo. */
  long controls() {
    return controls;
  }

  /** Whether the guest stands still to be copied. */
  boolean isCopying() {
    return copiedAtNs != NEVER;
  }

  void onTime(long nowNs) {
    if (nowNs >= copiedAtNs) {
      copiedAtNs = NEVER;
    }
  }

  /**
   * When something is to be done here; an acknowledgement comes as an event of its own.
   *
   * @param mayTake whether a checkpoint could be taken now
   */
  long dueNs(boolean mayTake) {
    return Math.min(copiedAtNs, mayTake && underWay.isEmpty() && !lastTaken ? dueNs : NEVER);
  }

  void digestInto(StateDigest digest) {
    digest.add(underWay.size());
    for (Shipped one : underWay) {
      digest.add(one.lastPiece);
      digest.add(one.entry);
      digest.add(one.userInputs);
      digest.add(one.controls);
    }
    digest.add(dueNs);
    digest.add(copiedAtNs);
    digest.add(loggedThrough);
    digest.add(checkpointedThrough);
    digest.add(userInputs);
    digest.add(controls);
    digest.add(lastTaken);
    // The next checkpoint holds what differs from what was sent last.
    source.digestInto(digest);
  }
}
