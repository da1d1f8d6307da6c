package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.SharedDisk;
import dev.understudy.hypervisor.CloneSource;
import dev.understudy.hypervisor.Recorder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running guest as pieces for another host: its machine, and its disk where each replica has its
 * own (§4.1). The disk's pieces come first, so that the last piece of all is the one that completes
 * the guest.
 */
final class GuestCopy {
  private final CloneSource machine;
  private final DiskCopy disk;

  GuestCopy() {
    this(new CloneSource(), new DiskCopy());
  }

  private GuestCopy(CloneSource machine, DiskCopy disk) {
    this.machine = machine;
    this.disk = disk;
  }

  GuestCopy fork() {
    return new GuestCopy(machine.fork(), disk.fork());
  }

  /**
   * The pieces that changed since the last call; at first, all there are. If they have at most
   * {@code restBytesMax} bytes, the rest of the guest comes with them.
   *
   * @param ownDisk null where the disk is shared
   */
  CloneSource.Round next(
      Recorder recorder, @Nullable SharedDisk ownDisk, long restBytesMax, StorageRules rules) {
    long bytes = bytesOf(ownDisk);
    List<byte[]> blocks = blocksOf(ownDisk);
    CloneSource.Round round = machine.next(recorder, restBytesMax - bytes);
    boolean sendsBlocks = !round.last() || rules.clonesLastBlocks();
    return sendsBlocks
        ? new CloneSource.Round(joined(blocks, round.pieces()), round.last())
        : round;
  }

  /** Whether the next round would be the last, if it were taken now. */
  boolean wouldBeLast(Recorder recorder, @Nullable SharedDisk ownDisk, long restBytesMax) {
    return machine.wouldBeLast(recorder, restBytesMax - bytesOf(ownDisk));
  }

  /**
   * The guest as it stands: the pieces that changed since the last call, and everything else that a
   * checkpoint needs.
   */
  List<byte[]> checkpoint(Recorder recorder, @Nullable SharedDisk ownDisk) {
    return joined(blocksOf(ownDisk), machine.checkpoint(recorder));
  }

  private long bytesOf(@Nullable SharedDisk ownDisk) {
    return ownDisk == null ? 0 : disk.bytesOfNext(ownDisk);
  }

  private List<byte[]> blocksOf(@Nullable SharedDisk ownDisk) {
    return ownDisk == null ? List.of() : disk.next(ownDisk);
  }

  private static List<byte[]> joined(List<byte[]> blocks, List<byte[]> rest) {
    if (blocks.isEmpty()) {
      return rest;
    }
    List<byte[]> all = new ArrayList<>(blocks);
    all.addAll(rest);
    return all;
  }

  /** Adds what was sent last, which decides what is sent next. */
  void digestInto(StateDigest digest) {
    machine.visit(digest::add);
    disk.digestInto(digest);
  }
}
