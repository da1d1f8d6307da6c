package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code disk}, where each host has one for itself (§4.1): it holds what its guest has written, a
 * read brings that, and what a clone or a checkpoint starts with is what the source had.
 */
final class OwnDisksJudge extends Judge {
  private final Cast cast;
  private final long blocks;
  private final List<Shelf> shelves = new ArrayList<>();

  /** Of guests on their way to another host: by the last entry behind them. */
  private final TreeMap<Long, Shelf> captured = new TreeMap<>();

  OwnDisksJudge(JudgeContext context) {
    super(Oracle.DISK);
    this.cast = context.cast();
    this.blocks = context.setup().replica().devices().diskBlocks();
    for (int host = 0; host < cast.size(); host++) {
      shelves.add(new Shelf(blocks));
    }
  }

  private OwnDisksJudge(OwnDisksJudge other, Cast cast) {
    super(other);
    this.cast = cast;
    blocks = other.blocks;
    other.shelves.forEach(shelf -> shelves.add(shelf.fork()));
    other.captured.forEach((entry, shelf) -> captured.put(entry, shelf.fork()));
  }

  @Override
  OwnDisksJudge fork(Ledger forked) {
    return new OwnDisksJudge(this, forked.cast());
  }

  @Override
  void started() {
    shelves.add(new Shelf(blocks));
  }

  @Override
  void issued(int who, Note.Issued note) {
    shelves.get(who).ask(note.io());
  }

  @Override
  void followed(int who, Note.Followed note) {
    shelves.get(who).ask(note.io());
  }

  @Override
  void ownDiskServed(int who, Note.OwnDiskServed note) {
    if (note.request() instanceof Request.Write write && note.reply() instanceof Reply.WriteDone) {
      shelves.get(who).written(write);
    }
  }

  @Override
  void captured(int who, Note.Captured note) {
    captured.put(note.afterIndex(), shelves.get(who).fork());
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
    if (!shelves.get(who).mayBe(note.contents())) {
      broken(nowNs, "what came with " + cast.name(who) + "'s guest is not what its source wrote");
    }
  }

  private void arrives(int who, long entry) {
    Shelf shelf = captured.get(entry);
    if (shelf != null) {
      shelves.set(who, shelf);
      captured.headMap(entry, true).clear();
    }
  }

  @Override
  void logged(Logged entry) {
    if (entry.entry() instanceof DiskCompleted done && done.ok()) {
      judged();
      String objection = shelves.get(entry.host()).objection(done.requestId(), done.data());
      if (objection != null) {
        broken(
            entry.atNs(), cast.name(entry.host()) + "'s entry " + entry.index() + " " + objection);
      }
    }
  }

  @Override
  void look(World world) {
    for (int who = 0; who < shelves.size(); who++) {
      @Nullable Replica replica = world.replica(who);
      if (replica != null && replica.hasGuest()) {
        shelves.get(who).forgetBut(replica.guest().devices().disk().pending());
      }
    }
  }

  @Override
  void ended(World world) {
    for (int who = 0; who < shelves.size(); who++) {
      @Nullable Replica replica = world.replica(who);
      SharedDisk disk = replica == null ? null : replica.ownDisk().orElse(null);
      if (replica != null && disk != null && replica.hasGuest()) {
        judged();
        List<PendingIo> pending = replica.guest().devices().disk().pending();
        long block = shelves.get(who).wrongBlock(disk, pending);
        if (block >= 0) {
          broken(
              world.nowNs(),
              "block " + block + " of " + cast.name(who) + "'s disk is not what its guest wrote");
        }
      }
    }
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    for (int who = 0; who < shelves.size(); who++) {
      if (live.test(who)) {
        shelves.get(who).digestInto(digest);
      }
    }
    captured.forEach(
        (entry, shelf) -> {
          digest.add(entry);
          shelf.digestInto(digest);
        });
  }
}
