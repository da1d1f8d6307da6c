package dev.understudy.sim.oracle;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.hypervisor.log.OutputsReleased;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code output-requirement}: what leaves the hosts is what the reference machine makes of the
 * settled log; around a takeover an output in the window may be repeated or lost.
 *
 * <p>Only those outputs are kept that may still leave: they are behind the last release watermark,
 * or have not been seen.
 */
final class OutputRequirementJudge extends Judge {
  private static final int DEVICES = 2;

  /**
   * An output of the reference machine.
   *
   * @param output what it is
   * @param entryIndex its entry in the survivor's log
   * @param seen whether it has left a host
   */
  private record Made(OutputEffect output, long entryIndex, boolean seen) {
    Made asSeen() {
      return new Made(output, entryIndex, true);
    }
  }

  /**
   * An output that left a host.
   *
   * @param atNs when
   * @param who the number of the host
   * @param kind of output
   * @param index counts the outputs of the guest
   * @param payload its bytes
   */
  private record Left(long atNs, int who, OutputKind kind, long index, Bytes payload) {}

  private final HostRoster roster;
  private final Ledger ledger;
  private final ReferenceMachine reference;
  private final List<Made> made = new ArrayList<>();

  /** The outputs that left a host before their entries were settled. */
  private final List<Left> early = new ArrayList<>();

  private final long[] last = new long[DEVICES];
  private final int[] lastSpeaker = {HostRoster.NOBODY, HostRoster.NOBODY};
  private long watermark;
  private long lastOutput;
  private long windowAfter;
  private long windowThrough;

  /**
   * Outputs up to this index may be forgotten once they were seen: no host could let them leave
   * again.
   */
  private long forgottenThrough;

  private int repeated;
  private int lost;

  OutputRequirementJudge(JudgeContext context) {
    super(Oracle.OUTPUT_REQUIREMENT);
    this.roster = context.roster();
    this.ledger = context.ledger();
    this.reference = ReferenceMachine.boot(context.setup(), context.pool());
  }

  private OutputRequirementJudge(OutputRequirementJudge other, Ledger ledger) {
    super(other);
    roster = ledger.roster();
    this.ledger = ledger;
    reference = other.reference.fork();
    made.addAll(other.made);
    early.addAll(other.early);
    System.arraycopy(other.last, 0, last, 0, DEVICES);
    System.arraycopy(other.lastSpeaker, 0, lastSpeaker, 0, DEVICES);
    watermark = other.watermark;
    lastOutput = other.lastOutput;
    windowAfter = other.windowAfter;
    windowThrough = other.windowThrough;
    forgottenThrough = other.forgottenThrough;
    repeated = other.repeated;
    lost = other.lost;
  }

  @Override
  OutputRequirementJudge fork(Ledger forked) {
    return new OutputRequirementJudge(this, forked);
  }

  /** How many outputs the outside saw twice. */
  int repeated() {
    return repeated;
  }

  /** How many outputs the outside never saw, though it saw later ones. */
  int lost() {
    return lost;
  }

  /** Runs the reference machine as far as the log is settled. */
  @Override
  void look(World world) {
    reference.catchUp();
  }

  @Override
  void park() {
    reference.park();
  }

  @Override
  void drop() {
    reference.drop();
  }

  @Override
  void settled(Logged entry) {
    reference.supply(entry);
    if (entry.entry() instanceof OutputsReleased released) {
      watermark = released.throughIndex();
      made.removeIf(one -> one.seen && isPast(one.output.index()));
    }
    OutputEffect output = entry.output();
    if (output != null) {
      lastOutput = output.index();
      if (device(output.kind()) >= 0) {
        made.add(new Made(output, entry.index(), false));
        if (!early.isEmpty()) {
          judgeEarly(output.index());
        }
      }
    }
  }

  private void judgeEarly(long index) {
    for (int i = 0; i < early.size(); i++) {
      if (early.get(i).index == index) {
        Left was = early.remove(i--);
        judge(was, find(index));
      }
    }
  }

  @Override
  void tookOver(long nowNs, int who, int before, Note.WentLive note) {
    windowAfter = watermark;
    windowThrough = lastOutput;
    for (Made one : made) {
      if (one.entryIndex > note.drainedThrough() && one.seen) {
        broken(
            nowNs,
            one.output.kind().text() + " output " + one.output.index() + " was seen and never was");
      }
    }
    made.removeIf(one -> one.entryIndex > note.drainedThrough());
  }

  @Override
  void emitted(long nowNs, int who, OutputKind kind, long index, Bytes payload) {
    int device = device(kind);
    if (device < 0) {
      return;
    }
    if (index <= last[device] && who == lastSpeaker[device]) {
      broken(nowNs, name(who, kind, index) + " came after " + last[device]);
    }
    if (index > last[device]) {
      skip(nowNs, device, kind, index);
    }
    last[device] = index;
    lastSpeaker[device] = who;
    int found = find(index);
    Left left = new Left(nowNs, who, kind, index, payload);
    if (found < 0 && index > lastOutput) {
      early.add(left);
    } else {
      judge(left, found);
    }
  }

  /** Counts the outputs of a device as lost that were to come before this one and did not. */
  private void skip(long nowNs, int device, OutputKind kind, long index) {
    for (int i = 0; i < made.size(); i++) {
      Made one = made.get(i);
      if (!one.seen && one.output.index() < index && device(one.output.kind()) == device) {
        made.set(i, one.asSeen());
        lost++;
        if (!inWindow(one.output.index())) {
          broken(
              nowNs,
              kind.text()
                  + " output "
                  + one.output.index()
                  + " never left, though output "
                  + index
                  + " did");
        }
      }
    }
  }

  private void judge(Left left, int found) {
    judged();
    if (found < 0) {
      broken(
          left.atNs,
          name(left)
              + (left.index <= Math.max(watermark, forgottenThrough)
                  ? " was seen before, and is known to have left"
                  : " is none of the surviving machine's"));
      return;
    }
    Made one = made.get(found);
    if (one.output.kind() != left.kind || !one.output.payload().equals(left.payload)) {
      broken(left.atNs, name(left) + " is none of the surviving machine's");
    }
    if (one.seen) {
      repeated++;
      if (!inWindow(left.index)) {
        broken(
            left.atNs,
            name(left) + " was seen before, and output " + windowAfter + " is known to have left");
      }
    }
    if (ledger.owner() == ledger.author() && !roster.grows() && !inWindow(left.index)) {
      made.remove(found);
      forgottenThrough = Math.max(forgottenThrough, left.index);
    } else {
      made.set(found, one.asSeen());
    }
  }

  /** Whether no host can let this output leave again, not even one that was paused for long. */
  private boolean isPast(long index) {
    return index <= watermark && !inWindow(index);
  }

  private boolean inWindow(long index) {
    return index > windowAfter && index <= windowThrough;
  }

  private int find(long index) {
    for (int i = 0; i < made.size(); i++) {
      if (made.get(i).output.index() == index) {
        return i;
      }
    }
    return -1;
  }

  @Override
  void ended(World world) {
    for (Left one : early) {
      broken(one.atNs, name(one) + " is none of the surviving machine's");
    }
    reference.catchUp();
    judged();
    @Nullable String divergence = reference.divergence();
    if (divergence != null) {
      broken(
          reference.divergedNs(world.nowNs()),
          "one machine alone does not follow the survivor's log: " + divergence);
    }
  }

  private static int device(OutputKind kind) {
    return switch (kind) {
      case CONSOLE -> 0;
      case NETWORK -> 1;
      case DISK_WRITE, HALT, POWER_OFF, GUEST_FAULT -> -1;
    };
  }

  private String name(Left left) {
    return name(left.who, left.kind, left.index);
  }

  private String name(int who, OutputKind kind, long index) {
    return kind.text() + " output " + index + " from " + roster.name(who);
  }

  /** Leaves out the reference machine: it follows from the log, which is in the ledger's digest. */
  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    for (Made one : made) {
      digest.add(one.output.index());
      digest.add(one.entryIndex);
      digest.add(one.seen);
      digest.add(one.output.payload());
    }
    digest.add(early.size());
    for (Left left : early) {
      digest.add(left.atNs);
      digest.add(left.who);
      digest.add(left.kind.ordinal());
      digest.add(left.index);
      digest.add(left.payload);
    }
    for (int device = 0; device < DEVICES; device++) {
      digest.add(last[device]);
      digest.add(lastSpeaker[device]);
    }
    digest.add(watermark);
    digest.add(lastOutput);
    digest.add(windowAfter);
    digest.add(windowThrough);
    digest.add(forgottenThrough);
    digest.add(repeated);
    digest.add(lost);
    reference.digestInto(digest);
  }
}
