package dev.understudy.sim.recording;

import dev.understudy.hypervisor.Divergence;
import dev.understudy.hypervisor.Replayer;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.log.EntryRefusedException;
import dev.understudy.sim.recording.Recording.Entry;
import dev.understudy.sim.recording.Recording.Mark;
import dev.understudy.sim.recording.Recording.Vm;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.machine.StateHash;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One virtual machine of a recording, run again by its log, every entry and mark compared. */
public final class Replay {
  private final Recording recording;
  private final Vm vm;
  private final Setup setup;
  private final VirtualMachine guest;
  private final Replayer replayer;

  private Replay(Recording recording, Vm vm, Engine engine) {
    this.recording = recording;
    this.vm = vm;
    this.setup = recording.setup(engine);
    this.guest =
        VirtualMachine.boot(recording.image(), engine, new MemoryPool(), setup.replica().devices());
    this.replayer = Replayer.boot(guest, setup.replica().seam());
  }

  /**
   * How a replay went.
   *
   * @param entries consumed and found right
   * @param marks hashes of the whole guest found right
   * @param problem what did not agree first; empty if everything did
   */
  public record Outcome(
      Vm vm,
      long entries,
      long instructions,
      long outputs,
      long marks,
      StateHash stateHash,
      boolean ended,
      String problem) {
    public boolean isOk() {
      return problem.isEmpty();
    }
  }

  /**
   * Runs one machine of a recording again.
   *
   * @param progress told of instruction counts now and then
   */
  public static Outcome of(Recording recording, Vm vm, Engine engine, LongConsumer progress) {
    return new Replay(recording, vm, engine).run(progress);
  }

  private Outcome run(LongConsumer progress) {
    List<Entry> entries = recording.lineage(vm);
    Iterator<Mark> marks = recording.marks(vm).iterator();
    @Nullable Mark due = marks.hasNext() ? marks.next() : null;
    long marksSeen = 0;
    long expected = 1;
    for (Entry entry : entries) {
      String problem = step(entry, expected);
      if (!problem.isEmpty()) {
        return outcome(marksSeen, problem);
      }
      if (due != null && due.entry() == entry.index()) {
        StateHash own = guest.stateHash();
        if (!own.equals(due.hash())) {
          return outcome(
              marksSeen,
              "behind entry " + entry.index() + ": state " + own + ", recorded " + due.hash());
        }
        marksSeen++;
        due = marks.hasNext() ? marks.next() : null;
      }
      expected++;
      if ((expected & 1023) == 0) {
        progress.accept(guest.count());
      }
    }
    if (due != null) {
      return outcome(marksSeen, "no entry has the index " + due.entry() + ", where a hash is due");
    }
    return outcome(marksSeen, "");
  }

  /** Runs to right behind an entry; what did not agree, or an empty text. */
  private String step(Entry entry, long expected) {
    if (entry.index() != expected) {
      return expected < entry.index()
          ? "entry " + expected + " is missing: entry " + entry.index() + " comes next"
          : "entry " + entry.index() + " stands where entry " + expected + " is expected";
    }
    try {
      replayer.supply(entry.encoded());
    } catch (EntryRefusedException e) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    }
    String gap = gap(entry.index());
    if (!gap.isEmpty()) {
      return gap;
    }
    replayer.runUntil(Long.MAX_VALUE);
    if (replayer.divergence().isPresent()) {
      return replayer.divergence().map(Divergence::text).orElse("");
    }
    int own = RecordingWriter.fold(guest.quickHash());
    return own == entry.quickHash()
        ? ""
        : "behind entry "
            + entry.index()
            + ", instruction "
            + guest.count()
            + ": registers hash to "
            + Integer.toHexString(own)
            + ", recorded "
            + Integer.toHexString(entry.quickHash());
  }

  /** A recorder marks its progress: without this rule a forged count could cost for ever. */
  private String gap(long index) {
    long most = setup.replica().seam().progressEveryInstructions();
    long ahead = replayer.heldThroughCount() - guest.count();
    return most > 0 && ahead > most + 1
        ? "entry "
            + index
            + " is "
            + ahead
            + " instructions behind the one before, a recorder leaves at most "
            + most
        : "";
  }

  private Outcome outcome(long marks, String problem) {
    return new Outcome(
        vm,
        replayer.entries(),
        guest.count(),
        guest.outputs(),
        marks,
        guest.stateHash(),
        guest.ended(),
        problem);
  }
}
