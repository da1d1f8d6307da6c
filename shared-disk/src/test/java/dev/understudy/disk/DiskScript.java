package dev.understudy.disk;

import dev.understudy.base.Bytes;

/** Words to write the tests with: block contents by a number, requests and replies in short. */
final class DiskScript {
  static final long P = 1;
  static final long B = 2;
  static final long C = 3;
  static final long D = 4;

  private DiskScript() {}

  /** One block, filled with something that depends on {@code value}; 0 is a block of zeros. */
  static Bytes block(int value) {
    byte[] data = new byte[SharedDisk.BLOCK_BYTES];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (value * (i + 7));
    }
    return Bytes.copyOf(data);
  }

  /** One block for each value. */
  static Bytes blocks(int... values) {
    Bytes[] parts = new Bytes[values.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = block(values[i]);
    }
    return Bytes.concat(parts);
  }

  static DiskRequest.Write write(long caller, long sequence, long firstBlock, int... values) {
    return new DiskRequest.Write(caller, sequence, firstBlock, blocks(values));
  }

  static DiskRequest.Read read(long caller, long sequence, long firstBlock, long blockCount) {
    return new DiskRequest.Read(caller, sequence, firstBlock, blockCount);
  }

  static DiskRequest.TestAndSet testAndSet(long caller, long rival, long generation) {
    return new DiskRequest.TestAndSet(caller, rival, generation);
  }

  static DiskRequest.Renew renew(long caller, long generation, long joiner) {
    return new DiskRequest.Renew(caller, generation, joiner);
  }

  static DiskReply written(long caller, long sequence) {
    return new DiskReply.WriteDone(caller, sequence);
  }

  static DiskReply refused(long caller, long sequence, DiskRefusal reason) {
    return new DiskReply.Refused(caller, sequence, reason);
  }

  static TestAndSetOutcome outcome(SharedDisk disk, DiskRequest.TestAndSet request) {
    return ((DiskReply.TestAndSetAnswered) disk.apply(request)).outcome();
  }

  static RenewOutcome outcome(SharedDisk disk, DiskRequest.Renew request) {
    return ((DiskReply.RenewAnswered) disk.apply(request)).outcome();
  }

  /** The digest of all contents, computed from the blocks themselves. */
  static ContentDigest digestFromScratch(SharedDisk disk) {
    SharedDisk fresh = SharedDisk.create(disk.blockCount(), P, B);
    for (long block = 0; block < disk.blockCount(); block++) {
      fresh.load(block, disk.block(block));
    }
    return fresh.contentDigest();
  }
}
