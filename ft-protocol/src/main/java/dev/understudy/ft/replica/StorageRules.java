package dev.understudy.ft.replica;

import dev.understudy.disk.SharedDisk;
import dev.understudy.hypervisor.device.PendingIo;

/**
 * The decisions that keep a guest's disk whole, each by name: what waits for what, so that a
 * re-issued I/O is harmless, and what a disk of the backup's own has to be told (§4.1). The bodies
 * here are the product's; a test overrides one and shows that a judge notices.
 */
public interface StorageRules {
  /** The rules of the product. */
  StorageRules STANDARD = new StorageRules() {};

  /**
   * Whether two I/O race (§3.4): they share a block or a byte of guest memory, and one of them
   * writes there. A disk read writes to guest memory, a disk write reads from it.
   */
  default boolean race(PendingIo one, PendingIo other) {
    boolean blocks = overlap(one.block(), one.blocks(), other.block(), other.blocks());
    boolean memory = overlap(address(one), memoryBytes(one), address(other), memoryBytes(other));
    return (blocks && (one.write() || other.write()))
        || (memory && !(one.write() && other.write()));
  }

  /**
   * Whether an I/O may be forgotten, and those that race with it sent. A completion that the backup
   * may not know of is not enough: on going live it would do the I/O again, after its successor.
   */
  default boolean isSettled(boolean completed, boolean acknowledged) {
    return completed && acknowledged;
  }

  /**
   * Whether a write has to wait until the backup has read for itself what an earlier read of its
   * primary brought (§4.2): the disk will have something else there.
   */
  default boolean waitsForRepeat(PendingIo read, PendingIo later) {
    return later.write() && overlap(read.block(), read.blocks(), later.block(), later.blocks());
  }

  /**
   * Whether a backup repeats its own read until it succeeds, if it is unanswered or refused. The
   * primary's read succeeded, so that nothing else will do.
   */
  default boolean insistsOnOwnRead() {
    return true;
  }

  /** Whether a backup writes to its own disk what its guest writes there (§4.1). */
  default boolean carriesOutFollowed() {
    return true;
  }

  /** Whether the last round of a clone has the blocks written since the one before. */
  default boolean clonesLastBlocks() {
    return true;
  }

  private static long address(PendingIo io) {
    return Integer.toUnsignedLong(io.address());
  }

  private static long memoryBytes(PendingIo io) {
    return (long) io.blocks() * SharedDisk.BLOCK_BYTES;
  }

  /**
   * Whether two ranges overlap. It compares distances, unsigned, because a guest may name any block
   * and ends may overflow.
   */
  private static boolean overlap(long from, long count, long otherFrom, long otherCount) {
    return from <= otherFrom
        ? Long.compareUnsigned(otherFrom - from, count) < 0
        : Long.compareUnsigned(from - otherFrom, otherCount) < 0;
  }
}
