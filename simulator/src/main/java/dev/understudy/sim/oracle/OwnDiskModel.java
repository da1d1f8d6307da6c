package dev.understudy.sim.oracle;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.ContentDigest;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.SharedDisk;
import dev.understudy.hypervisor.device.PendingIo;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the disk of one host should hold, where each host has its own: all that its guest has asked
 * for, one request after the other. Requests that race are carried out in that order; of others the
 * order does not show.
 */
final class OwnDiskModel {
  private final SharedDisk asked;

  /** The writes that the guest has asked for and the disk has not carried out. */
  private final List<PendingIo> unwritten = new ArrayList<>();

  /** The digest of what each read has to return, by request. */
  private final TreeMap<Long, ContentDigest> reads = new TreeMap<>();

  /** The last request seen. A host that goes live names those again that are pending. */
  private long seen;

  OwnDiskModel(long blocks) {
    this(SharedDisk.create(blocks, 1, SharedDisk.NOBODY));
  }

  private OwnDiskModel(SharedDisk asked) {
    this.asked = asked;
  }

  OwnDiskModel fork() {
    OwnDiskModel copy = new OwnDiskModel(asked.fork());
    copy.unwritten.addAll(unwritten);
    copy.reads.putAll(reads);
    copy.seen = seen;
    return copy;
  }

  void ask(PendingIo io) {
    if (io.requestId() <= seen) {
      return;
    }
    seen = io.requestId();
    if (io.write()) {
      asked.load(io.block(), io.data());
      unwritten.add(io);
    } else {
      reads.put(io.requestId(), heldAt(io));
    }
  }

  private ContentDigest heldAt(PendingIo io) {
    ContentDigest all = ContentDigest.ZERO;
    for (int i = 0; i < io.blocks(); i++) {
      all = and(all, asked.block(io.block() + i));
    }
    return all;
  }

  private static ContentDigest broughtBy(Bytes bytes) {
    ContentDigest all = ContentDigest.ZERO;
    for (int at = 0; at < bytes.length(); at += SharedDisk.BLOCK_BYTES) {
      all = and(all, bytes.slice(at, SharedDisk.BLOCK_BYTES));
    }
    return all;
  }

  private static ContentDigest and(ContentDigest before, Bytes block) {
    ContentDigest digest = ContentDigest.of(block);
    return before.with(digest.high()).with(digest.low());
  }

  /** Notes that the disk has carried out a write. */
  void written(DiskRequest.Write write) {
    for (int i = 0; i < unwritten.size(); i++) {
      PendingIo io = unwritten.get(i);
      if (io.block() == write.firstBlock() && io.data().equals(write.data())) {
        unwritten.remove(i);
        return;
      }
    }
  }

  /** Why the guest can't be told that this request is done, with these data; null if it can. */
  @Nullable String objection(long requestId, Bytes data) {
    if (unwritten.stream().anyMatch(io -> io.requestId() == requestId)) {
      return "says that request " + requestId + " is done, and its disk has not done it";
    }
    ContentDigest expected = reads.remove(requestId);
    boolean other = expected != null && !expected.equals(broughtBy(data));
    return other ? "brings other data than what was written there" : null;
  }

  /**
   * The first block of a disk that came with a guest and is not as it should be; -1 if there is
   * none. Only the blocks of writes under way may be as they were before, or as they will be.
   */
  long wrongBlockOnArrival(SharedDisk disk) {
    return wrongBlock(disk, unwritten);
  }

  /** Forgets the reads whose answers the guest has. */
  void forgetBut(List<PendingIo> pending) {
    reads.keySet().removeIf(id -> pending.stream().noneMatch(io -> io.requestId() == id));
  }

  /**
   * The first block of a disk that is not as it should be; -1 if there is none.
   *
   * @param pending the requests that the guest waits for, which may have been carried out or not
   */
  long wrongBlock(SharedDisk disk, List<PendingIo> pending) {
    if (disk.contentDigest().equals(asked.contentDigest())) {
      return -1;
    }
    TreeSet<Long> written = new TreeSet<>(asked.blocksWrittenSince(null));
    written.addAll(disk.blocksWrittenSince(null));
    for (long block : written) {
      if (!disk.block(block).equals(asked.block(block)) && !isPending(block, pending)) {
        return block;
      }
    }
    return -1;
  }

  private static boolean isPending(long block, List<PendingIo> pending) {
    return pending.stream()
        .anyMatch(io -> io.write() && block >= io.block() && block < io.block() + io.blocks());
  }

  void digestInto(StateDigest digest) {
    digest.add(asked.contentDigest().high());
    digest.add(asked.contentDigest().low());
    digest.add(seen);
    unwritten.forEach(io -> digest.add(io.requestId()));
    reads.forEach(
        (id, expected) -> {
          digest.add(id);
          digest.add(expected.high());
        });
  }
}
