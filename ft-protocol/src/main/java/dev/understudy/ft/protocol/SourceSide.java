package dev.understudy.ft.protocol;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.DivergenceReport;
import dev.understudy.ft.protocol.ChannelFrame.Heartbeat;
import dev.understudy.ft.protocol.ChannelFrame.Log;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotAck;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotPiece;
import dev.understudy.ft.protocol.ChannelFrame.Yield;
import org.jspecify.annotations.Nullable;

/** What a host does while its guest is being cloned to another one (paper §3.1). */
final class SourceSide {
  private static final long NEVER = Long.MAX_VALUE;

  private final HostCore host;
  private final ProtocolConfig config;
  private final Rules rules;
  private final Joiner joiner = new Joiner();
  private @Nullable CloneSession cloning;
  private boolean standing;

  SourceSide(HostCore host, ProtocolConfig config, Rules rules) {
    this.host = host;
    this.config = config;
    this.rules = rules;
  }

  /** A deep copy for a copy of the host. */
  SourceSide forkFor(HostCore copyOfHost) {
    SourceSide copy = new SourceSide(copyOfHost, config, rules);
    copy.cloning = cloning == null ? null : cloning.fork();
    copy.standing = standing;
    return copy;
  }

  /** The pair that is being made, or null. */
  @Nullable Identity pair() {
    return cloning == null ? null : cloning.identity();
  }

  /** Whether the host has a backup that may win until the disk has answered. */
  boolean hasPeer() {
    return requireCloning().hasPeer();
  }

  // ---- the course of a clone

  State startClone(long joiner, CloneLimits limits) {
    if (cloning != null || host.sender().guestEnded()) {
      return host.ignore(IgnoreReason.NOT_CLONING);
    }
    Identity own = host.identity();
    Identity next = new Identity(own.generation() + 1, own.self(), joiner);
    cloning = new CloneSession(next, config, limits, host.nowNs());
    cloning.nextRound(host.nowNs(), host.out());
    return host.state();
  }

  State captured(Event.Captured event) {
    CloneSession now = cloning;
    if (now == null || now.phase() != CloneSession.Phase.COPYING) {
      return host.ignore(IgnoreReason.NOT_CLONING);
    }
    now.captured(event);
    if (event.last()) {
      now.stop(host.sender().appendedThrough(), host.nowNs() - event.stoodNs());
    }
    now.pieces().pump(host.nowNs(), now.link(), host.out());
    return host.state();
  }

  boolean isFromJoiner(ChannelFrame frame) {
    return cloning != null && rules.refuses(frame.header(), cloning.identity()) == null;
  }

  State joinerSays(ChannelFrame frame) {
    return frame.match(joiner);
  }

  /** Handles each kind of frame that comes from the destination. */
  private final class Joiner implements ChannelFrame.Cases<State> {
    @Override
    public State snapshotAck(SnapshotAck ack) {
      CloneSession now = requireCloning();
      now.link().hear(ack, rules, host.nowNs());
      now.pieces().acknowledged(ack.receivedThrough(), host.nowNs());
      now.pieces().pump(host.nowNs(), now.link(), host.out());
      return advance(now);
    }

    @Override
    public State ack(Ack ack) {
      return joinerAcknowledges(ack, ack.receivedThrough(), ack.replayedThrough());
    }

    @Override
    public State heartbeat(Heartbeat beat) {
      return joinerAcknowledges(beat, beat.highestIndex(), beat.doneThrough());
    }

    @Override
    public State log(Log frame) {
      return host.ignore(IgnoreReason.WRONG_DIRECTION);
    }

    @Override
    public State divergenceReport(DivergenceReport frame) {
      return host.ignore(IgnoreReason.WRONG_DIRECTION);
    }

    @Override
    public State snapshotPiece(SnapshotPiece frame) {
      return host.ignore(IgnoreReason.WRONG_DIRECTION);
    }

    @Override
    public State yielded(Yield frame) {
      return host.ignore(IgnoreReason.WRONG_DIRECTION);
    }
  }

  private State joinerAcknowledges(ChannelFrame frame, long receivedThrough, long replayedThrough) {
    CloneSession now = requireCloning();
    if (now.phase() == CloneSession.Phase.COPYING) {
      return host.ignore(IgnoreReason.JOINING);
    }
    if (receivedThrough > now.log().appendedThrough()) {
      return host.ignore(IgnoreReason.BEYOND_LOG);
    }
    now.link().hear(frame, rules, host.nowNs());
    boolean news = now.acknowledged(receivedThrough, replayedThrough, host.nowNs(), host.out());
    return news ? host.release(host.releasable(), host.state()) : host.state();
  }

  private State advance(CloneSession now) {
    return switch (now.phase()) {
      case COPYING -> isRoundOver(now) ? nextRound(now) : host.state();
      case STOPPED -> rules.mayRenew(now.pieces().allAcknowledged()) ? renew(now) : host.state();
      case RENEWING -> host.state();
    };
  }

  /** Whether all of the round has arrived. Of a guest that has ended no round is awaited. */
  private boolean isRoundOver(CloneSession now) {
    boolean captured = !now.awaitsCapture() || host.sender().guestEnded();
    return captured && now.pieces().allAcknowledged();
  }

  private State nextRound(CloneSession now) {
    if (host.sender().guestEnded()) {
      return end(now, CloneEnd.GUEST_ENDED, host.state());
    }
    if (now.convergesTooSlowly()) {
      return end(now, CloneEnd.NOT_CONVERGING, host.state());
    }
    now.nextRound(host.nowNs(), host.out());
    return host.state();
  }

  /**
   * Asks for the next generation. From here on the destination may win: this host goes on alone
   * only by winning against it.
   */
  private State renew(CloneSession now) {
    now.renew(host.state() == State.LIVE, host.nowNs());
    if (!rules.renewsMembership()) {
      return becomePair(now);
    }
    host.out().accept(new Command.Renew(host.identity().generation(), now.identity().peer()));
    return State.RENEWING;
  }

  State renewed(Event.RenewAnswered event) {
    CloneSession now = requireCloning();
    if (event.generation() != host.identity().generation()
        || event.joiner() != now.identity().peer()) {
      return host.ignore(IgnoreReason.NOT_CLONING);
    }
    return switch (event.answer()) {
      case RENEWED -> becomePair(now);
      case LOST -> host.halt(HaltReason.LOST);
      case BAD_JOINER -> end(now, CloneEnd.REFUSED, now.hasPeer() ? State.LIVE : State.ALONE);
    };
  }

  private State becomePair(CloneSession now) {
    host.sender().resume(host.out());
    if (now.logIsFull()) {
      host.out().accept(new Command.Stall());
    }
    tellEnd(now, CloneEnd.PAIRED);
    return host.leadPair(now.identity(), now.link(), now.log());
  }

  /**
   * Ends a clone before the disk was asked: the destination could never take over, and outputs need
   * not wait for it.
   */
  private State end(CloneSession now, CloneEnd how, State next) {
    tellEnd(now, how);
    boolean nobodyToTell = next == State.ALONE && host.finished();
    return nobodyToTell ? host.halt(HaltReason.FINISHED) : host.release(host.releasable(), next);
  }

  /**
   * Ends the clone and arbitrates. Nothing is released on the way, because the present peer may
   * have won.
   */
  void endToArbitrate() {
    if (cloning != null) {
      tellEnd(cloning, CloneEnd.ARBITRATING);
    }
  }

  private void tellEnd(CloneSession now, CloneEnd how) {
    cloning = null;
    host.out()
        .accept(new Command.CloneEnded(now.identity().peer(), how, now.rounds(), now.pauseNs()));
  }

  /** Forgets the clone, because the host halts. */
  void forget() {
    cloning = null;
  }

  // ---- the guest

  void append(LogEntry entry) {
    if (cloning != null) {
      cloning.append(entry, rules.flushesAtOnce(entry.gate()), host.nowNs(), host.out());
    }
  }

  /**
   * The last entry whose outputs may leave.
   *
   * @param own the last as far as the present pair is concerned
   */
  long releasable(long own) {
    CloneSession now = cloning;
    if (now == null) {
      return own;
    }
    if (now.frozen()) {
      return host.releasedThrough();
    }
    long present =
        host.state() == State.RENEWING && !rules.outputsWaitForPresentPeer()
            ? host.sender().appendedThrough()
            : own;
    return rules.outputsWaitForJoiner() ? Math.min(present, now.acknowledgedThrough()) : present;
  }

  /**
   * The last entry that all hosts have replayed that could win.
   *
   * @param own the last as far as the present pair is concerned
   */
  long replayedByAll(long own) {
    return cloning == null ? own : Math.min(own, cloning.replayedThrough());
  }

  /** Tells a destination that could win that the guest's last outputs have left. */
  void tellFinished() {
    if (cloning != null) {
      cloning.sendHeartbeat(host.releasedThrough(), host.nowNs(), host.out());
    }
  }

  void holdGuest() {
    boolean hold = cloning != null && cloning.holdsGuest();
    if (hold != standing && host.state() != State.HALTED) {
      standing = hold;
      host.out().accept(hold ? new Command.StandStill() : new Command.GoOn());
    }
  }

  // ---- silence and time

  /** Gives up a silent destination, as long as it can't win. */
  State judgeJoiner() {
    CloneSession now = cloning;
    return now != null && host.nowNs() >= now.silentAtNs(rules)
        ? end(now, CloneEnd.SILENT, host.state())
        : host.state();
  }

  State judgeWhoCouldWin(boolean peerIsSilent) {
    CloneSession now = requireCloning();
    boolean silent = host.nowNs() >= now.silentAtNs(rules) || (now.hasPeer() && peerIsSilent);
    return silent && rules.freezesOnSilence() ? freeze() : host.state();
  }

  /** Releases nothing until the disk has answered: a silent host that could win may have won. */
  State freeze() {
    requireCloning().freeze();
    return host.state();
  }

  void onTime() {
    if (cloning != null) {
      cloning.onTime(host.releasedThrough(), host.nowNs(), rules, host.out());
    }
  }

  long nextDueNs() {
    return cloning == null ? NEVER : cloning.nextDueNs(rules);
  }

  private CloneSession requireCloning() {
    if (cloning == null) {
      throw new IllegalStateException("no clone is under way");
    }
    return cloning;
  }

  void digestInto(StateDigest digest, long atNs) {
    digest.add(standing);
    if (cloning != null) {
      cloning.digestInto(digest, atNs);
    }
  }
}
