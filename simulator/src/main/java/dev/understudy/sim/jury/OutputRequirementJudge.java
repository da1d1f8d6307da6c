package dev.understudy.sim.jury;

import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.hypervisor.log.OutputsReleased;
import dev.understudy.hypervisor.log.Payload;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code output-requirement}: what leaves the hosts is what a machine beside the world makes of the
 * settled log; around a takeover an output in the window may be repeated or lost.
 *
 * <p>Of the outputs only those are kept that may still leave: behind the last release watermark, or
 * not seen yet.
 */
final class OutputRequirementJudge extends Judge {
  private static final int DEVICES = 2;

  /** An output of the surviving machine. */
  private record Made(OutputEffect output, long entryIndex, boolean seen) {
    Made asSeen() {
      return new Made(output, entryIndex, true);
    }
  }

  /** An output that left a host before its entry was settled. */
  private record Early(long atNs, OutputKind kind, long index, Payload payload) {}

  private final Beside beside;
  private final List<Made> made = new ArrayList<>();
  private final List<Early> early = new ArrayList<>();
  private final long[] last = new long[DEVICES];
  private final int[] lastHost = {Ledger.NOBODY, Ledger.NOBODY};
  private long watermark;
  private long lastOutput;
  private long windowAfter;
  private long windowThrough;
  private int repeated;
  private int lost;

  OutputRequirementJudge(Setup setup, MemoryPool pool) {
    super("output-requirement");
    this.beside = Beside.boot(setup, pool);
  }

  private OutputRequirementJudge(OutputRequirementJudge other) {
    super(other);
    beside = other.beside.fork();
    made.addAll(other.made);
    early.addAll(other.early);
    System.arraycopy(other.last, 0, last, 0, DEVICES);
    System.arraycopy(other.lastHost, 0, lastHost, 0, DEVICES);
    watermark = other.watermark;
    lastOutput = other.lastOutput;
    windowAfter = other.windowAfter;
    windowThrough = other.windowThrough;
    repeated = other.repeated;
    lost = other.lost;
  }

  @Override
  OutputRequirementJudge fork(Ledger forked) {
    return new OutputRequirementJudge(this);
  }

  /** How many outputs the outside saw twice. */
  int repeated() {
    return repeated;
  }

  /** How many outputs the outside never saw, though it saw later ones. */
  int lost() {
    return lost;
  }

  /** The index of the last output of the settled log. */
  long lastOutput() {
    return lastOutput;
  }

  /** Lets the machine beside the world catch up with what is settled. */
  void catchUp() {
    beside.catchUp();
  }

  void park() {
    beside.park();
  }

  @Override
  void settled(Logged entry) {
    beside.supply(entry.encoded());
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
        Early was = early.remove(i--);
        judge(was.atNs, was.kind, find(index), was.index, was.payload);
      }
    }
  }

  @Override
  void tookOver(long nowNs, int host, long drainedThrough) {
    windowAfter = watermark;
    windowThrough = lastOutput;
    for (Made one : made) {
      if (one.entryIndex > drainedThrough && one.seen) {
        broken(nowNs, name(one.output.kind(), one.output.index()) + " was seen and never was");
      }
    }
    made.removeIf(one -> one.entryIndex > drainedThrough);
  }

  @Override
  void emitted(long nowNs, int host, OutputKind kind, long index, Payload payload) {
    int device = device(kind);
    if (device < 0) {
      return;
    }
    if (index <= last[device] && host == lastHost[device]) {
      broken(nowNs, name(kind, index) + " came after " + last[device]);
    }
    if (index > last[device]) {
      skip(nowNs, device, kind, index);
    }
    last[device] = index;
    lastHost[device] = host;
    int found = find(index);
    if (found < 0 && index > lastOutput) {
      early.add(new Early(nowNs, kind, index, payload));
    } else {
      judge(nowNs, kind, found, index, payload);
    }
  }

  /** Outputs of the device that were to come before this one and did not. */
  private void skip(long nowNs, int device, OutputKind kind, long index) {
    for (int i = 0; i < made.size(); i++) {
      Made one = made.get(i);
      if (!one.seen && one.output.index() < index && device(one.output.kind()) == device) {
        made.set(i, one.asSeen());
        lost++;
        if (!inWindow(one.output.index())) {
          broken(nowNs, name(kind, one.output.index()) + " never left, though " + index + " did");
        }
      }
    }
  }

  private void judge(long atNs, OutputKind kind, int found, long index, Payload payload) {
    judged();
    if (found < 0) {
      broken(
          atNs,
          name(kind, index)
              + (index <= watermark
                  ? " was seen before, and is known to have left"
                  : " is none of the surviving machine's"));
      return;
    }
    Made one = made.get(found);
    if (one.output.kind() != kind || !one.output.payload().equals(payload)) {
      broken(atNs, name(kind, index) + " is not what the surviving machine made");
    }
    if (one.seen) {
      repeated++;
      if (!inWindow(index)) {
        broken(atNs, name(kind, index) + " was seen before");
      }
    }
    made.set(found, one.asSeen());
  }

  /** Known to have left, and not one that a host may yet let out which stood still so long. */
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
    for (Early one : early) {
      broken(one.atNs, name(one.kind, one.index) + " is none of the surviving machine's");
    }
    beside.catchUp();
    judged();
    @Nullable String divergence = beside.divergence();
    if (divergence != null) {
      broken(world.nowNs(), "one machine alone does not follow the survivor's log: " + divergence);
    }
  }

  private static int device(OutputKind kind) {
    return switch (kind) {
      case CONSOLE -> 0;
      case NETWORK -> 1;
      case DISK_WRITE, HALT, POWER_OFF, GUEST_FAULT -> -1;
    };
  }

  private static String name(OutputKind kind, long index) {
    return kind.text() + " output " + index;
  }

  /** What the machine beside the world is follows from the log, and so from the ledger. */
  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    for (Made one : made) {
      digest.add(one.output.index());
      digest.add(one.seen);
      Same.add(one.output.payload(), digest);
    }
    digest.add(early.size());
    for (int device = 0; device < DEVICES; device++) {
      digest.add(last[device]);
      digest.add(lastHost[device]);
    }
    digest.add(watermark);
    digest.add(lastOutput);
    digest.add(windowAfter);
    digest.add(windowThrough);
    digest.add(repeated);
    digest.add(lost);
    beside.digestInto(digest);
  }
}
