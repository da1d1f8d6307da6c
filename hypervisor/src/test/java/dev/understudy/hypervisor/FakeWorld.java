package dev.understudy.hypervisor;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.Effect.DiskReadIssued;
import dev.understudy.hypervisor.device.Effect.DiskWriteIssued;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.Effect.TimerArmed;
import dev.understudy.hypervisor.device.Effect.TimerDisarmed;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.Control;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.EntryDice;
import dev.understudy.vm.machine.StateHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The world around one live guest, for tests: a host clock that jitters, a disk, and inputs at
 * random moments; it keeps the log and the state behind each entry. Seeded, and it can be forked.
 */
final class FakeWorld implements HostSource {

  static final long NS_PER_INSTRUCTION = 10;

  /** Something that is to happen at a time. */
  private record Planned(long timeNs, long ordinal, Occasion occasion) {}

  private sealed interface Occasion {}

  private record Tick(long arming) implements Occasion {}

  private record Answer(PendingIo io) implements Occasion {}

  private enum Chance implements Occasion {
    KEY,
    MOUSE,
    FRAME,
    CONTROL
  }

  final List<Entry> log = new ArrayList<>();
  final List<byte[]> bytes = new ArrayList<>();
  final List<byte[]> sent = new ArrayList<>();
  final List<OutputEffect> outputs = new ArrayList<>();
  final TreeMap<Long, StateHash> states = new TreeMap<>();
  private final List<Planned> planned = new ArrayList<>();
  private final byte[] disk = new byte[(int) Guests.CONFIG.diskBlocks() * 512];
  private final EntryDice dice;
  private final long meanNs;
  private Recorder recorder;
  private long anchorNs;
  private long anchorCount;
  private long ordinal;
  private long lastTickNs;
  private long diskFreeNs;

  /**
   * @param meanNs between two random inputs of a kind; 0 for none
   */
  FakeWorld(Recorder recorder, long seed, long meanNs) {
    this.recorder = recorder;
    this.dice = new EntryDice(seed);
    this.meanNs = meanNs;
    if (meanNs > 0) {
      Arrays.stream(Chance.values()).forEach(this::planChance);
    }
    absorb();
  }

  private FakeWorld(FakeWorld from) {
    log.addAll(from.log);
    bytes.addAll(from.bytes);
    sent.addAll(from.sent);
    outputs.addAll(from.outputs);
    states.putAll(from.states);
    planned.addAll(from.planned);
    System.arraycopy(from.disk, 0, disk, 0, disk.length);
    dice = from.dice.fork();
    meanNs = from.meanNs;
    recorder = from.recorder.fork();
    anchorNs = from.anchorNs;
    anchorCount = from.anchorCount;
    ordinal = from.ordinal;
    lastTickNs = from.lastTickNs;
    diskFreeNs = from.diskFreeNs;
  }

  FakeWorld fork() {
    return new FakeWorld(this);
  }

  Recorder recorder() {
    return recorder;
  }

  /** The world after a failover: its time and its disk go on, with another live guest. */
  FakeWorld handOver(GoLiveState gone) {
    FakeWorld next = new FakeWorld(this);
    next.recorder = gone.recorder();
    next.planned.removeIf(plan -> !(plan.occasion() instanceof Chance));
    next.log.clear();
    next.bytes.clear();
    next.sent.clear();
    next.outputs.clear();
    next.states.clear();
    next.anchorNs = nowNs();
    next.anchorCount = gone.recorder().count();
    next.outputs.addAll(gone.unreleased());
    gone.pendingIo().forEach(next::planAnswer);
    next.absorb();
    return next;
  }

  long nowNs() {
    return timeNs(recorder.count());
  }

  private long timeNs(long count) {
    return anchorNs + (count - anchorCount) * NS_PER_INSTRUCTION;
  }

  @Override
  public long clockNs(long atCount) {
    return timeNs(atCount) + dice.below(120L);
  }

  @Override
  public long entropy() {
    return dice.nextLong();
  }

  /** Until the guest ended, or waits for what will never come, or retired {@code count}. */
  FakeWorld run(long count) {
    while (recorder.count() < count && step()) {}
    return this;
  }

  FakeWorld run() {
    return run(20_000_000);
  }

  boolean step() {
    @Nullable Planned next = next();
    long target = recorder.count() + 1 + dice.below(3_000L);
    if (next != null) {
      long instructions = Math.floorDiv(next.timeNs() - anchorNs + 9, NS_PER_INSTRUCTION);
      target = Math.max(recorder.count(), Math.min(target, anchorCount + instructions));
    }
    StopResult pause = recorder.runUntil(target, this);
    absorb();
    if (pause == StopResult.ENDED || (pause == StopResult.IDLE && next == null)) {
      return false;
    }
    if (pause == StopResult.IDLE && next != null) {
      anchorNs = Math.max(nowNs(), next.timeNs());
      anchorCount = recorder.count();
    }
    next = next();
    while (next != null && next.timeNs() <= nowNs()) {
      planned.remove(next);
      happen(next);
      absorb();
      next = next();
    }
    if (pause == StopResult.SEAM) {
      mark();
    }
    return true;
  }

  private void mark() {
    switch (dice.below(40)) {
      case 0 -> recorder.markState();
      case 1 -> recorder.markProgress(clockNs(recorder.count()));
      case 2, 3, 4, 5 -> recorder.markReleased(recorder.guest().outputs());
      default -> {}
    }
    absorb();
  }

  private @Nullable Planned next() {
    return planned.stream()
        .min(Comparator.comparingLong(Planned::timeNs).thenComparingLong(Planned::ordinal))
        .orElse(null);
  }

  private void plan(long timeNs, Occasion occasion) {
    ordinal++;
    planned.add(new Planned(timeNs, ordinal, occasion));
  }

  private void planChance(Chance chance) {
    plan(nowNs() + dice.below(2 * meanNs), chance);
  }

  private void planAnswer(PendingIo io) {
    diskFreeNs = Math.max(diskFreeNs, nowNs() + dice.below(20_000L));
    plan(diskFreeNs, new Answer(io));
  }

  private void happen(Planned plan) {
    if (plan.occasion() instanceof Tick tick) {
      lastTickNs = plan.timeNs();
      recorder.offer(new Input.TimerDue(tick.arming()));
    } else if (plan.occasion() instanceof Answer answer) {
      recorder.offer(answer(answer.io()));
    } else if (plan.occasion() instanceof Chance chance) {
      happen(chance);
    }
  }

  private void happen(Chance chance) {
    if (chance == Chance.CONTROL) {
      recorder.offer(new Input.Ordered(Control.PAUSE, 0));
    }
    Input input =
        switch (chance) {
          case KEY -> new Input.KeyTyped(1 + dice.below(255));
          case MOUSE -> new Input.MouseMoved(dice.below(9) - 4, dice.below(9) - 4, dice.below(4));
          case CONTROL ->
              dice.below(2) == 0
                  ? new Input.Ordered(Control.SHARE, 1 + dice.below(1000))
                  : new Input.KeyTyped(1 + dice.below(255));
          case FRAME -> new Input.FrameArrived(Bytes.wrap(dice.bytes(16 + dice.below(60))));
        };
    recorder.offer(input);
    if (chance == Chance.CONTROL) {
      recorder.offer(new Input.Ordered(Control.RESUME, 0));
    }
    planChance(chance);
  }

  private Input answer(PendingIo io) {
    int from = (int) io.block() * 512;
    if (io.write()) {
      System.arraycopy(io.data().toArray(), 0, disk, from, io.data().length());
      return new Input.DiskAnswered(io.requestId(), true, Bytes.EMPTY);
    }
    byte[] data = Arrays.copyOfRange(disk, from, from + io.blocks() * 512);
    return new Input.DiskAnswered(io.requestId(), true, Bytes.wrap(data));
  }

  private void absorb() {
    List<RecorderStep> recorded = recorder.takeRecorded();
    for (RecorderStep step : recorded) {
      if (step.entry() != null) {
        log.add(step.entry());
        bytes.add(step.encoded());
        sent.add(step.sent());
      }
      if (step.effect() != null) {
        effect(step.effect());
      }
    }
    if (!recorded.isEmpty() && recorded.get(recorded.size() - 1).entry() != null) {
      states.put(recorder.entries(), recorder.guest().stateHash());
    }
  }

  private void effect(Effect effect) {
    if (effect instanceof OutputEffect output) {
      outputs.add(output);
    }
    if (effect instanceof DiskWriteIssued write) {
      planAnswer(write.io());
    } else if (effect instanceof DiskReadIssued read) {
      planAnswer(read.io());
    } else if (effect instanceof TimerDisarmed || effect instanceof TimerArmed) {
      planned.removeIf(plan -> plan.occasion() instanceof Tick);
    }
    if (effect instanceof TimerArmed armed) {
      long from = armed.fromLastDue() ? lastTickNs : nowNs();
      plan(from + armed.dueAfterNs(), new Tick(armed.arming()));
    }
  }
}
