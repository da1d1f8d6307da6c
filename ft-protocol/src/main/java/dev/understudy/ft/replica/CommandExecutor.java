package dev.understudy.ft.replica;

import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.ft.protocol.Command;
import dev.understudy.ft.protocol.FrameCodec;
import dev.understudy.ft.protocol.HaltReason;
import dev.understudy.hypervisor.GoLiveState;

/** Carries out the commands of the protocol, at a time of the host's clock. */
final class CommandExecutor implements Command.Cases<Replica> {
  private final Replica replica;
  private final long nowNs;

  CommandExecutor(Replica replica, long nowNs) {
    this.replica = replica;
    this.nowNs = nowNs;
  }

  // ---- the log and its outputs

  @Override
  public Replica send(Command.Send command) {
    long to = command.frame().header().to();
    return replica.act(new Action.SendChannel(to, FrameCodec.encode(command.frame())));
  }

  /** The Output Rule: lets the outputs leave that waited for these entries. */
  @Override
  public Replica release(Command.Release command) {
    LiveSide now = replica.liveSide();
    if (now != null) {
      long entry = replica.driver().acknowledged(command.throughIndex());
      replica.letOut(entry, now, nowNs);
    }
    return replica;
  }

  @Override
  public Replica replay(Command.Replay command) {
    new ReplayDriver(replica, replica.requireFollowing(), nowNs).supply(command);
    return replica;
  }

  @Override
  public Replica stall(Command.Stall command) {
    return replica.stall(true);
  }

  @Override
  public Replica resume(Command.Resume command) {
    return replica.stall(false);
  }

  // ---- failover

  @Override
  public Replica testAndSet(Command.TestAndSet command) {
    replica.storage().arbitrate(command.generation(), nowNs);
    return replica;
  }

  /** Does nothing: a replayer is as fast as its host anyway. */
  @Override
  public Replica drain(Command.Drain command) {
    return replica;
  }

  /**
   * Makes the backup live (paper §2.3): swaps its replayer for a recorder, sends the outputs again
   * that may not have left, and issues its pending disk requests again.
   */
  @Override
  public Replica goLive(Command.GoLive command) {
    ReplaySide was = replica.requireFollowing();
    long drainedThrough = was.replayer().entries();
    GoLiveState gone = was.replayer().goLive(was.guestClockNs(nowNs));
    long guestClockNs = gone.recorder().clockNs();
    LiveSide now = new LiveSide(gone.recorder(), guestClockNs - nowNs, nowNs);
    replica.become(now);
    replica.driver().wentLive(drainedThrough);
    replica.note(
        new Note.WentLive(
            drainedThrough,
            guestClockNs,
            replica.outputs().sentAgain(gone.unreleased()),
            replica.storage().reissues(gone.pendingIo())));
    replica.log(now, nowNs);
    replica.outputs().again(gone.unreleased(), now);
    gone.pendingIo().forEach(io -> replica.note(new Note.Issued(io)));
    replica.storage().goLive(gone.pendingIo(), nowNs);
    return replica;
  }

  /** Goes on without a backup. Held outputs are released by a command of its own. */
  @Override
  public Replica runAlone(Command.RunAlone command) {
    replica.driver().noMore(nowNs);
    return replica;
  }

  @Override
  public Replica announce(Command.Announce command) {
    long address = replica.config().devices().networkAddress();
    return replica.act(new Action.Announce(address, command.tenure()));
  }

  /** Stops this host. The writes of a guest that has ended still have to reach the disk. */
  @Override
  public Replica halt(Command.Halt command) {
    boolean finished = command.reason() == HaltReason.FINISHED;
    replica.halt(finished);
    if (finished) {
      replica.storage().guestIsOver(nowNs);
    }
    return replica.note(new Note.Halted(command.reason()));
  }

  // ---- a clone

  @Override
  public Replica capture(Command.Capture command) {
    LiveSide now = replica.liveSide();
    if (now != null && !replica.halted()) {
      replica.log(now, nowNs);
      if (!replica.halted() && !now.ended()) {
        SharedDisk ownDisk = replica.storage().ownBlocks();
        replica.cloneTransfer().ask(command, now.recorder(), ownDisk, nowNs);
        replica.sendRound(now, nowNs);
      }
    }
    return replica;
  }

  @Override
  public Replica standStill(Command.StandStill command) {
    replica.cloneTransfer().stand(true);
    return replica;
  }

  @Override
  public Replica goOn(Command.GoOn command) {
    replica.cloneTransfer().stand(false);
    return replica;
  }

  @Override
  public Replica renew(Command.Renew command) {
    replica.storage().renew(command, nowNs);
    return replica;
  }

  /** Ends a clone. If there is a new backup, it starts with nothing to catch up on. */
  @Override
  public Replica cloneEnded(Command.CloneEnded command) {
    replica.cloneTransfer().sourceIsDone();
    if (command.how() == CloneEnd.PAIRED) {
      replica.hasBackup(nowNs);
    }
    return replica.note(
        new Note.CloneEnded(
            replica.identity().generation(),
            command.joiner(),
            command.how(),
            command.rounds(),
            command.pauseNs()));
  }

  @Override
  public Replica takePiece(Command.TakePiece command) {
    byte[] piece = command.content().bytes();
    if (!replica.storage().takes(piece)) {
      replica.cloneTransfer().take(piece);
    }
    return replica;
  }

  @Override
  public Replica install(Command.Install command) {
    ReplaySide now = replica.cloneTransfer().arrive(replica.config(), nowNs);
    replica.become(now);
    replica.note(new Note.Installed(command.afterIndex(), now.quickHash()));
    replica.storage().arrived();
    replica.storage().follow(now, nowNs);
    return replica;
  }

  // ---- time, and events that were ignored

  @Override
  public Replica wakeAt(Command.WakeAt command) {
    return replica.wakeProtocolAt(command.atNs());
  }

  @Override
  public Replica ignore(Command.Ignore command) {
    return replica.note(new Note.Ignored(command.reason()));
  }
}
