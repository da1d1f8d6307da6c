package dev.understudy.ft.protocol;

import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.DivergenceReport;
import dev.understudy.ft.protocol.ChannelFrame.Heartbeat;
import dev.understudy.ft.protocol.ChannelFrame.Log;

/**
 * The table: every event meets every state, and what comes of it is the next state. Each switch is
 * one column of the table in docs/PROTOCOL.md; a state that it forgets does not compile.
 */
final class Transitions implements Event.Cases<State>, ChannelFrame.Cases<State> {
  private final Host host;

  Transitions(Host host) {
    this.host = host;
  }

  @Override
  public State entryAppended(Event.EntryAppended event) {
    return switch (host.state()) {
      case LIVE -> host.append(event.entry());
      case PRIMARY_ARBITRATING -> host.appendHeld(event.entry());
      case ALONE -> host.appendAlone(event.entry());
      case REPLAYING, BACKUP_ARBITRATING, DRAINING, ENDING ->
          throw new IllegalStateException("an entry was appended by a host that replays");
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State frameArrived(Event.FrameArrived event) {
    return switch (host.state()) {
      case LIVE, ALONE, REPLAYING, DRAINING, ENDING -> ifMeant(event.frame());
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.mayReturn(event.frame(), this::ifMeant);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  private State ifMeant(ChannelFrame frame) {
    IgnoreReason refusal = host.refuses(frame);
    return refusal == null ? frame.match(this) : host.ignore(refusal);
  }

  @Override
  public State log(Log frame) {
    return switch (host.state()) {
      case LIVE -> host.ignore(IgnoreReason.WRONG_DIRECTION);
      case REPLAYING, ENDING -> host.receive(frame);
      case PRIMARY_ARBITRATING -> host.ignore(IgnoreReason.ARBITRATING);
      case BACKUP_ARBITRATING -> host.receiveWhileArbitrating(frame);
      case ALONE, DRAINING -> host.ignore(IgnoreReason.NO_LONGER_PAIRED);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State ack(Ack frame) {
    return switch (host.state()) {
      case LIVE -> host.acknowledge(frame, frame.receivedThrough(), frame.replayedThrough());
      case REPLAYING, ENDING -> host.ignore(IgnoreReason.WRONG_DIRECTION);
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.ignore(IgnoreReason.ARBITRATING);
      case ALONE, DRAINING -> host.ignore(IgnoreReason.NO_LONGER_PAIRED);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State heartbeat(Heartbeat frame) {
    return switch (host.state()) {
      case LIVE -> host.acknowledge(frame, frame.highestIndex(), frame.doneThrough());
      case REPLAYING, ENDING -> host.hearOf(frame);
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.ignore(IgnoreReason.ARBITRATING);
      case ALONE, DRAINING -> host.ignore(IgnoreReason.NO_LONGER_PAIRED);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State divergenceReport(DivergenceReport frame) {
    return switch (host.state()) {
      case LIVE -> host.arbitrateAtOnce();
      case REPLAYING, ENDING -> host.ignore(IgnoreReason.WRONG_DIRECTION);
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.ignore(IgnoreReason.ARBITRATING);
      case ALONE, DRAINING -> host.ignore(IgnoreReason.NO_LONGER_PAIRED);
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
      case LIVE, ALONE, REPLAYING, DRAINING, ENDING -> host.ignore(IgnoreReason.NOT_ASKED);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State replayed(Event.Replayed event) {
    return switch (host.state()) {
      case REPLAYING, BACKUP_ARBITRATING, ENDING -> host.replayed(event.throughIndex());
      case DRAINING -> host.drained(event.throughIndex());
      case LIVE, ALONE, PRIMARY_ARBITRATING -> host.ignore(IgnoreReason.NOT_REPLAYING);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State diverged(Event.Diverged event) {
    return switch (host.state()) {
      case REPLAYING, ENDING -> host.diverge(event.entryIndex());
      case BACKUP_ARBITRATING, DRAINING -> host.divergeUnheard();
      case LIVE, ALONE, PRIMARY_ARBITRATING -> host.ignore(IgnoreReason.NOT_REPLAYING);
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  @Override
  public State clientLink(Event.ClientLink event) {
    return switch (host.state()) {
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> host.clientLinkWhileArbitrating(event.up());
      case LIVE, ALONE, REPLAYING, DRAINING, ENDING -> host.clientLink(event.up());
      case HALTED -> host.ignore(IgnoreReason.HALTED);
    };
  }

  /** What is due is done after every event; a tick brings nothing else. */
  @Override
  public State tick(Event.Tick event) {
    return host.state();
  }
}
