package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.LogEntry;
import dev.understudy.hypervisor.HostSource;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.Recorder;
import dev.understudy.hypervisor.RecorderStep;
import dev.understudy.hypervisor.StopResult;
import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.hypervisor.log.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The live side of a replica: a guest that records, and its outputs that wait to leave. */
final class LiveSide {

  /**
   * What one recorded step asks for, in this order.
   *
   * @param steps to be handed to the host
   * @param issued a disk request for the storage client; empty for none
   * @param entry for the log; null for none
   * @param unread the disk read whose data a backup has to read for itself; 0 for none
   */
  record Step(
      List<ReplicaStep> steps, Optional<PendingIo> issued, @Nullable LogEntry entry, long unread) {}

  private final Recorder recorder;
  private final long clockOffsetNs;
  private HeldOutputs held = new HeldOutputs();

  /** Completions whose entries may still get lost. */
  private LoggedCompletions completions = new LoggedCompletions();

  /** Completions of reads that a backup has yet to make for itself. */
  private LoggedCompletions unrepeated = new LoggedCompletions();

  private long timerDueNs;
  private long lastProgressNs;
  private long leftThroughOutput;
  private long markedThroughOutput;
  private boolean ended;

  /**
   * Creates the live side.
   *
   * @param clockOffsetNs by how much the guest's clock is ahead of the host's
   */
  LiveSide(Recorder recorder, long clockOffsetNs, long nowNs) {
    this.recorder = recorder;
    this.clockOffsetNs = clockOffsetNs;
    this.lastProgressNs = nowNs;
  }

  LiveSide fork() {
    LiveSide copy = new LiveSide(recorder.fork(), clockOffsetNs, lastProgressNs);
    copy.held = held.fork();
    copy.completions = completions.fork();
    copy.unrepeated = unrepeated.fork();
    copy.timerDueNs = timerDueNs;
    copy.leftThroughOutput = leftThroughOutput;
    copy.markedThroughOutput = markedThroughOutput;
    copy.ended = ended;
    return copy;
  }

  Recorder recorder() {
    return recorder;
  }

  HeldOutputs held() {
    return held;
  }

  boolean ended() {
    return ended;
  }

  long lastProgressNs() {
    return lastProgressNs;
  }

  boolean canRun() {
    return !ended && !recorder.guest().waiting();
  }

  StopResult run(long untilCount, HostSource host) {
    return recorder.runUntil(untilCount, new GuestClock(host, clockOffsetNs));
  }

  boolean offer(Input input) {
    return !ended && recorder.offer(input);
  }

  /** Logs the guest's clock, so that a backup knows how far it may go. */
  void markProgress(long nowNs) {
    lastProgressNs = nowNs;
    recorder.markProgress(nowNs + clockOffsetNs);
  }

  /**
   * Logs up to which output all have left, if that is not logged yet; false if there was nothing to
   * log.
   */
  boolean markWhatLeft() {
    boolean news = leftThroughOutput > markedThroughOutput && !ended;
    if (news) {
      markedThroughOutput = leftThroughOutput;
      recorder.markReleased(leftThroughOutput);
    }
    return news;
  }

  /** Everything recorded since the last call. */
  List<Step> takeSteps(long nowNs) {
    List<RecorderStep> recorded = recorder.takeRecorded();
    if (recorded.isEmpty()) {
      return List.of();
    }
    // The watermark goes with what is logged anyway, because on its own it would keep an idle pair
    // exchanging frames. The entries taken above come before it.
    if (markWhatLeft()) {
      recorded = new ArrayList<>(recorded);
      recorded.addAll(recorder.takeRecorded());
    }
    List<Step> steps = new ArrayList<>(recorded.size());
    for (RecorderStep one : recorded) {
      steps.add(step(one, nowNs));
    }
    return steps;
  }

  private Step step(RecorderStep recorded, long nowNs) {
    List<ReplicaStep> steps = new ArrayList<>(2);
    long unread = 0;
    OutputEffect output = recorded.effect() instanceof OutputEffect one ? one : null;
    if (output != null) {
      held.hold(output, recorded.index(), nowNs);
      ended |= output.kind().isLast();
    }
    if (recorded.entry() instanceof DiskCompleted completed) {
      completions.add(recorded.index(), completed.requestId());
      if (recorded.leavesDataOut()) {
        unread = completed.requestId();
        unrepeated.add(recorded.index(), unread);
      }
    }
    if (recorded.entry() != null) {
      steps.add(
          new Note.Appended(
              recorded.index(),
              recorded.entry(),
              recorded.encoded(),
              recorded.sent().length,
              output,
              recorder.guest().quickHash()));
    }
    Effect effect = recorded.effect();
    Optional<PendingIo> issued =
        effect == null ? Optional.empty() : effect.match(new Consequences(steps, nowNs));
    return new Step(steps, issued, entryOf(recorded), unread);
  }

  /** Carries out what the guest did besides its entry: a timer to arm, a disk request to issue. */
  private final class Consequences implements Effect.Cases<Optional<PendingIo>> {
    private final List<ReplicaStep> steps;
    private final long nowNs;

    Consequences(List<ReplicaStep> steps, long nowNs) {
      this.steps = steps;
      this.nowNs = nowNs;
    }

    private Optional<PendingIo> issued(PendingIo io) {
      steps.add(new Note.Issued(io));
      return Optional.of(io);
    }

    @Override
    public Optional<PendingIo> timerArmed(Effect.TimerArmed armed) {
      timerDueNs = (armed.fromLastDue() ? timerDueNs : nowNs) + armed.dueAfterNs();
      steps.add(
          new Action.ArmTimer(armed.arming(), timerDueNs, armed.dueAfterNs(), armed.periodNs()));
      return Optional.empty();
    }

    @Override
    public Optional<PendingIo> timerDisarmed(Effect.TimerDisarmed disarmed) {
      steps.add(new Action.DisarmTimer());
      return Optional.empty();
    }

    @Override
    public Optional<PendingIo> diskWriteIssued(Effect.DiskWriteIssued write) {
      return issued(write.io());
    }

    @Override
    public Optional<PendingIo> ownWriteIssued(Effect.OwnWriteIssued write) {
      return issued(write.io());
    }

    @Override
    public Optional<PendingIo> diskReadIssued(Effect.DiskReadIssued read) {
      return issued(read.io());
    }

    @Override
    public Optional<PendingIo> consoleOutput(Effect.ConsoleOutput held) {
      return Optional.empty();
    }

    @Override
    public Optional<PendingIo> frameSent(Effect.FrameSent held) {
      return Optional.empty();
    }

    @Override
    public Optional<PendingIo> ended(Effect.Ended held) {
      return Optional.empty();
    }
  }

  private static @Nullable LogEntry entryOf(RecorderStep recorded) {
    if (recorded.entry() == null) {
      return null;
    }
    Gate gate =
        !(recorded.entry() instanceof Output output)
            ? Gate.NONE
            : output.kind().isLast() ? Gate.FINAL : Gate.OUTPUT;
    return LogEntry.of(gate, recorded.sent());
  }

  // ---- outputs that may leave

  /** Notes that this output has left the host, for the watermark. */
  void left(OutputEffect output) {
    leftThroughOutput = Math.max(leftThroughOutput, output.index());
  }

  /** Takes the disk requests whose completions' entries are at most this one. */
  List<Long> takeCompletionsThrough(long entryIndex) {
    return completions.takeThrough(entryIndex);
  }

  /** Takes the reads whose completions' entries are at most this one, if a backup repeats reads. */
  List<Long> takeRepeatedThrough(long entryIndex) {
    return unrepeated.takeThrough(entryIndex);
  }

  void digestInto(StateDigest digest) {
    recorder.visitState(digest::add);
    digest.add(clockOffsetNs);
    held.digestInto(digest);
    completions.digestInto(digest);
    unrepeated.digestInto(digest);
    digest.add(timerDueNs);
    digest.add(lastProgressNs);
    digest.add(leftThroughOutput);
    digest.add(markedThroughOutput);
    digest.add(ended);
  }
}
