package dev.understudy.ft.replica;

import dev.understudy.hypervisor.CloneTarget;
import dev.understudy.hypervisor.Replayer;
import dev.understudy.hypervisor.SeamConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A backup under checkpointing, which replays nothing. It has the guest of the last whole
 * checkpoint, and keeps the pieces of the next one apart until its last piece has arrived.
 */
final class CheckpointAssembler {
  private final CloneTarget target;
  private final List<byte[]> incomplete = new ArrayList<>();

  CheckpointAssembler() {
    this(new CloneTarget());
  }

  private CheckpointAssembler(CloneTarget target) {
    this.target = target;
  }

  CheckpointAssembler fork() {
    CheckpointAssembler copy = new CheckpointAssembler(target.fork());
    copy.incomplete.addAll(incomplete);
    return copy;
  }

  /**
   * Takes pieces in order.
   *
   * @param disk takes the pieces that belong on a disk of the guest's own; false for others
   * @param before the guest as of the last checkpoint, or freshly booted
   * @return the guest as of the last checkpoint that is whole now; null if there is no new one
   */
  @Nullable Replayer take(
      List<byte[]> pieces, Predicate<byte[]> disk, Replayer before, SeamConfig seam) {
    boolean whole = false;
    for (byte[] piece : pieces) {
      incomplete.add(piece);
      if (CloneTarget.completes(piece)) {
        incomplete.stream().filter(disk.negate()).forEach(target::take);
        incomplete.clear();
        whole = true;
      }
    }
    return whole ? target.replayer(before.guest(), seam) : null;
  }

  /** How many pieces wait for the rest of their checkpoint. */
  int incomplete() {
    return incomplete.size();
  }
}
