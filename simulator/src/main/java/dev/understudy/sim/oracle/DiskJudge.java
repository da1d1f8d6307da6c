package dev.understudy.sim.oracle;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskEvent;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.SharedDisk;
import dev.understudy.hypervisor.device.Effect.DiskWriteIssued;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * {@code disk}: the disk takes only writes that the surviving machine has under way, and a block
 * holds the last one that the guest has seen completed, or a later one.
 *
 * <p>A completed write is forgotten when no other is under way to its blocks. A forgotten write
 * that reaches its blocks afterwards is a breach.
 */
final class DiskJudge extends Judge {

  /** A write of the surviving machine. */
  private record Write(PendingIo io, boolean completed) {
    boolean covers(long block) {
      return block >= io.block() && block < io.block() + io.blocks();
    }

    boolean overlaps(Write other) {
      return io.block() < other.io.block() + other.io.blocks()
          && other.io.block() < io.block() + io.blocks();
    }
  }

  /**
   * A change of blocks that no entry settled so far explains.
   *
   * @param atNs when the disk made it
   * @param block the first one
   * @param blocks how many
   */
  private record UnexplainedChange(long atNs, long block, int blocks) {}

  private final List<Write> writes = new ArrayList<>();
  private final List<UnexplainedChange> unexplained = new ArrayList<>();

  /**
   * Blocks about which something has changed since they were last looked at, and when: the disk was
   * written, or the guest was told that a write is done. That may be long before anybody knows
   * whose log it belongs to.
   */
  private final TreeMap<Long, Long> touchedNs = new TreeMap<>();

  private final TimedDiskHistory history;

  DiskJudge() {
    super(Oracle.DISK);
    history = new TimedDiskHistory();
  }

  private DiskJudge(DiskJudge other) {
    super(other);
    writes.addAll(other.writes);
    unexplained.addAll(other.unexplained);
    touchedNs.putAll(other.touchedNs);
    history = other.history.fork();
  }

  @Override
  DiskJudge fork(Ledger forked) {
    return new DiskJudge(this);
  }

  @Override
  void served(long nowNs, DiskRequest request, DiskReply reply) {
    history.served(nowNs, request);
  }

  @Override
  void settled(Logged entry) {
    if (entry.output() instanceof DiskWriteIssued write) {
      writes.add(new Write(write.io(), false));
    } else if (entry.entry() instanceof DiskCompleted done) {
      complete(done, entry.atNs());
    }
  }

  /** Marks a write as completed. One that the disk refused changes nothing. */
  private void complete(DiskCompleted done, long atNs) {
    for (int i = 0; i < writes.size(); i++) {
      Write write = writes.get(i);
      if (write.io.requestId() == done.requestId() && !write.completed) {
        if (done.ok()) {
          writes.set(i, new Write(write.io, true));
          touch(write.io.block(), write.io.blocks(), atNs);
          i -= forgetOlder(i);
        } else {
          writes.remove(i--);
        }
      }
    }
  }

  /**
   * Forgets completed writes to exactly the blocks of this one: none of them can be what the disk
   * holds.
   *
   * @return how many there were before it
   */
  private int forgetOlder(int index) {
    Write newest = writes.get(index);
    int forgotten = 0;
    for (int i = index - 1; i >= 0; i--) {
      Write older = writes.get(i);
      if (older.completed
          && older.io.block() == newest.io.block()
          && older.io.blocks() == newest.io.blocks()) {
        writes.remove(i);
        forgotten++;
      }
    }
    return forgotten;
  }

  private void touch(long first, int count, long atNs) {
    for (int i = 0; i < count; i++) {
      touchedNs.merge(first + i, atNs, Math::max);
    }
  }

  /** Looks at what the disk did since the last look, and forgets what is decided. */
  @Override
  void look(World world) {
    history.read(
        world,
        (event, atNs) -> {
          // Only writes change blocks.
          if (event instanceof DiskEvent.WriteArrived write && write.applied()) {
            arrived(write, atNs);
          }
        });
    touchedNs.forEach((block, atNs) -> judge(block, atNs, world.disk()));
    touchedNs.clear();
    writes.removeIf(write -> write.completed && !isDisputed(write));
  }

  private void judge(long block, long atNs, SharedDisk disk) {
    judged();
    if (!isLegal(block, disk.block(block))) {
      broken(
          atNs,
          "block "
              + block
              + " holds neither the last write the guest saw completed nor a later one");
    }
  }

  private void arrived(DiskEvent.WriteArrived event, long atNs) {
    boolean known = false;
    for (Write write : writes) {
      known |= write.io.block() == event.firstBlock() && write.io.blocks() == event.blockCount();
    }
    if (known) {
      touch(event.firstBlock(), event.blockCount(), atNs);
    } else {
      unexplained.add(new UnexplainedChange(atNs, event.firstBlock(), event.blockCount()));
    }
  }

  private boolean isDisputed(Write write) {
    for (Write other : writes) {
      if (!other.completed && other.overlaps(write)) {
        return true;
      }
    }
    return false;
  }

  private boolean isLegal(long block, Bytes held) {
    for (int i = writes.size() - 1; i >= 0; i--) {
      Write write = writes.get(i);
      if (write.covers(block)) {
        int from = (int) (block - write.io.block()) * SharedDisk.BLOCK_BYTES;
        if (write.io.data().slice(from, held.length()).equals(held)) {
          return true;
        }
        if (write.completed) {
          return false;
        }
      }
    }
    return false;
  }

  @Override
  void ended(World world) {
    look(world);
    for (UnexplainedChange stranger : unexplained) {
      if (!isExplained(stranger)) {
        broken(
            stranger.atNs,
            "block " + stranger.block + " was written, and no write was under way to it");
      }
    }
  }

  /**
   * Whether a write of the log explains a change. A change that comes before its entry is settled
   * is a matter of the output rule.
   */
  private boolean isExplained(UnexplainedChange stranger) {
    for (Write write : writes) {
      if (write.io.block() == stranger.block && write.io.blocks() == stranger.blocks) {
        return true;
      }
    }
    return false;
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    for (Write write : writes) {
      digest.add(write.io.requestId());
      digest.add(write.completed);
      digest.add(write.io.block());
      digest.add(write.io.data());
    }
    digest.add(unexplained.size());
    for (UnexplainedChange stranger : unexplained) {
      digest.add(stranger.atNs);
      digest.add(stranger.block);
      digest.add(stranger.blocks);
    }
  }
}
