package dev.understudy.sim.oracle;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.replica.Note;
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

  /** Whether the strategy has this rule at all. */
  private final boolean promised;

  private final HostRoster roster;
  private final Ledger ledger;
  private final List<Open> outputs = new ArrayList<>();
  private final List<Open> writes = new ArrayList<>();

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
      writes.removeIf(open -> open.host == entry.host() && isOf(open, done));
    }
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
   * them late because they race, and by then it may have a backup of its own, whose snapshot has
   * them.
   */
  @Override
  void tookOver(long nowNs, int who, int before, Note.WentLive note) {
    for (Open open : List.copyOf(writes)) {
      if (open.host == before && open.entryIndex <= note.drainedThrough()) {
        writes.add(new Open(who, open.entryIndex, open.output));
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
