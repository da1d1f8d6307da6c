package dev.understudy.inspect.recording;

import dev.understudy.hypervisor.CloneTarget;
import dev.understudy.hypervisor.Divergence;
import dev.understudy.hypervisor.Platform;
import dev.understudy.hypervisor.Replayer;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.log.EntryRefusedException;
import dev.understudy.inspect.recording.Recording.Entry;
import dev.understudy.inspect.recording.Recording.Vm;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.MemoryPool;

/** A guest of a recording on its way along the log, from boot or from a checkpoint. */
public final class Playback {
  private final MachineLog log;
  private final long gapMax;
  private final Replayer replayer;
  private int supplied;

  private Playback(MachineLog log, long gapMax, Replayer replayer, int supplied) {
    this.log = log;
    this.gapMax = gapMax;
    this.replayer = replayer;
    this.supplied = supplied;
  }

  /** What machines of a recording are run by. */
  public record MachineSetup(Recording recording, Vm vm, MachineLog log, Platform platform) {
    public static MachineSetup of(Recording recording, Vm vm, Engine engine, SeamRules rules) {
      Platform platform = new Platform(engine, new MemoryPool(), rules);
      return new MachineSetup(recording, vm, recording.log(vm), platform);
    }

    Setup setup() {
      return recording.setup(platform.engine());
    }
  }

  /** A machine at the start of its log. */
  public static Playback boot(MachineSetup machineSetup) {
    Setup setup = machineSetup.setup();
    Platform on = machineSetup.platform();
    VirtualMachine guest =
        VirtualMachine.boot(
            machineSetup.recording().image(),
            on.engine(),
            on.pool(),
            setup.replica().devices(),
            on.rules());
    Replayer replayer = Replayer.boot(guest, setup.replica().seam());
    return new Playback(machineSetup.log(), gap(setup), replayer, 0);
  }

  /**
   * From the last checkpoint whose entry is at most {@code entry}, or else from the start.
   *
   * @throws CheckpointException if that checkpoint is not the guest that its hash says
   */
  public static Playback near(MachineSetup machineSetup, long entry) {
    CloneTarget target = new CloneTarget();
    Checkpoint last = null;
    for (Checkpoint checkpoint : machineSetup.log().checkpoints()) {
      if (checkpoint.entry() > entry) {
        break;
      }
      if (last == null || !last.vm().equals(checkpoint.vm())) {
        target = new CloneTarget(); // the first of another machine has all of its pages
      }
      take(target, checkpoint);
      last = checkpoint;
    }
    return last == null ? boot(machineSetup) : at(machineSetup, last, target);
  }

  /** At a checkpoint whose pieces, and those of the ones before, are in {@code target}. */
  static Playback at(MachineSetup machineSetup, Checkpoint checkpoint, CloneTarget target) {
    Setup setup = machineSetup.setup();
    Replayer replayer;
    try {
      replayer =
          target.replayer(
              machineSetup.platform(), setup.replica().devices(), setup.replica().seam());
    } catch (RuntimeException e) {
      // Whatever bytes make of a guest that never was.
      throw new CheckpointException(checkpoint, "is no guest: " + e.getMessage());
    }
    if (!replayer.guest().stateHash().equals(checkpoint.hash())
        || replayer.entries() != checkpoint.entry()) {
      throw new CheckpointException(
          checkpoint,
          "holds state "
              + replayer.guest().stateHash()
              + " behind entry "
              + replayer.entries()
              + ", recorded "
              + checkpoint.hash());
    }
    return new Playback(machineSetup.log(), gap(setup), replayer, (int) checkpoint.entry());
  }

  /** Hands a checkpoint's pieces over. */
  static void take(CloneTarget target, Checkpoint checkpoint) {
    try {
      checkpoint.pieces().forEach(target::take);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(checkpoint, "is no guest: " + e.getMessage());
    }
  }

  /** A checkpoint that does not hold what it says. */
  public static final class CheckpointException extends RuntimeException {
    CheckpointException(Checkpoint checkpoint, String reason) {
      super("the checkpoint behind entry " + checkpoint.entry() + " " + reason);
    }
  }

  private static long gap(Setup setup) {
    return setup.replica().seam().progressEveryInstructions();
  }

  /** A copy that goes its own way. */
  public Playback fork() {
    return new Playback(log, gapMax, replayer.fork(), supplied);
  }

  public Replayer replayer() {
    return replayer;
  }

  public VirtualMachine guest() {
    return replayer.guest();
  }

  /** Index of the last entry behind this guest. */
  public long entries() {
    return replayer.entries();
  }

  /** The quick hash of the guest, as recordings keep it behind every entry. */
  public int registersHash() {
    return RecordingWriter.fold(guest().quickHash());
  }

  public boolean hasNext() {
    return supplied < log.entries().size();
  }

  /** The next entry of the log. */
  public Entry next() {
    return log.entries().get(supplied);
  }

  /** Hands the next entry over, without running; what is wrong with it, or an empty text. */
  public String supply() {
    Entry entry = next();
    long expected = supplied + 1L;
    if (entry.index() != expected) {
      return expected < entry.index()
          ? "entry " + expected + " is missing: entry " + entry.index() + " comes next"
          : "entry " + entry.index() + " stands where entry " + expected + " is expected";
    }
    long before = Math.max(guest().count(), replayer.heldThroughCount());
    try {
      replayer.supply(entry.encoded());
    } catch (EntryRefusedException e) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    }
    supplied++;
    // A recorder marks its progress: without this rule a forged count could cost for ever.
    long ahead = replayer.heldThroughCount() - before;
    return gapMax > 0 && ahead > gapMax + 1
        ? "entry "
            + entry.index()
            + " is "
            + ahead
            + " instructions behind the one before, a recorder leaves at most "
            + gapMax
        : "";
  }

  /** Runs to right behind the next entry; what did not agree, or an empty text. */
  public String step() {
    String refused = supply();
    if (!refused.isEmpty()) {
      return refused;
    }
    replayer.runUntil(Long.MAX_VALUE);
    return replayer.awaitsDisk()
        ? "entry " + supplied + " leaves out what was read, and a recording has no disk"
        : replayer.divergence().map(Divergence::text).orElse("");
  }

  /** Runs until so many instructions have retired, or as far as the log leads. */
  public void runTo(long count) {
    while (hasNext() && replayer.divergence().isEmpty() && replayer.heldThroughCount() <= count) {
      if (!supply().isEmpty()) {
        break;
      }
    }
    replayer.runUntil(count);
  }
}
