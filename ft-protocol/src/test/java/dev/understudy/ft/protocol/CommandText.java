package dev.understudy.ft.protocol;

import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.DivergenceReport;
import dev.understudy.ft.protocol.ChannelFrame.Heartbeat;
import dev.understudy.ft.protocol.ChannelFrame.Log;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotAck;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotPiece;
import dev.understudy.ft.protocol.ChannelFrame.Yield;

/** Puts commands into a few words, for scripts and for the table of the protocol's page. */
final class CommandText implements Command.Cases<String>, ChannelFrame.Cases<String> {
  private static final CommandText WORDS = new CommandText();

  private CommandText() {}

  static String of(Command command) {
    return command.match(WORDS);
  }

  @Override
  public String log(Log frame) {
    return "log " + range(frame.firstIndex(), frame.entries().size());
  }

  @Override
  public String ack(Ack frame) {
    return "ack " + frame.receivedThrough();
  }

  @Override
  public String heartbeat(Heartbeat frame) {
    return "heartbeat " + frame.highestIndex();
  }

  @Override
  public String divergenceReport(DivergenceReport frame) {
    return "divergence report " + frame.entryIndex();
  }

  @Override
  public String snapshotPiece(SnapshotPiece frame) {
    return "piece " + frame.number() + (frame.last() ? ", the last" : "");
  }

  @Override
  public String snapshotAck(SnapshotAck frame) {
    return "piece ack " + frame.receivedThrough();
  }

  @Override
  public String yielded(Yield frame) {
    return "yield";
  }

  private static String range(long first, int count) {
    return count == 1 ? "" + first : first + "-" + (first + count - 1);
  }

  @Override
  public String send(Command.Send command) {
    return command.frame().match(this);
  }

  @Override
  public String release(Command.Release command) {
    return "release " + command.throughIndex();
  }

  @Override
  public String replay(Command.Replay command) {
    return "replay " + range(command.firstIndex(), command.entries().size());
  }

  @Override
  public String testAndSet(Command.TestAndSet command) {
    return "test-and-set " + command.generation();
  }

  @Override
  public String drain(Command.Drain command) {
    return "drain " + command.throughIndex();
  }

  @Override
  public String goLive(Command.GoLive command) {
    return "go live " + command.throughIndex();
  }

  @Override
  public String runAlone(Command.RunAlone command) {
    return "run alone";
  }

  @Override
  public String halt(Command.Halt command) {
    return "halt " + command.reason();
  }

  @Override
  public String announce(Command.Announce command) {
    return "announce " + command.tenure();
  }

  @Override
  public String wakeAt(Command.WakeAt command) {
    return "wake at " + command.atNs();
  }

  @Override
  public String stall(Command.Stall command) {
    return "stall";
  }

  @Override
  public String resume(Command.Resume command) {
    return "resume";
  }

  @Override
  public String capture(Command.Capture command) {
    return "capture round " + command.round();
  }

  @Override
  public String standStill(Command.StandStill command) {
    return "stand still";
  }

  @Override
  public String goOn(Command.GoOn command) {
    return "go on";
  }

  @Override
  public String renew(Command.Renew command) {
    return "renew " + command.generation() + " with " + command.joiner();
  }

  @Override
  public String cloneEnded(Command.CloneEnded command) {
    return "clone ended " + command.how();
  }

  @Override
  public String takePiece(Command.TakePiece command) {
    return "take piece " + command.number();
  }

  @Override
  public String install(Command.Install command) {
    return "install behind " + command.afterIndex();
  }

  @Override
  public String ignore(Command.Ignore command) {
    return "ignore " + command.reason();
  }
}
