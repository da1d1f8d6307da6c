package dev.understudy.ft.replica;

import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import java.util.List;

/**
 * Lets outputs leave: those whose entries can't get lost any more (the Output Rule, paper §2.2),
 * and after a failover those that may not have left before it. It has no state of its own.
 */
final class OutputRelease {
  private final Replica replica;

  OutputRelease(Replica replica) {
    this.replica = replica;
  }

  /** Lets all outputs up to this entry of the guest's log leave. */
  void through(long entryIndex, LiveSide now, long nowNs) {
    now.held().release(entryIndex, held -> release(held, now, nowNs));
  }

  private void release(HeldOutput held, LiveSide now, long nowNs) {
    OutputEffect output = held.output();
    replica.note(new Note.Released(output, held.entryIndex(), nowNs - held.sinceNs()));
    now.left(output);
    output.match(new Leaving(nowNs));
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
    return output.kind().isLast()
        || replica.config().replication().resend().contains(output.kind());
  }

  private class Again implements OutputEffect.Cases<Replica> {
    @Override
    public Replica consoleOutput(Effect.ConsoleOutput text) {
      return replica.act(new Action.ShowConsole(text.index(), text.offset(), text.payload()));
    }

    @Override
    public Replica frameSent(Effect.FrameSent frame) {
      return replica.act(new Action.SendFrame(frame.index(), frame.payload()));
    }

    @Override
    public Replica diskWriteIssued(Effect.DiskWriteIssued write) {
      return replica;
    }

    @Override
    public Replica ended(Effect.Ended how) {
      return replica.act(new Action.End(how));
    }
  }

  private final class Leaving extends Again {
    private final long nowNs;

    Leaving(long nowNs) {
      this.nowNs = nowNs;
    }

    @Override
    public Replica diskWriteIssued(Effect.DiskWriteIssued write) {
      replica.storage().release(write.io(), nowNs);
      return replica;
    }
  }
}
