package dev.understudy.inspect.recording;

import dev.understudy.hypervisor.CloneTarget;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.inspect.recording.Playback.CheckpointException;
import dev.understudy.inspect.recording.Playback.MachineSetup;
import dev.understudy.inspect.recording.Recording.Entry;
import dev.understudy.inspect.recording.Recording.Mark;
import dev.understudy.inspect.recording.Recording.Vm;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.StateHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One virtual machine of a recording, run again by its log, every entry and mark compared. */
public final class Replay {
  private final MachineSetup machineSetup;
  private final Playback playback;
  private final long begunAt;
  private final long begunCount;
  private final List<Mark> due = new ArrayList<>();
  private final List<Checkpoint> checkpoints;
  private CloneTarget pages = new CloneTarget();
  private @Nullable Vm pagesOf;
  private int checkpoint;
  private int mark;

  private Replay(MachineSetup machineSetup, Playback playback) {
    this.machineSetup = machineSetup;
    this.playback = playback;
    this.begunAt = playback.entries();
    this.begunCount = playback.guest().count();
    this.checkpoints = begunAt == 0 ? machineSetup.log().checkpoints() : List.of();
    due.addAll(machineSetup.log().marks());
    machineSetup
        .log()
        .checkpoints()
        .forEach(point -> due.add(new Mark(point.entry(), point.hash())));
    due.removeIf(one -> one.entry() <= begunAt);
    due.sort(Comparator.comparingLong(Mark::entry));
  }

  /**
   * How a replay went.
   *
   * @param from the entry it began behind; 0 for a boot
   * @param entries consumed and found right
   * @param instructions that were run
   * @param marks hashes of the whole guest found right
   * @param checkpoints made into a guest, and that found right
   * @param problem what did not agree first; empty if everything did
   */
  public record Outcome(
      Vm vm,
      long from,
      long entries,
      long instructions,
      long outputs,
      long marks,
      long checkpoints,
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
    return from(recording, vm, engine, 0, progress);
  }

  /** Replays a machine from the last checkpoint that is not behind this entry. */
  public static Outcome from(
      Recording recording, Vm vm, Engine engine, long entry, LongConsumer progress) {
    MachineSetup machineSetup = MachineSetup.of(recording, vm, engine, SeamRules.STANDARD);
    try {
      return new Replay(machineSetup, Playback.near(machineSetup, entry)).run(progress);
    } catch (CheckpointException e) {
      Replay nothing = new Replay(machineSetup, Playback.boot(machineSetup));
      return nothing.outcome(String.valueOf(e.getMessage()));
    }
  }

  private Outcome run(LongConsumer progress) {
    while (playback.hasNext()) {
      Entry entry = playback.next();
      String problem = playback.step();
      problem = problem.isEmpty() ? registers(entry) : problem;
      problem = problem.isEmpty() ? marks(entry) : problem;
      problem = problem.isEmpty() ? checkpoints(entry) : problem;
      if (!problem.isEmpty()) {
        return outcome(problem);
      }
      if ((entry.index() & 1023) == 0) {
        progress.accept(playback.guest().count());
      }
    }
    return outcome(
        mark < due.size()
            ? "no entry has the index " + due.get(mark).entry() + ", where a hash is due"
            : "");
  }

  private String registers(Entry entry) {
    VirtualMachine guest = playback.guest();
    int own = playback.registersHash();
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

  private String marks(Entry entry) {
    while (mark < due.size() && due.get(mark).entry() == entry.index()) {
      StateHash own = playback.guest().stateHash();
      StateHash recorded = due.get(mark).hash();
      if (!own.equals(recorded)) {
        return "behind entry " + entry.index() + ": state " + own + ", recorded " + recorded;
      }
      mark++;
    }
    return "";
  }

  /** What a checkpoint says of itself is among the marks; here it has to hold it. */
  private String checkpoints(Entry entry) {
    while (checkpoint < checkpoints.size()
        && checkpoints.get(checkpoint).entry() == entry.index()) {
      Checkpoint due = checkpoints.get(checkpoint);
      if (!due.vm().equals(pagesOf)) {
        pages = new CloneTarget();
        pagesOf = due.vm();
      }
      try {
        Playback.take(pages, due);
        Playback.at(machineSetup, due, pages);
      } catch (CheckpointException e) {
        return String.valueOf(e.getMessage());
      }
      checkpoint++;
    }
    return "";
  }

  private Outcome outcome(String problem) {
    VirtualMachine guest = playback.guest();
    return new Outcome(
        machineSetup.vm(),
        begunAt,
        playback.entries() - begunAt,
        guest.count() - begunCount,
        guest.outputs(),
        mark,
        checkpoint,
        guest.stateHash(),
        guest.ended(),
        problem);
  }
}
