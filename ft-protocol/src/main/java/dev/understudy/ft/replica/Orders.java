package dev.understudy.ft.replica;

import dev.understudy.ft.protocol.Command;
import dev.understudy.ft.protocol.FrameCodec;

/** What each of the protocol's commands means to a replica. */
final class Orders implements Command.Cases<Replica> {
  private final Replica replica;
  private final long nowNs;

  Orders(Replica replica, long nowNs) {
    this.replica = replica;
    this.nowNs = nowNs;
  }

  @Override
  public Replica send(Command.Send command) {
    long to = command.frame().header().to();
    return replica.act(new Action.SendChannel(to, FrameCodec.encode(command.frame())));
  }

  @Override
  public Replica release(Command.Release command) {
    return replica.release(command.throughIndex(), nowNs);
  }

  @Override
  public Replica replay(Command.Replay command) {
    return replica.supply(command, nowNs);
  }

  @Override
  public Replica testAndSet(Command.TestAndSet command) {
    return replica.arbitrate(command.generation(), nowNs);
  }

  /** A replayer is as fast as its host anyway. */
  @Override
  public Replica drain(Command.Drain command) {
    return replica;
  }

  @Override
  public Replica goLive(Command.GoLive command) {
    return replica.goLive(nowNs);
  }

  /** What was held is released by a command of its own. */
  @Override
  public Replica runAlone(Command.RunAlone command) {
    return replica.runAlone(nowNs);
  }

  @Override
  public Replica halt(Command.Halt command) {
    return replica.halt(command.reason(), nowNs);
  }

  @Override
  public Replica announce(Command.Announce command) {
    return replica.act(
        new Action.Announce(replica.config().devices().networkAddress(), command.tenure()));
  }

  @Override
  public Replica wakeAt(Command.WakeAt command) {
    return replica.wish(command.atNs());
  }

  @Override
  public Replica stall(Command.Stall command) {
    return replica.stall(true);
  }

  @Override
  public Replica resume(Command.Resume command) {
    return replica.stall(false);
  }

  @Override
  public Replica capture(Command.Capture command) {
    return replica.capture(command, nowNs);
  }

  @Override
  public Replica standStill(Command.StandStill command) {
    replica.motion().stand(true);
    return replica;
  }

  @Override
  public Replica goOn(Command.GoOn command) {
    replica.motion().stand(false);
    return replica;
  }

  @Override
  public Replica renew(Command.Renew command) {
    return replica.renew(command, nowNs);
  }

  @Override
  public Replica cloneEnded(Command.CloneEnded command) {
    return replica.cloneEnded(command, nowNs);
  }

  @Override
  public Replica takePiece(Command.TakePiece command) {
    return replica.takePiece(command.content().bytes());
  }

  @Override
  public Replica install(Command.Install command) {
    return replica.install(command.afterIndex(), nowNs);
  }

  @Override
  public Replica ignore(Command.Ignore command) {
    return replica.note(new Note.Ignored(command.reason()));
  }
}
