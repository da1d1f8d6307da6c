package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code disk}, where each host has one of its own (§4.1): the disk holds what the host's guest has
 * written, a read returns that, and a clone or a checkpoint starts with what the source had.
 */
final class OwnDisksJudge extends Judge {
  private final HostRoster roster;
  private final long blocks;
  private final List<OwnDiskModel> models = new ArrayList<>();

  /**
   * The disks of guests on their way to another host, by the index of the last entry behind them.
   */
  private final TreeMap<Long, OwnDiskModel> captured = new TreeMap<>();

  OwnDisksJudge(JudgeContext context) {
    super(Oracle.DISK);
    this.roster = context.roster();
    this.blocks = context.setup().replica().devices().diskBlocks();
    for (int host = 0; host < roster.size(); host++) {
      models.add(new OwnDiskModel(blocks));
    }
  }

  private OwnDisksJudge(OwnDisksJudge other, HostRoster roster) {
    super(other);
    this.roster = roster;
    blocks = other.blocks;
    other.models.forEach(diskModel -> models.add(diskModel.fork()));
    other.captured.forEach((entry, diskModel) -> captured.put(entry, diskModel.fork()));
  }

  @Override
  OwnDisksJudge fork(Ledger forked) {
    return new OwnDisksJudge(this, forked.roster());
  }

  @Override
  void started() {
    models.add(new OwnDiskModel(blocks));
  }

  @Override
  void issued(int who, Note.Issued note) {
    models.get(who).ask(note.io());
  }

  @Override
  void followed(int who, Note.Followed note) {
    models.get(who).ask(note.io());
  }

  @Override
  void ownDiskServed(int who, Note.OwnDiskServed note) {
    if (note.request() instanceof DiskRequest.Write write
        && note.reply() instanceof DiskReply.WriteDone) {
      models.get(who).written(write);
    }
  }

  @Override
  void captured(int who, Note.Captured note) {
    captured.put(note.afterIndex(), models.get(who).fork());
  }

  @Override
  void installed(int who, Note.Installed note) {
    arrives(who, note.afterIndex());
  }

  @Override
  void restored(int who, Note.Restored note) {
    arrives(who, note.throughIndex());
  }

  @Override
  void ownDiskCame(long nowNs, int who, Note.OwnDiskCame note) {
    judged();
    long block = models.get(who).wrongBlockOnArrival(note.blocks());
    if (block >= 0) {
      broken(
          nowNs,
          "block "
              + block
              + " of what came with "
              + roster.name(who)
              + "'s guest is not what its source wrote");
    }
  }

  private void arrives(int who, long entry) {
    OwnDiskModel diskModel = captured.get(entry);
    if (diskModel != null) {
      models.set(who, diskModel);
      captured.headMap(entry, true).clear();
    }
  }

  @Override
  void logged(Logged entry) {
    if (entry.entry() instanceof DiskCompleted done && done.ok()) {
      judged();
      String objection = models.get(entry.host()).objection(done.requestId(), done.data());
      if (objection != null) {
        broken(
            entry.atNs(),
            roster.name(entry.host()) + "'s entry " + entry.index() + " " + objection);
      }
    }
  }

  @Override
  void look(World world) {
    for (int who = 0; who < models.size(); who++) {
      @Nullable Replica replica = world.replica(who);
      if (replica != null && replica.hasGuest()) {
        models.get(who).forgetBut(replica.guest().devices().disk().pending());
      }
    }
  }

  @Override
  void ended(World world) {
    for (int who = 0; who < models.size(); who++) {
      @Nullable Replica replica = world.replica(who);
      SharedDisk disk = replica == null ? null : replica.ownDisk().orElse(null);
      if (replica != null && disk != null && replica.hasGuest()) {
        judged();
        List<PendingIo> pending = replica.guest().devices().disk().pending();
        long block = models.get(who).wrongBlock(disk, pending);
        if (block >= 0) {
          broken(
              world.nowNs(),
              "block " + block + " of " + roster.name(who) + "'s disk is not what its guest wrote");
        }
      }
    }
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    for (int who = 0; who < models.size(); who++) {
      if (live.test(who)) {
        models.get(who).digestInto(digest);
      }
    }
    captured.forEach(
        (entry, diskModel) -> {
          digest.add(entry);
          diskModel.digestInto(digest);
        });
  }
}
