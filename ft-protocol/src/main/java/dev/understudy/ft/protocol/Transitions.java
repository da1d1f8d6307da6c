package dev.understudy.ft.protocol;

import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.DivergenceReport;
import dev.understudy.ft.protocol.ChannelFrame.Heartbeat;
import dev.understudy.ft.protocol.ChannelFrame.Log;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotAck;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotPiece;
import dev.understudy.ft.protocol.ChannelFrame.Yield;

/**
 * The table of states and events: each method is one event, each switch has one arm for each state,
 * and the result is the next state. A switch is one column of the table in
 * docs/understand/PROTOCOL.md; a state that it forgets does not compile.
 */
final class Transitions implements Event.Cases<State>, ChannelFrame.Cases<State> {
  private final HostCore host;

  Transitions(HostCore host) {
    this.host = host;
  }

  @Override
  public State entryAppended(Event.EntryAppended event) {
    return switch (host.state()) {
      case LIVE -> host.append(event.entry());
      case RENEWING -> host.appendRenewing(event.entry());
      case PRIMARY_ARBITRATING -> host.appendHeld(event.entry());
      case ALONE -> host.appendAlone(event.entry());
      case JOINING, REPLAYING, BACKUP_ARBITRATING, DRAINING, ENDING ->
          throw new IllegalStateException("an entry was appended by a host that replays");
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State frameArrived(Event.FrameArrived event) {
    return switch (host.state()) {
      case LIVE, ALONE, RENEWING, JOINING, REPLAYING, DRAINING, ENDING -> ifMeant(event.frame());
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.mayReturn(event.frame(), this::ifMeant);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  private State ifMeant(ChannelFrame frame) {
    IgnoreReason refusal = host.refuses(frame);
    if (refusal == null) {
      return frame.match(this);
    }
    return host.source().isFromJoiner(frame)
        ? host.source().joinerSays(frame)
        : host.ignore(refusal);
  }

  @Override
  public State log(Log frame) {
    return switch (host.state()) {
      case LIVE, RENEWING -> host.ignore(IgnoreReason.WRONG_DIRECTION);
      case JOINING -> host.ignore(IgnoreReason.JOINING);
      case REPLAYING, ENDING -> host.backup().receive(frame);
      case PRIMARY_ARBITRATING -> host.ignore(IgnoreReason.ARBITRATING);
      case BACKUP_ARBITRATING -> host.backup().receiveWhileArbitrating(frame);
      case ALONE, DRAINING -> host.ignore(IgnoreReason.NO_LONGER_PAIRED);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State ack(Ack frame) {
    return switch (host.state()) {
      case LIVE, RENEWING ->
          host.acknowledge(frame, frame.receivedThrough(), frame.replayedThrough());
      case JOINING, REPLAYING, ENDING -> host.ignore(IgnoreReason.WRONG_DIRECTION);
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.ignore(IgnoreReason.ARBITRATING);
      case ALONE, DRAINING -> host.ignore(IgnoreReason.NO_LONGER_PAIRED);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State heartbeat(Heartbeat frame) {
    return switch (host.state()) {
      case LIVE, RENEWING -> host.acknowledge(frame, frame.highestIndex(), frame.doneThrough());
      case JOINING, REPLAYING, ENDING -> host.backup().hearOf(frame);
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.ignore(IgnoreReason.ARBITRATING);
      case ALONE, DRAINING -> host.ignore(IgnoreReason.NO_LONGER_PAIRED);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State divergenceReport(DivergenceReport frame) {
    return switch (host.state()) {
      case LIVE -> host.arbitrateAtOnce();
      case RENEWING -> host.source().freeze();
      case JOINING, REPLAYING, ENDING -> host.ignore(IgnoreReason.WRONG_DIRECTION);
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.ignore(IgnoreReason.ARBITRATING);
      case ALONE, DRAINING -> host.ignore(IgnoreReason.NO_LONGER_PAIRED);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State yielded(Yield frame) {
    return switch (host.state()) {
      case REPLAYING -> host.takeOver(frame);
      case ENDING -> host.ignore(IgnoreReason.GUEST_ENDED);
      case JOINING -> host.ignore(IgnoreReason.JOINING);
      case LIVE, RENEWING -> host.ignore(IgnoreReason.WRONG_DIRECTION);
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.ignore(IgnoreReason.ARBITRATING);
      case ALONE, DRAINING -> host.ignore(IgnoreReason.NO_LONGER_PAIRED);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State snapshotPiece(SnapshotPiece frame) {
    return switch (host.state()) {
      case JOINING -> host.backup().join(frame);
      case REPLAYING, ENDING -> host.backup().acknowledgePiece(frame);
      case LIVE, RENEWING -> host.ignore(IgnoreReason.WRONG_DIRECTION);
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.ignore(IgnoreReason.ARBITRATING);
      case ALONE, DRAINING -> host.ignore(IgnoreReason.NO_LONGER_PAIRED);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  /**
   * Ignores the frame: from a present peer it is late, as that peer has had the whole snapshot for
   * long.
   */
  @Override
  public State snapshotAck(SnapshotAck frame) {
    return switch (host.state()) {
      case LIVE, RENEWING -> host.hear(frame);
      case JOINING, REPLAYING, ENDING -> host.ignore(IgnoreReason.WRONG_DIRECTION);
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.ignore(IgnoreReason.ARBITRATING);
      case ALONE, DRAINING -> host.ignore(IgnoreReason.NO_LONGER_PAIRED);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State cloneRequested(Event.CloneRequested event) {
    return switch (host.state()) {
      case LIVE, ALONE -> host.source().startClone(event.joiner(), event.limits());
      case RENEWING, JOINING, REPLAYING, ENDING, DRAINING -> host.ignore(IgnoreReason.NOT_CLONING);
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.ignore(IgnoreReason.ARBITRATING);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State captured(Event.Captured event) {
    return switch (host.state()) {
      case LIVE, ALONE -> host.source().captured(event);
      case RENEWING,
          JOINING,
          REPLAYING,
          ENDING,
          DRAINING,
          PRIMARY_ARBITRATING,
          BACKUP_ARBITRATING ->
          host.ignore(IgnoreReason.NOT_CLONING);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State renewAnswered(Event.RenewAnswered event) {
    return switch (host.state()) {
      case RENEWING -> host.source().renewed(event);
      case LIVE,
          ALONE,
          JOINING,
          REPLAYING,
          ENDING,
          DRAINING,
          PRIMARY_ARBITRATING,
          BACKUP_ARBITRATING ->
          host.ignore(IgnoreReason.NOT_CLONING);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State testAndSetAnswered(Event.TestAndSetAnswered event) {
    return switch (host.state()) {
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING ->
          host.asked(event.generation())
              ? host.settle(event.answer())
              : host.ignore(IgnoreReason.NOT_ASKED);
      case LIVE, ALONE, RENEWING, JOINING, REPLAYING, DRAINING, ENDING ->
          host.ignore(IgnoreReason.NOT_ASKED);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State replayed(Event.Replayed event) {
    return switch (host.state()) {
      case REPLAYING, BACKUP_ARBITRATING, ENDING -> host.backup().replayed(event.throughIndex());
      case DRAINING -> host.drained(event.throughIndex());
      case LIVE, ALONE, RENEWING, JOINING, PRIMARY_ARBITRATING ->
          host.ignore(IgnoreReason.NOT_REPLAYING);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State readRepeated(Event.ReadRepeated event) {
    return switch (host.state()) {
      case REPLAYING, ENDING -> host.backup().replayedAndSaid(event.throughIndex());
      case BACKUP_ARBITRATING -> host.backup().replayed(event.throughIndex());
      case DRAINING -> host.drained(event.throughIndex());
      case LIVE, ALONE, RENEWING, JOINING, PRIMARY_ARBITRATING ->
          host.ignore(IgnoreReason.NOT_REPLAYING);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State awaitsRead(Event.AwaitsRead event) {
    return switch (host.state()) {
      case REPLAYING, BACKUP_ARBITRATING, DRAINING, ENDING ->
          host.backup().awaitsRead(event.waits());
      case LIVE, ALONE, RENEWING, JOINING, PRIMARY_ARBITRATING ->
          host.ignore(IgnoreReason.NOT_REPLAYING);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State diverged(Event.Diverged event) {
    return switch (host.state()) {
      case REPLAYING, ENDING -> host.backup().diverge(event.entryIndex());
      case BACKUP_ARBITRATING, DRAINING -> host.backup().divergeUnheard();
      case LIVE, ALONE, RENEWING, JOINING, PRIMARY_ARBITRATING ->
          host.ignore(IgnoreReason.NOT_REPLAYING);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State serviceLinks(Event.ServiceLinks event) {
    return switch (host.state()) {
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.serviceLinksWhileArbitrating(event.up());
      case LIVE, ALONE, RENEWING, JOINING, REPLAYING, DRAINING, ENDING ->
          host.serviceLinks(event.up());
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State yieldRequested(Event.YieldRequested event) {
    return switch (host.state()) {
      case LIVE -> host.stepAsideForBackup();
      case ALONE, RENEWING, JOINING, REPLAYING, DRAINING, ENDING ->
          host.ignore(IgnoreReason.NO_PRIMARY);
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.ignore(IgnoreReason.ARBITRATING);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State aloneRequested(Event.AloneRequested event) {
    return switch (host.state()) {
      case LIVE -> host.arbitrateAtOnce();
      case ALONE, RENEWING, JOINING, REPLAYING, DRAINING, ENDING ->
          host.ignore(IgnoreReason.NO_PRIMARY);
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.ignore(IgnoreReason.ARBITRATING);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  /** Changes nothing: what is due is done after every event anyway. */
  @Override
  public State tick(Event.Tick event) {
    return host.state();
  }
}
