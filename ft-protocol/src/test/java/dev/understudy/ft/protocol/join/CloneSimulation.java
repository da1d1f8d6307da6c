package dev.understudy.ft.protocol.join;

import dev.understudy.ft.protocol.ChannelFrame.SnapshotPiece;
import dev.understudy.ft.protocol.CloneLimits;
import dev.understudy.ft.protocol.Command;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.Identity;
import dev.understudy.ft.protocol.LogEntry;
import dev.understudy.ft.protocol.Protocol;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.protocol.RenewAnswer;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.protocol.world.Agenda;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clone of a guest that dirties its memory at a steady rate, over a link that carries bytes at a
 * steady rate: two protocols, and nothing else.
 */
final class CloneSimulation {
  private static final int PAGE = 4096;
  private static final long LATENCY_NS = 50_000;

  private final Agenda agenda = new Agenda();
  private final Protocol source = Protocol.solo(1, ProtocolConfig.DEFAULT, Rules.PAPER, 0);
  private final Protocol destination =
      Protocol.joiner(new Identity(1, 2, 1), ProtocolConfig.DEFAULT, Rules.PAPER, 0);
  private final long linkBytesPerMs;
  private final long dirtyBytesPerMs;
  private final int guestPages;
  private long linkFreeNs;
  private long dirtySinceNs;
  private long dirtyBytes;
  private boolean standing;
  private Command.@Nullable CloneEnded end;

  CloneSimulation(long linkBytesPerMs, long dirtyBytesPerMs, int guestPages) {
    this.linkBytesPerMs = linkBytesPerMs;
    this.dirtyBytesPerMs = dirtyBytesPerMs;
    this.guestPages = guestPages;
  }

  /** Runs the clone and returns how it ended. */
  Command.CloneEnded run(CloneLimits limits) {
    dirtyBytes = (long) guestPages * PAGE;
    tell(destination, new Event.Tick());
    tell(source, new Event.CloneRequested(2, limits));
    while (end == null && agenda.nowNs() < 10_000_000_000L) {
      agenda.next().run();
    }
    if (end == null) {
      throw new AssertionError("still under way after ten seconds");
    }
    return end;
  }

  private void after(long delayNs, Runnable what) {
    agenda.after(delayNs, what);
  }

  private void tell(Protocol who, Event event) {
    List<Command> commands = new ArrayList<>();
    who.handle(event, agenda.nowNs(), commands::add);
    commands.forEach(command -> carryOut(who, command));
  }

  private void carryOut(Protocol who, Command command) {
    if (command instanceof Command.Send send) {
      Protocol other = who == source ? destination : source;
      after(delayOf(send), () -> tell(other, new Event.FrameArrived(send.frame())));
    } else if (command instanceof Command.WakeAt wake) {
      after(Math.max(0, wake.atNs() - agenda.nowNs()), () -> tell(who, new Event.Tick()));
    } else if (command instanceof Command.Capture capture) {
      capture(capture);
    } else if (command instanceof Command.StandStill) {
      age();
      standing = true;
    } else if (command instanceof Command.GoOn) {
      age();
      standing = false;
    } else if (command instanceof Command.Renew renew) {
      Event answer =
          new Event.RenewAnswered(renew.generation(), renew.joiner(), RenewAnswer.RENEWED);
      after(LATENCY_NS, () -> tell(source, answer));
    } else if (command instanceof Command.CloneEnded ended) {
      end = ended;
    }
  }

  private long delayOf(Command.Send send) {
    if (!(send.frame() instanceof SnapshotPiece piece)) {
      return LATENCY_NS;
    }
    int bytes = piece.content().length();
    linkFreeNs = Math.max(linkFreeNs, agenda.nowNs()) + bytes * 1_000_000L / linkBytesPerMs;
    return linkFreeNs - agenda.nowNs() + LATENCY_NS;
  }

  private void age() {
    if (!standing) {
      dirtyBytes += (agenda.nowNs() - dirtySinceNs) * dirtyBytesPerMs / 1_000_000;
    }
    dirtySinceNs = agenda.nowNs();
  }

  private void capture(Command.Capture capture) {
    age();
    long pages = Math.min(guestPages, (dirtyBytes + PAGE - 1) / PAGE);
    boolean last = pages == 0 || (capture.round() > 1 && pages * PAGE <= capture.restBytesMax());
    List<LogEntry> pieces = new ArrayList<>();
    for (long page = 0; page < pages; page++) {
      pieces.add(LogEntry.of(Gate.NONE, new byte[PAGE]));
    }
    if (last) {
      pieces.add(LogEntry.of(Gate.NONE, new byte[500]));
    }
    dirtyBytes = 0;
    tell(source, new Event.Captured(pieces, last));
  }
}
