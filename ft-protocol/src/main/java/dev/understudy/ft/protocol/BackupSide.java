package dev.understudy.ft.protocol;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.ChannelFrame.Heartbeat;
import dev.understudy.ft.protocol.ChannelFrame.Log;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotPiece;

/** What a host does that follows a primary, or will follow one once it holds the snapshot. */
final class BackupSide {
  private static final long NEVER = Long.MAX_VALUE;

  private final HostCore host;
  private final ProtocolConfig config;
  private final Rules rules;
  private final SnapshotReceiver joining;
  private LogReceiver receiver;

  /** Whether the guest can't go on before this host has read from the disk (§4.2). */
  private boolean awaitsRead;

  BackupSide(HostCore host, ProtocolConfig config, Rules rules, long afterIndex) {
    this(host, config, rules, new SnapshotReceiver(), new LogReceiver(config, afterIndex));
  }

  private BackupSide(
      HostCore host,
      ProtocolConfig config,
      Rules rules,
      SnapshotReceiver joining,
      LogReceiver receiver) {
    this.host = host;
    this.config = config;
    this.rules = rules;
    this.joining = joining;
    this.receiver = receiver;
  }

  /** A deep copy for a copy of the host. */
  BackupSide forkFor(HostCore copyOfHost) {
    BackupSide copy = new BackupSide(copyOfHost, config, rules, joining.fork(), receiver.fork());
    copy.awaitsRead = awaitsRead;
    return copy;
  }

  LogReceiver receiver() {
    return receiver;
  }

  // ---- the snapshot

  State join(SnapshotPiece frame) {
    link().hear(frame, rules, host.nowNs());
    joining.receive(frame, host.out());
    acknowledgeSnapshot();
    if (!rules.holdsSnapshot(joining.received(), joining.lastNumber())) {
      return State.JOINING;
    }
    receiver = new LogReceiver(config, joining.afterIndex());
    host.out().accept(new Command.Install(joining.afterIndex()));
    return State.REPLAYING;
  }

  /** Acknowledges a piece that was taken before: the earlier acknowledgement got lost. */
  State acknowledgePiece(SnapshotPiece frame) {
    link().hear(frame, rules, host.nowNs());
    acknowledgeSnapshot();
    return host.state();
  }

  private void acknowledgeSnapshot() {
    link().sendSnapshotAck(joining.received(), host.nowNs(), host.out());
  }

  // ---- the log

  State receive(Log frame) {
    link().hear(frame, rules, host.nowNs());
    boolean news = receiver.receive(frame, rules, host.out());
    if (news || rules.acknowledgesAgain()) {
      acknowledge();
    }
    boolean ends = receiver.holdsFinal() && host.state() == State.REPLAYING;
    return ends ? State.ENDING : host.state();
  }

  State receiveWhileArbitrating(Log frame) {
    return rules.speaksWhileArbitrating() ? receive(frame) : host.ignore(IgnoreReason.ARBITRATING);
  }

  State hearOf(Heartbeat frame) {
    link().hear(frame, rules, host.nowNs());
    receiver.hearOf(frame.highestIndex());
    receiver.released(frame.doneThrough());
    return host.state();
  }

  private void acknowledge() {
    link().sendAck(acknowledged(), receiver.replayedThrough(), host.nowNs(), host.out());
  }

  private long acknowledged() {
    return rules.acknowledges(
        receiver.receivedThrough(), receiver.replayedThrough(), receiver.heardOfThrough());
  }

  // ---- the replay

  State replayed(long throughIndex) {
    receiver.replayed(throughIndex);
    return host.state();
  }

  /**
   * Notes how far the guest has replayed, and acknowledges at once, as a write of the primary may
   * wait for it.
   */
  State replayedAndSaid(long throughIndex) {
    receiver.replayed(throughIndex);
    acknowledge();
    return host.state();
  }

  State awaitsRead(boolean waits) {
    awaitsRead = waits;
    return host.state();
  }

  State diverge(long entryIndex) {
    if (rules.reportsDivergence()) {
      link().sendDivergenceReport(entryIndex, host.nowNs(), host.out());
    }
    return divergeUnheard();
  }

  /** Halts without a report: the peer has failed or is fenced off. */
  State divergeUnheard() {
    return rules.haltsOnDivergence() ? host.halt(HaltReason.DIVERGED) : host.state();
  }

  // ---- time

  void joiningOnTime() {
    if (host.nowNs() >= host.heartbeatAtNs()) {
      acknowledgeSnapshot();
    }
  }

  State replayingOnTime() {
    if (host.nowNs() >= givesUpAtNs()) {
      return giveUp();
    }
    speakOnTime();
    return host.state();
  }

  State endingOnTime() {
    State next = replayingOnTime();
    return next == State.ENDING && host.nowNs() >= endsAtNs()
        ? host.halt(HaltReason.FINISHED)
        : next;
  }

  void speakOnTime() {
    if (host.nowNs() >= host.heartbeatAtNs()) {
      link().sendHeartbeat(acknowledged(), receiver.replayedThrough(), host.nowNs(), host.out());
    }
  }

  /**
   * Gives up being the backup. A backup that can't read will never go live, and it says so, so that
   * its primary need not wait for it.
   */
  private State giveUp() {
    link().sendDivergenceReport(receiver.replayedThrough() + 1, host.nowNs(), host.out());
    return host.halt(HaltReason.CUT_OFF);
  }

  private long givesUpAtNs() {
    return awaitsRead ? host.linkDownForAtNs(rules.givesUpAfterNs(config)) : NEVER;
  }

  /** Whether this host may still take over a guest whose last entry it holds. */
  boolean arbitratesAfterFinal() {
    return rules.arbitratesAfterFinal(receiver.toldFinished());
  }

  /**
   * When this host ends by itself. A backup that has replayed the guest's end ends when it is told
   * that the last outputs have left. Until then it answers, as its last acknowledgement may be
   * lost. If the rules forbid it to take over, it ends when its primary falls silent.
   */
  private long endsAtNs() {
    if (!receiver.allReplayed()) {
      return NEVER;
    }
    return receiver.toldFinished() ? host.nowNs() : host.detectionAtNs();
  }

  long replayingDueNs() {
    return Math.min(givesUpAtNs(), Math.min(host.detectionAtNs(), host.heartbeatAtNs()));
  }

  long endingDueNs() {
    return Math.min(
        Math.min(givesUpAtNs(), host.heartbeatAtNs()),
        arbitratesAfterFinal() ? host.detectionAtNs() : endsAtNs());
  }

  private PeerLink link() {
    return host.link();
  }

  void digestInto(StateDigest digest) {
    if (!host.state().executes()) {
      receiver.digestInto(digest);
      digest.add(awaitsRead);
    }
    joining.digestInto(digest);
  }
}
