package dev.understudy.sim.oracle;

import com.google.common.collect.Iterables;
import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.device.Disk;
import dev.understudy.hypervisor.device.Effect.DiskWriteIssued;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * {@code output-rule}: outputs and disk writes leave a host after their entries have been received.
 */
final class OutputRuleJudge extends Judge {

  /**
   * An output that has not left its host, or a write that is not known to be done.
   *
   * @param host its number
   * @param entryIndex of the entry that has to be received first
   * @param output what it is
   */
  private record Open(int host, long entryIndex, OutputEffect output) {}

  /**
   * A write that its host knows to be done. A backup that goes live without having got so far
   * issues it again.
   *
   * @param doneIndex of the entry that says that it is done
   */
  private record DoneWrite(Open write, long doneIndex) {
    boolean isUndoneBehind(int host, long index) {
      return write.host == host && write.entryIndex <= index && index < doneIndex;
    }
  }

  /** Whether the strategy has this rule at all. */
  private final boolean promised;

  private final HostRoster roster;
  private final Ledger ledger;
  private final List<Open> outputs = new ArrayList<>();
  private final List<Open> writes = new ArrayList<>();

  /** Writes that are known to be done by an entry that no backup need have. */
  private final List<DoneWrite> doneWrites = new ArrayList<>();

  OutputRuleJudge(JudgeContext context) {
    super(Oracle.OUTPUT_RULE);
    Setup setup = context.setup();
    this.promised =
        setup.faultTolerant() && setup.replica().replication().strategy().holdsOutputs();
    this.roster = context.roster();
    this.ledger = context.ledger();
  }

  private OutputRuleJudge(OutputRuleJudge other, Ledger ledger) {
    super(other);
    promised = other.promised;
    roster = ledger.roster();
    this.ledger = ledger;
    outputs.addAll(other.outputs);
    writes.addAll(other.writes);
    doneWrites.addAll(other.doneWrites);
  }

  @Override
  OutputRuleJudge fork(Ledger forked) {
    return new OutputRuleJudge(this, forked);
  }

  @Override
  void logged(Logged entry) {
    OutputEffect output = entry.output();
    if (!promised || (ledger.owner() == entry.host() && !roster.grows())) {
      return; // A host without a backup may let everything leave.
    }
    if (output instanceof DiskWriteIssued) {
      writes.add(new Open(entry.host(), entry.index(), output));
    } else if (output != null) {
      outputs.add(new Open(entry.host(), entry.index(), output));
    } else if (entry.entry() instanceof DiskCompleted done) {
      close(entry.host(), entry.index(), done);
    }
  }

  /**
   * Keeps a write that is done until its host's backup knows that. So many can be outstanding at
   * once, and those behind the end of what a backup has got so far are not done yet: it is enough
   * to keep so many of each host.
   */
  private void close(int host, long doneIndex, DiskCompleted done) {
    for (Open open : List.copyOf(writes)) {
      if (open.host == host && isOf(open, done)) {
        writes.remove(open);
        doneWrites.add(new DoneWrite(open, doneIndex));
      }
    }
    doneWrites.removeIf(this::isKnown);
    if (doneWrites.stream().filter(one -> one.write.host == host).count()
        > Disk.GREATEST_OUTSTANDING) {
      doneWrites.remove(firstOf(host));
    }
  }

  private boolean isKnown(DoneWrite one) {
    return one.doneIndex <= ledger.receivedBy(ledger.peerOf(one.write.host));
  }

  private int firstOf(int host) {
    return Iterables.indexOf(doneWrites, one -> one.write.host == host);
  }

  private static boolean isOf(Open open, DiskCompleted done) {
    return open.output instanceof DiskWriteIssued write
        && write.io().requestId() == done.requestId();
  }

  @Override
  void emitted(long nowNs, int who, OutputKind kind, long index, Bytes payload) {
    if (!promised) {
      return;
    }
    judged();
    long entry = take(who, index);
    if (ledger.owner() == who) {
      return;
    }
    int peer = ledger.peerOf(who);
    long received = ledger.receivedBy(peer);
    if (entry == 0 || entry > received) {
      broken(
          nowNs,
          kind.text()
              + " output "
              + index
              + " left "
              + roster.name(who)
              + (entry == 0
                  ? " and stands in no entry"
                  : " before "
                      + roster.name(peer)
                      + " had received entry "
                      + entry
                      + " (it had "
                      + received
                      + ")"));
    }
  }

  /**
   * Keeps what is pending when a backup goes live: the backup issues pending writes again, some of
   * them late because they race or because the disk is away, and by then it may have a backup of
   * its own, whose snapshot has them. What the old primary knows to be done is pending still where
   * its entry did not get to.
   */
  @Override
  void tookOver(long nowNs, int who, int before, Note.WentLive note) {
    for (Open open : List.copyOf(writes)) {
      if (open.host == before && open.entryIndex <= note.drainedThrough()) {
        writes.add(new Open(who, open.entryIndex, open.output));
      }
    }
    for (DoneWrite one : doneWrites) {
      if (one.isUndoneBehind(before, note.drainedThrough())) {
        writes.add(new Open(who, one.write.entryIndex, one.write.output));
      }
    }
  }

  /** The index of the entry of an output that leaves now; 0 if there is none. */
  private long take(int host, long index) {
    for (int i = 0; i < outputs.size(); i++) {
      Open open = outputs.get(i);
      if (open.host == host && open.output.index() == index) {
        outputs.remove(i);
        return open.entryIndex;
      }
    }
    return 0;
  }

  @Override
  void wrote(long nowNs, int who, DiskRequest.Write write) {
    if (!promised) {
      return;
    }
    judged();
    if (ledger.owner() == who) {
      return;
    }
    int peer = ledger.peerOf(who);
    long received = ledger.receivedBy(peer);
    for (Open open : writes) {
      if (open.host == who
          && open.entryIndex <= received
          && open.output instanceof DiskWriteIssued issued
          && isFor(write, issued.io())) {
        return;
      }
    }
    broken(
        nowNs,
        "a write to block "
            + write.firstBlock()
            + " left "
            + roster.name(who)
            + " and stands in no entry that "
            + roster.name(peer)
            + " had received (it had "
            + received
            + ")");
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    add(outputs, digest, live);
    add(writes, digest, live);
    for (DoneWrite one : doneWrites) {
      if (live.test(one.write.host) && !isKnown(one)) {
        digest.add(one.doneIndex);
        digest.add(one.write.entryIndex);
        digest.add(one.write.output.payload());
      }
    }
  }

  private static void add(Iterable<Open> open, StateDigest digest, IntPredicate live) {
    for (Open one : open) {
      if (live.test(one.host)) {
        digest.add(one.host);
        digest.add(one.entryIndex);
        digest.add(one.output.index());
        digest.add(one.output.payload());
      }
    }
    digest.add(-1);
  }

  private static boolean isFor(DiskRequest.Write write, PendingIo io) {
    return io.write() && io.block() == write.firstBlock() && io.data().equals(write.data());
  }
}
