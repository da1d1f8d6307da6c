package dev.understudy.ft.protocol.world;

import dev.understudy.ft.protocol.ChannelFrame;
import dev.understudy.ft.protocol.Command;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.FrameCodec;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.LogEntry;
import dev.understudy.ft.protocol.Protocol;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.protocol.TestAndSetAnswer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A host with a guest made of random numbers: executing it appends entries that no other host would
 * append, replaying it takes entries one by one.
 */
final class TinyHost extends BareHost {
  private static final long RETRY_NS = 2_000_000;

  private final TinyWorld world;
  private final List<LogEntry> log = new ArrayList<>();
  private final ArrayDeque<LogEntry> toReplay = new ArrayDeque<>();
  private boolean executing;
  private boolean stalled;
  private boolean replayRunning;
  private boolean guestEnded;
  private boolean answered;
  private boolean diverges;
  private long appended;

  TinyHost(TinyWorld world, int number, Protocol protocol) {
    super(world.agenda(), number, protocol);
    this.world = world;
    this.executing = protocol.state().executes();
  }

  /** The entries this host's guest has recorded or replayed, from index 1. */
  List<LogEntry> log() {
    return log;
  }

  void start() {
    happen(() -> handle(new Event.Tick()));
    if (executing) {
      guestStepSoon();
    }
  }

  // ---- events

  @Override
  public void crash() {
    super.crash();
    world.note(() -> "host " + number() + " crashes");
  }

  @Override
  public void pause() {
    super.pause();
    world.note(() -> "host " + number() + " pauses");
  }

  @Override
  public void goOnAfterPause() {
    world.note(() -> "host " + number() + " goes on");
    super.goOnAfterPause();
  }

  void serviceLinks(boolean up) {
    happen(() -> handle(new Event.ServiceLinks(up)));
  }

  void divergeSoon() {
    diverges = true;
  }

  void frameArrives(byte[] datagram) {
    happen(
        () -> {
          ChannelFrame frame = ((FrameCodec.Accepted) FrameCodec.decode(datagram)).frame();
          world.judge().frameHandled(this, frame);
          handle(new Event.FrameArrived(frame));
          world.judge().frameWasHandled(this, frame);
        });
  }

  void diskAnswers(TestAndSetAnswer answer) {
    happen(
        () -> {
          answered = true;
          handle(new Event.TestAndSetAnswered(protocol().identity().generation(), answer));
        });
  }

  @Override
  protected void handle(Event event) {
    List<Command> commands = protocol().handle(event, world.nowNs());
    State state = protocol().state();
    world.note(() -> "host %d %s: %s -> %s".formatted(number(), state, event, commands));
    for (Command command : commands) {
      command.match(this);
    }
  }

  // ------------------------------------------------------------------ its guest

  private void guestStepSoon() {
    long pause = world.schedule().idle() ? 25_000_000 : 700_000;
    world.after(20_000 + world.draw(pause), () -> happen(this::guestStep));
  }

  private void guestStep() {
    if (!executing || halted() || guestEnded) {
      return;
    }
    if (!stalled) {
      for (long i = world.draw(3); i >= 0 && !halted(); i--) {
        append(world.chance(30) ? Gate.OUTPUT : Gate.NONE);
      }
      if (world.nowNs() >= world.schedule().endAtNs() && !halted()) {
        guestEnded = true;
        append(Gate.FINAL);
      }
    }
    guestStepSoon();
  }

  private void append(Gate gate) {
    byte[] bytes = new byte[2 + (int) world.draw(12)];
    bytes[0] = (byte) number();
    bytes[1] = (byte) ++appended;
    LogEntry entry = LogEntry.of(gate, bytes);
    log.add(entry);
    world.judge().appended(this);
    handle(new Event.EntryAppended(entry));
  }

  private void replaySoon() {
    if (!replayRunning && !toReplay.isEmpty()) {
      replayRunning = true;
      world.after(1 + world.draw(world.schedule().replayNs()), () -> happen(this::replayOne));
    }
  }

  private void replayOne() {
    replayRunning = false;
    if (halted() || executing || toReplay.isEmpty()) {
      return;
    }
    if (diverges) {
      world.judge().diverged(this);
      handle(new Event.Diverged(log.size() + 1));
      return;
    }
    log.add(toReplay.remove());
    handle(new Event.Replayed(log.size()));
    replaySoon();
  }

  // ---- commands

  @Override
  public Boolean send(Command.Send command) {
    world.judge().sends(this, command.frame());
    world.transmit(number(), command.frame());
    return true;
  }

  @Override
  public Boolean release(Command.Release command) {
    world.judge().releases(this, command.throughIndex());
    return true;
  }

  @Override
  public Boolean replay(Command.Replay command) {
    world.judge().handsOver(this, command, log.size() + toReplay.size());
    toReplay.addAll(command.entries());
    replaySoon();
    return true;
  }

  @Override
  public Boolean testAndSet(Command.TestAndSet command) {
    world.judge().asks(this);
    askUntilAnswered();
    return true;
  }

  private void askUntilAnswered() {
    if (!answered && !halted()) {
      world.askDisk(this);
      world.after(RETRY_NS, () -> happen(this::askUntilAnswered));
    }
  }

  @Override
  public Boolean goLive(Command.GoLive command) {
    world.judge().goesLive(this, command.throughIndex());
    executing = true;
    toReplay.clear();
    world.after(0, () -> happen(() -> append(Gate.NONE)));
    guestStepSoon();
    return true;
  }

  @Override
  public Boolean runAlone(Command.RunAlone command) {
    world.judge().runsAlone(this);
    return true;
  }

  @Override
  public Boolean halt(Command.Halt command) {
    super.halt(command);
    world.judge().halts(this);
    return true;
  }

  @Override
  public Boolean announce(Command.Announce command) {
    world.judge().announces(this, command.tenure());
    return true;
  }

  @Override
  public Boolean stall(Command.Stall command) {
    stalled = true;
    return true;
  }

  @Override
  public Boolean resume(Command.Resume command) {
    stalled = false;
    return true;
  }
}
