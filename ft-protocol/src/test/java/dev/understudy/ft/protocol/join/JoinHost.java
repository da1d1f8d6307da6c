package dev.understudy.ft.protocol.join;

import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.RenewOutcome;
import dev.understudy.disk.TestAndSetOutcome;
import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.ft.protocol.Command;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.FrameCodec;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.LogEntry;
import dev.understudy.ft.protocol.Protocol;
import dev.understudy.ft.protocol.RenewAnswer;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.protocol.TestAndSetAnswer;
import dev.understudy.ft.protocol.world.BareHost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host whose guest is the list of entries behind it. A clone of it is that list, which is sent
 * with the pieces: a destination that installs it before it has taken them all gets a shorter list.
 */
final class JoinHost extends BareHost {
  private static final long RETRY_NS = 2_000_000;

  private final JoinWorld world;
  private final ArrayDeque<LogEntry> toReplay = new ArrayDeque<>();
  private List<LogEntry> log = new ArrayList<>();
  private @Nullable List<LogEntry> snapshot;
  private int piecesOfSnapshot;
  private int piecesTaken;
  private boolean hasGuest;
  private boolean executing;
  private boolean standing;
  private @Nullable CloneEnd cloneEnd;
  private int rounds;
  private int appended;
  private long appendedAtNs;
  private long releasedThrough;
  private @Nullable DiskRequest asked;

  JoinHost(JoinWorld world, int number, Protocol protocol, List<LogEntry> log) {
    super(world.agenda(), number, protocol);
    this.world = world;
    this.log.addAll(log);
    this.executing = protocol.state().executes();
    this.hasGuest = protocol.state() != State.JOINING;
  }

  long incarnation() {
    return protocol().identity().self();
  }

  boolean hasGuest() {
    return hasGuest;
  }

  List<LogEntry> log() {
    return log;
  }

  boolean reachable() {
    return !crashed() && !paused();
  }

  boolean executes() {
    return executing && !halted() && !crashed();
  }

  @Nullable CloneEnd cloneEnd() {
    return cloneEnd;
  }

  long releasedThrough() {
    return releasedThrough;
  }

  void start() {
    happen(() -> handle(new Event.Tick()));
    if (executing) {
      world.after(50_000, () -> happen(this::guestStep));
    }
  }

  void frameArrives(byte[] datagram) {
    happen(
        () -> {
          if (FrameCodec.decode(datagram) instanceof FrameCodec.Accepted accepted) {
            handle(new Event.FrameArrived(accepted.frame()));
          }
        });
  }

  @Override
  protected void handle(Event event) {
    if (halted()) {
      return;
    }
    for (Command command : protocol().handle(event, world.nowNs())) {
      command.match(this);
    }
  }

  // ---- the guest

  private void guestStep() {
    if (!executing || halted()) {
      return;
    }
    if (!standing) {
      boolean last = appended + 1 == world.guestEndsAt();
      append(last ? Gate.FINAL : appended % 3 == 0 ? Gate.OUTPUT : Gate.NONE);
      if (last) {
        return;
      }
    }
    world.after(200_000, () -> happen(this::guestStep));
  }

  private void append(Gate gate) {
    appended++;
    appendedAtNs = world.nowNs();
    byte[] bytes = {(byte) number(), (byte) appended, (byte) (appended >> 8)};
    LogEntry entry = LogEntry.of(gate, bytes);
    log.add(entry);
    handle(new Event.EntryAppended(entry));
  }

  long appendedAtNs() {
    return appendedAtNs;
  }

  private void replayAll() {
    while (!toReplay.isEmpty() && !halted()) {
      log.add(toReplay.remove());
    }
    handle(new Event.Replayed(log.size()));
  }

  // ---- the disk

  private void ask(DiskRequest request) {
    asked = request;
    askAgain(request);
  }

  private void askAgain(DiskRequest request) {
    if (asked == request && !halted()) {
      world.askDisk(this, request);
      world.after(RETRY_NS, () -> happen(() -> askAgain(request)));
    }
  }

  void diskAnswers(DiskRequest request, DiskReply reply) {
    happen(
        () -> {
          if (asked != request) {
            return;
          }
          asked = null;
          if (reply instanceof DiskReply.TestAndSetAnswered answer) {
            handle(new Event.TestAndSetAnswered(answer.generation(), word(answer.outcome())));
          } else if (reply instanceof DiskReply.RenewAnswered answer) {
            handle(
                new Event.RenewAnswered(
                    answer.generation(), answer.joiner(), word(answer.outcome())));
          }
        });
  }

  private static TestAndSetAnswer word(TestAndSetOutcome outcome) {
    return switch (outcome) {
      case WON -> TestAndSetAnswer.WON;
      case LOST, FOREIGN -> TestAndSetAnswer.LOST;
      case SUPERSEDED -> TestAndSetAnswer.SUPERSEDED;
      case NO_SUCH_GENERATION -> TestAndSetAnswer.NOT_YET;
    };
  }

  private static RenewAnswer word(RenewOutcome outcome) {
    return switch (outcome) {
      case RENEWED -> RenewAnswer.RENEWED;
      case BAD_JOINER -> RenewAnswer.BAD_JOINER;
      case LOST, STANDBY, SUPERSEDED, NO_SUCH_GENERATION, FOREIGN -> RenewAnswer.LOST;
    };
  }

  // ---- commands

  @Override
  public Boolean send(Command.Send command) {
    long to = command.frame().header().to();
    world.transmit(this, to, FrameCodec.encode(command.frame()));
    return true;
  }

  @Override
  public Boolean release(Command.Release command) {
    releasedThrough = command.throughIndex();
    world.judge().releases(this, command.throughIndex());
    return true;
  }

  @Override
  public Boolean replay(Command.Replay command) {
    toReplay.addAll(command.entries());
    world.judge().holds(this, log.size() + toReplay.size());
    world.after(100_000, () -> happen(this::replayAll));
    return true;
  }

  @Override
  public Boolean testAndSet(Command.TestAndSet command) {
    world.judge().asks(this);
    ask(
        new DiskRequest.TestAndSet(
            incarnation(), protocol().identity().peer(), command.generation()));
    return true;
  }

  @Override
  public Boolean renew(Command.Renew command) {
    world.judge().asksToRenew(this, command.joiner());
    ask(new DiskRequest.Renew(incarnation(), command.generation(), command.joiner()));
    return true;
  }

  @Override
  public Boolean goLive(Command.GoLive command) {
    executing = true;
    world.judge().goesLive(this);
    world.after(50_000, () -> happen(this::guestStep));
    return true;
  }

  /** Captures three pieces a round; the third round is small enough to be the last. */
  @Override
  public Boolean capture(Command.Capture command) {
    rounds = command.round();
    boolean last = rounds == 3;
    List<LogEntry> pieces = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      pieces.add(LogEntry.of(Gate.NONE, new byte[200]));
    }
    if (last) {
      world.joiner().willGet(log, 3 * rounds);
    }
    handle(new Event.Captured(pieces, last));
    return true;
  }

  private void willGet(List<LogEntry> entries, int pieces) {
    snapshot = new ArrayList<>(entries);
    piecesOfSnapshot = pieces;
  }

  @Override
  public Boolean takePiece(Command.TakePiece command) {
    piecesTaken++;
    return true;
  }

  @Override
  public Boolean install(Command.Install command) {
    List<LogEntry> all = snapshot;
    hasGuest = all != null && piecesTaken == piecesOfSnapshot;
    log = all != null && hasGuest ? all : new ArrayList<>();
    world.judge().holds(this, log.size());
    return true;
  }

  @Override
  public Boolean cloneEnded(Command.CloneEnded command) {
    cloneEnd = command.how();
    world.judge().cloneEnded(this, command.how(), command.joiner());
    return true;
  }

  @Override
  public Boolean standStill(Command.StandStill command) {
    standing = true;
    return true;
  }

  @Override
  public Boolean goOn(Command.GoOn command) {
    standing = false;
    return true;
  }
}
