package dev.understudy.ft.replica;

import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.OutputKind;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets outputs leave: those whose entries can't get lost any more (the Output Rule, paper §2.2),
 * and after a failover those that may not have left before it. It has no state of its own.
 */
final class OutputRelease {
  private final Consumer<ReplicaStep> steps;
  private final List<OutputKind> resend;

  /**
   * @param steps takes what the host has to do
   * @param resend what is sent again after a failover, if it may have left before
   */
  OutputRelease(Consumer<ReplicaStep> steps, List<OutputKind> resend) {
    this.steps = steps;
    this.resend = resend;
  }

  /**
   * Lets all outputs up to this entry of the guest's log leave.
   *
   * @param disk takes the writes among them
   */
  void through(long entryIndex, LiveSide now, Consumer<PendingIo> disk, long nowNs) {
    Leaving leaving = new Leaving(disk);
    now.held().release(entryIndex, held -> release(held, now, leaving, nowNs));
  }

  private void release(HeldOutput held, LiveSide now, Leaving leaving, long nowNs) {
    OutputEffect output = held.output();
    steps.accept(new Note.Released(output, held.entryIndex(), nowNs - held.sinceNs()));
    now.left(output);
    output.match(leaving);
  }

  /**
   * Sends outputs again that a guest made before it went live here, because it is not known whether
   * they left (§2.2). Its disk writes are issued again with its other requests.
   */
  void again(List<OutputEffect> unreleased, LiveSide now) {
    Again again = new Again();
    for (OutputEffect output : unreleased) {
      if (isSentAgain(output)) {
        output.match(again);
      }
      now.left(output);
    }
  }

  /** How many of them {@link #again} sends. */
  int sentAgain(List<OutputEffect> unreleased) {
    return (int) unreleased.stream().filter(this::isSentAgain).count();
  }

  /**
   * Whether an output is sent again. The guest's end is, because it has to be known; any other
   * output may get lost like a frame in a network, unless it is configured to be sent again.
   */
  private boolean isSentAgain(OutputEffect output) {
    return output.kind().isLast() || resend.contains(output.kind());
  }

  /** Each function says whether the output was sent. */
  private class Again implements OutputEffect.Cases<Boolean> {
    private boolean step(Action action) {
      steps.accept(action);
      return true;
    }

    @Override
    public Boolean consoleOutput(Effect.ConsoleOutput text) {
      return step(new Action.ShowConsole(text.index(), text.offset(), text.payload()));
    }

    @Override
    public Boolean frameSent(Effect.FrameSent frame) {
      return step(new Action.SendFrame(frame.index(), frame.payload()));
    }

    @Override
    public Boolean diskWriteIssued(Effect.DiskWriteIssued write) {
      return false;
    }

    @Override
    public Boolean ended(Effect.Ended how) {
      return step(new Action.End(how));
    }
  }

  private final class Leaving extends Again {
    private final Consumer<PendingIo> disk;

    Leaving(Consumer<PendingIo> disk) {
      this.disk = disk;
    }

    @Override
    public Boolean diskWriteIssued(Effect.DiskWriteIssued write) {
      disk.accept(write.io());
      return true;
    }
  }
}
