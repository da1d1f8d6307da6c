package dev.understudy.hypervisor.device;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.log.OutputKind;

/** What a guest does to the world outside its machine. */
public sealed interface Effect {

  /** Calls the one of {@code cases} that this effect is. */
  <R> R match(Cases<R> cases);

  /** An effect that is an output: it has an entry of its own and waits for that entry's ack. */
  sealed interface OutputEffect extends Effect {
    /** 1, 2, 3… over all outputs of one guest. */
    long index();

    OutputKind kind();

    /** The bytes whose length and digest the {@code Output} entry keeps. */
    Bytes payload();

    /** Calls the one of {@code cases} that this output is. */
    <R> R match(OutputEffect.Cases<R> cases);

    @Override
    default <R> R match(Effect.Cases<R> cases) {
      return match((OutputEffect.Cases<R>) cases);
    }

    /** One function for each kind of output, so that none can be forgotten. */
    interface Cases<R> {
      R consoleOutput(ConsoleOutput effect);

      R frameSent(FrameSent effect);

      R diskWriteIssued(DiskWriteIssued effect);

      R ended(Ended effect);
    }
  }

  /** An effect that asks something of a disk, be it an output or not. */
  sealed interface DiskRequest extends Effect {
    PendingIo io();
  }

  /**
   * Text for the console.
   *
   * @param offset how many console bytes this guest put out before these
   */
  record ConsoleOutput(long index, long offset, Bytes payload) implements OutputEffect {
    @Override
    public OutputKind kind() {
      return OutputKind.CONSOLE;
    }

    @Override
    public <R> R match(OutputEffect.Cases<R> cases) {
      return cases.consoleOutput(this);
    }
  }

  /** A frame for the network: destination (8 bytes), source (8 bytes), payload. */
  record FrameSent(long index, Bytes payload) implements OutputEffect {
    @Override
    public OutputKind kind() {
      return OutputKind.NETWORK;
    }

    @Override
    public <R> R match(OutputEffect.Cases<R> cases) {
      return cases.frameSent(this);
    }
  }

  /** A disk write, its data captured. */
  record DiskWriteIssued(long index, PendingIo io) implements OutputEffect, DiskRequest {
    @Override
    public OutputKind kind() {
      return OutputKind.DISK_WRITE;
    }

    @Override
    public Bytes payload() {
      return io.data();
    }

    @Override
    public <R> R match(OutputEffect.Cases<R> cases) {
      return cases.diskWriteIssued(this);
    }
  }

  /**
   * The guest has ended; nothing follows.
   *
   * @param kind halt, power-off or guest-fault
   * @param exitCode what the guest wrote to the power port; 0 for halt and guest-fault
   * @param reason the fault report's text; empty for the other kinds
   */
  record Ended(long index, OutputKind kind, long exitCode, String reason) implements OutputEffect {
    @Override
    public Bytes payload() {
      return Bytes.ofText(reason.isEmpty() ? Long.toString(exitCode) : reason);
    }

    @Override
    public <R> R match(OutputEffect.Cases<R> cases) {
      return cases.ended(this);
    }
  }

  /** A disk read: no output, it may go to the disk at once. */
  record DiskReadIssued(PendingIo io) implements DiskRequest {
    @Override
    public <R> R match(Effect.Cases<R> cases) {
      return cases.diskReadIssued(this);
    }
  }

  /** A write to a disk that is part of the guest's state: no output either (§4.1). */
  record OwnWriteIssued(PendingIo io) implements DiskRequest {
    @Override
    public <R> R match(Effect.Cases<R> cases) {
      return cases.ownWriteIssued(this);
    }
  }

  /**
   * The timer is to fire {@code dueAfterNs} from now, or (when {@code fromLastDue}) from when it
   * was last due. It replaces an earlier arming.
   *
   * @param arming the number of this arming, to be handed back when it is due
   * @param periodNs 0 for a timer that fires once
   */
  record TimerArmed(long arming, long dueAfterNs, long periodNs, boolean fromLastDue)
      implements Effect {
    @Override
    public <R> R match(Effect.Cases<R> cases) {
      return cases.timerArmed(this);
    }
  }

  /** The timer is not to fire any more. */
  record TimerDisarmed() implements Effect {
    @Override
    public <R> R match(Effect.Cases<R> cases) {
      return cases.timerDisarmed(this);
    }
  }

  /** One function for each kind of effect, so that none can be forgotten. */
  interface Cases<R> extends OutputEffect.Cases<R> {
    R diskReadIssued(DiskReadIssued effect);

    R ownWriteIssued(OwnWriteIssued effect);

    R timerArmed(TimerArmed effect);

    R timerDisarmed(TimerDisarmed effect);
  }
}
