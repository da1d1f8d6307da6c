package dev.understudy.ft.protocol;

import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.Heartbeat;
import dev.understudy.ft.protocol.ChannelFrame.Log;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotAck;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotPiece;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one host knows, and what it does once {@link Transitions} has decided. */
final class Host {
  private static final long NEVER = Long.MAX_VALUE;

  private Identity identity;
  private final ProtocolConfig config;
  private final Rules rules;
  private PeerLink link;
  private LogReceiver receiver;
  private final Arbitration arbitration;
  private final Announcer announcer;
  private LogSender sender;
  private final Joining joining;
  private @Nullable Cloning cloning;
  private boolean standing;
  private State state;
  private @Nullable HaltReason haltReason;
  private long releasedThrough;
  private long wakeAtNs = NEVER;
  private long nowNs;
  private @Nullable CommandSink sink;

  Host(
      Identity identity,
      ProtocolConfig config,
      Rules rules,
      State state,
      long afterIndex,
      long nowNs) {
    this.identity = identity;
    this.config = config;
    this.rules = rules;
    this.state = state;
    this.link = new PeerLink(identity, config, nowNs);
    this.sender = new LogSender(config, afterIndex);
    this.receiver = new LogReceiver(config, afterIndex);
    this.arbitration = new Arbitration();
    this.joining = new Joining();
    long tenure = rules.tenure(identity.generation(), false);
    this.announcer = new Announcer(config, rules, tenure, nowNs);
    this.releasedThrough = afterIndex;
    this.nowNs = nowNs;
  }

  private Host(Host other) {
    identity = other.identity;
    config = other.config;
    rules = other.rules;
    link = other.link.fork();
    receiver = other.receiver.fork();
    arbitration = other.arbitration.fork();
    announcer = other.announcer.fork();
    joining = other.joining.fork();
    cloning = other.cloning == null ? null : other.cloning.fork();
    standing = other.standing;
    sender = other.sender.fork();
    state = other.state;
    haltReason = other.haltReason;
    releasedThrough = other.releasedThrough;
    wakeAtNs = other.wakeAtNs;
    nowNs = other.nowNs;
  }

  Host fork() {
    return new Host(this);
  }

  void handle(Event event, Transitions transitions, long now, CommandSink out) {
    if (now < nowNs) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "time went back from %d to %d", nowNs, now));
    }
    if (sink != null) {
      throw new IllegalStateException("called from within its own command sink");
    }
    nowNs = now;
    sink = out;
    try {
      if (rules.judgesSilenceBefore(event)) {
        state = judgeSilence();
      }
      state = event.match(transitions);
      state = doWhatIsDue();
      holdGuest();
      wish();
    } finally {
      sink = null;
    }
  }

  Identity identity() {
    return identity;
  }

  ProtocolConfig config() {
    return config;
  }

  Rules rules() {
    return rules;
  }

  State state() {
    return state;
  }

  @Nullable HaltReason haltReason() {
    return haltReason;
  }

  @Nullable Identity cloning() {
    return cloning == null ? null : cloning.identity();
  }

  LogSender sender() {
    return sender;
  }

  LogReceiver receiver() {
    return receiver;
  }

  long releasedThrough() {
    return releasedThrough;
  }

  State ignore(IgnoreReason reason) {
    out().accept(new Command.Ignore(reason));
    return state;
  }

  @Nullable IgnoreReason refuses(ChannelFrame frame) {
    return rules.refuses(frame.header(), identity);
  }

  // ------------------------------------------------------------------ primary

  State append(LogEntry entry) {
    if (sender.guestEnded()) {
      return ignore(IgnoreReason.GUEST_ENDED);
    }
    sender.append(entry, rules.flushesAtOnce(entry.gate()), nowNs, out());
    sender.pump(nowNs, link, out());
    appendForJoiner(entry);
    return release(releasable(), State.LIVE);
  }

  /** Goes on computing while the disk is asked: nothing is sent, and nothing leaves. */
  State appendHeld(LogEntry entry) {
    if (sender.guestEnded()) {
      return ignore(IgnoreReason.GUEST_ENDED);
    }
    sender.append(entry, rules.flushesAtOnce(entry.gate()), nowNs, out());
    return release(releasableOnDetection(), State.PRIMARY_ARBITRATING);
  }

  State appendAlone(LogEntry entry) {
    sender.count(entry);
    appendForJoiner(entry);
    return release(releasable(), State.ALONE);
  }

  /** Everybody who could win, whatever the disk answers, gets the entry. */
  State appendRenewing(LogEntry entry) {
    if (sender.guestEnded()) {
      return ignore(IgnoreReason.GUEST_ENDED);
    }
    if (requireCloning().besidePeer()) {
      sender.append(entry, rules.flushesAtOnce(entry.gate()), nowNs, out());
      sender.pump(nowNs, link, out());
    } else {
      sender.count(entry);
    }
    appendForJoiner(entry);
    return release(releasable(), State.RENEWING);
  }

  private void appendForJoiner(LogEntry entry) {
    if (cloning != null) {
      cloning.append(entry, rules.flushesAtOnce(entry.gate()), nowNs, out());
    }
  }

  State acknowledge(ChannelFrame frame, long receivedThrough, long replayedThrough) {
    if (receivedThrough > sender.appendedThrough()) {
      return ignore(IgnoreReason.BEYOND_LOG);
    }
    link.hear(frame, rules, nowNs);
    if (sender.acknowledged(receivedThrough, replayedThrough, nowNs, out())) {
      return release(releasable(), state);
    }
    return state;
  }

  /** What everybody who could still win has received; without anybody, everything. */
  private long releasable() {
    long own = rules.releasable(sender.appendedThrough(), sender.acknowledgedThrough());
    Cloning now = cloning;
    if (now == null) {
      return own;
    }
    if (now.frozen()) {
      return releasedThrough;
    }
    if (state == State.RENEWING && !rules.outputsWaitForPresentPeer()) {
      own = sender.appendedThrough();
    }
    return rules.outputsWaitForJoiner() ? Math.min(own, now.acknowledgedThrough()) : own;
  }

  private long releasableOnDetection() {
    return rules.releasableOnDetection(sender.appendedThrough(), releasedThrough);
  }

  /**
   * Once the guest's end is released, this host has nothing left to do but to tell its backup,
   * which would otherwise go live to let the last outputs out.
   */
  private State release(long throughIndex, State next) {
    if (throughIndex > releasedThrough) {
      releasedThrough = throughIndex;
      out().accept(new Command.Release(throughIndex));
      if (sender.coversEnd(throughIndex)) {
        if (next != State.LIVE || !rules.tellsFinished()) {
          return halt(HaltReason.FINISHED);
        }
        link.sendHeartbeat(sender.appendedThrough(), releasedThrough, nowNs, out());
      }
    }
    return next;
  }

  /** The guest has ended and its last outputs are out: a backup that falls silent has ended too. */
  private boolean finished() {
    return state == State.LIVE && sender.guestEnded() && sender.coversEnd(releasedThrough);
  }

  // ------------------------------------------------------------------ cloning, source

  State startClone(long joiner, CloneLimits limits) {
    if (cloning != null || sender.guestEnded()) {
      return ignore(IgnoreReason.NOT_CLONING);
    }
    Identity next = new Identity(identity.generation() + 1, identity.self(), joiner);
    cloning = new Cloning(next, config, limits, nowNs);
    cloning.nextRound(nowNs, out());
    return state;
  }

  State captured(Event.Captured event) {
    Cloning now = cloning;
    if (now == null || now.phase() != Cloning.Phase.COPYING) {
      return ignore(IgnoreReason.NOT_CLONING);
    }
    now.captured(event, nowNs);
    if (event.last()) {
      now.stop(sender.appendedThrough(), nowNs);
    }
    now.pieces().pump(nowNs, now.link(), out());
    return state;
  }

  boolean isFromJoiner(ChannelFrame frame) {
    return cloning != null && rules.refuses(frame.header(), cloning.identity()) == null;
  }

  State joinerSays(ChannelFrame frame) {
    Cloning now = requireCloning();
    if (frame instanceof SnapshotAck ack) {
      now.link().hear(frame, rules, nowNs);
      now.pieces().acknowledged(ack.receivedThrough(), nowNs);
      now.pieces().pump(nowNs, now.link(), out());
      return advanceClone(now);
    }
    if (frame instanceof Ack ack) {
      return joinerAcknowledges(frame, ack.receivedThrough(), ack.replayedThrough());
    }
    return frame instanceof Heartbeat beat
        ? joinerAcknowledges(frame, beat.highestIndex(), beat.doneThrough())
        : ignore(IgnoreReason.WRONG_DIRECTION);
  }

  private State joinerAcknowledges(ChannelFrame frame, long receivedThrough, long replayedThrough) {
    Cloning now = requireCloning();
    if (now.phase() == Cloning.Phase.COPYING) {
      return ignore(IgnoreReason.JOINING);
    }
    if (receivedThrough > now.log().appendedThrough()) {
      return ignore(IgnoreReason.BEYOND_LOG);
    }
    now.link().hear(frame, rules, nowNs);
    boolean news = now.acknowledged(receivedThrough, replayedThrough, nowNs, out());
    return news ? release(releasable(), state) : state;
  }

  private State advanceClone(Cloning now) {
    return switch (now.phase()) {
      case COPYING -> now.pieces().allAcknowledged() ? nextRound(now) : state;
      case STOPPED -> rules.mayRenew(now.pieces().allAcknowledged()) ? renew(now) : state;
      case RENEWING -> state;
    };
  }

  private State nextRound(Cloning now) {
    if (sender.guestEnded()) {
      return endClone(now, CloneEnd.GUEST_ENDED);
    }
    if (now.convergesTooSlowly()) {
      return endClone(now, CloneEnd.NOT_CONVERGING);
    }
    now.nextRound(nowNs, out());
    return state;
  }

  /** From here on the destination may win: this host goes on alone only by winning against it. */
  private State renew(Cloning now) {
    now.renew(state == State.LIVE, nowNs);
    if (!rules.renewsMembership()) {
      return becomePair(now);
    }
    out().accept(new Command.Renew(identity.generation(), now.identity().peer()));
    return State.RENEWING;
  }

  State renewed(Event.RenewAnswered event) {
    Cloning now = requireCloning();
    if (event.generation() != identity.generation() || event.joiner() != now.identity().peer()) {
      return ignore(IgnoreReason.NOT_CLONING);
    }
    return switch (event.answer()) {
      case RENEWED -> becomePair(now);
      case LOST -> halt(HaltReason.LOST);
      case BAD_JOINER -> {
        state = now.besidePeer() ? State.LIVE : State.ALONE;
        yield endClone(now, CloneEnd.REFUSED);
      }
    };
  }

  private State becomePair(Cloning now) {
    sender.resume(out());
    identity = now.identity();
    link = now.link();
    sender = now.log();
    if (now.logIsFull()) {
      out().accept(new Command.Stall());
    }
    out()
        .accept(
            new Command.CloneEnded(identity.peer(), CloneEnd.PAIRED, now.rounds(), now.pauseNs()));
    cloning = null;
    state = State.LIVE;
    announcer.announce(rules.tenure(identity.generation(), false), nowNs, out());
    return nowNs >= detectionAtNs()
        ? arbitrate(isolationWaitNs())
        : release(releasable(), State.LIVE);
  }

  /** Before the disk was asked: the destination never was anybody, and outputs need not wait. */
  private State endClone(Cloning now, CloneEnd how) {
    out().accept(new Command.CloneEnded(now.identity().peer(), how, now.rounds(), now.pauseNs()));
    cloning = null;
    return release(releasable(), state);
  }

  /** Whoever could win may have won: nothing is released until the disk has answered. */
  State freeze() {
    requireCloning().freeze();
    return state;
  }

  State hear(ChannelFrame frame) {
    link.hear(frame, rules, nowNs);
    return state;
  }

  private Cloning requireCloning() {
    if (cloning == null) {
      throw new IllegalStateException("no clone is under way");
    }
    return cloning;
  }

  private void holdGuest() {
    boolean hold = cloning != null && state != State.HALTED && cloning.holdsGuest();
    if (hold != standing && state != State.HALTED) {
      standing = hold;
      out().accept(hold ? new Command.StandStill() : new Command.GoOn());
    }
  }

  // ------------------------------------------------------------------ cloning, destination

  State join(SnapshotPiece frame) {
    link.hear(frame, rules, nowNs);
    joining.receive(frame, out());
    link.sendSnapshotAck(joining.received(), nowNs, out());
    if (!rules.holdsSnapshot(joining.received(), joining.lastNumber())) {
      return State.JOINING;
    }
    receiver = new LogReceiver(config, joining.afterIndex());
    out().accept(new Command.Install(joining.afterIndex()));
    return State.REPLAYING;
  }

  /** It was taken before; the acknowledgement got lost. */
  State acknowledgePiece(SnapshotPiece frame) {
    link.hear(frame, rules, nowNs);
    link.sendSnapshotAck(joining.received(), nowNs, out());
    return state;
  }

  // ------------------------------------------------------------------ backup

  State receive(Log frame) {
    link.hear(frame, rules, nowNs);
    boolean news = receiver.receive(frame, rules, out());
    if (news || rules.acknowledgesAgain()) {
      link.sendAck(acknowledgedByBackup(), receiver.replayedThrough(), nowNs, out());
    }
    return receiver.holdsFinal() && state == State.REPLAYING ? State.ENDING : state;
  }

  State receiveWhileArbitrating(Log frame) {
    return rules.speaksWhileArbitrating() ? receive(frame) : ignore(IgnoreReason.ARBITRATING);
  }

  State hearOf(Heartbeat frame) {
    link.hear(frame, rules, nowNs);
    receiver.hearOf(frame.highestIndex());
    receiver.released(frame.doneThrough());
    return state;
  }

  private long acknowledgedByBackup() {
    return rules.acknowledges(
        receiver.receivedThrough(), receiver.replayedThrough(), receiver.heardOfThrough());
  }

  State replayed(long throughIndex) {
    receiver.replayed(throughIndex);
    return state;
  }

  State drained(long throughIndex) {
    receiver.replayed(throughIndex);
    return goLiveIfDrained();
  }

  State diverge(long entryIndex) {
    if (rules.reportsDivergence()) {
      link.sendDivergenceReport(entryIndex, nowNs, out());
    }
    return divergeUnheard();
  }

  /** The peer has failed or is fenced off: there is nobody to tell. */
  State divergeUnheard() {
    return rules.haltsOnDivergence() ? halt(HaltReason.DIVERGED) : state;
  }

  private State goLiveIfDrained() {
    if (!rules.drained(receiver.replayedThrough(), receiver.receivedThrough())) {
      return State.DRAINING;
    }
    long through = receiver.replayedThrough();
    sender = new LogSender(config, through);
    releasedThrough = through;
    announceAsWinner();
    out().accept(new Command.GoLive(through));
    return receiver.holdsFinal() ? halt(HaltReason.FINISHED) : State.ALONE;
  }

  // ------------------------------------------------------------------ arbitration

  private State judgeSilence() {
    boolean peerIsSilent = nowNs >= detectionAtNs();
    return switch (state) {
      case LIVE -> peerIsSilent ? silentBackup() : judgeJoiner();
      case REPLAYING -> peerIsSilent ? arbitrate(isolationWaitNs()) : state;
      case ENDING ->
          peerIsSilent && rules.arbitratesAfterFinal(receiver.toldFinished())
              ? arbitrate(isolationWaitNs())
              : state;
      case JOINING -> peerIsSilent ? silentWhileJoining() : state;
      case ALONE -> judgeJoiner();
      case RENEWING -> judgeWhoCouldWin(peerIsSilent);
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING, DRAINING, HALTED -> state;
    };
  }

  private State silentBackup() {
    return finished() ? halt(HaltReason.FINISHED) : arbitrate(isolationWaitNs());
  }

  private long isolationWaitNs() {
    return rules.isolationWaitNs(arbitration.clientLinkUp(), config);
  }

  private State silentWhileJoining() {
    return rules.joinerHaltsOnSilence() ? halt(HaltReason.ABANDONED) : arbitrate(isolationWaitNs());
  }

  private State judgeJoiner() {
    Cloning now = cloning;
    return now != null && nowNs >= now.silentAtNs(rules) ? endClone(now, CloneEnd.SILENT) : state;
  }

  private State judgeWhoCouldWin(boolean peerIsSilent) {
    Cloning now = requireCloning();
    boolean silent = nowNs >= now.silentAtNs(rules) || (now.besidePeer() && peerIsSilent);
    return silent && rules.freezesOnSilence() ? freeze() : state;
  }

  /** The backup said that it never goes live: there is nobody to let go first. */
  State arbitrateAtOnce() {
    return finished() ? halt(HaltReason.FINISHED) : arbitrate(0);
  }

  private State arbitrate(long waitNs) {
    boolean primary = state == State.LIVE;
    if (cloning != null) {
      state = endCloneToArbitrate(cloning);
    }
    if (!rules.asksTheDisk(primary)) {
      return primary ? winAsPrimary() : winAsBackup();
    }
    arbitration.begin(nowNs, waitNs);
    return primary
        ? release(releasableOnDetection(), State.PRIMARY_ARBITRATING)
        : State.BACKUP_ARBITRATING;
  }

  /** Nothing is released on the way: the present peer may have won. */
  private State endCloneToArbitrate(Cloning now) {
    out()
        .accept(
            new Command.CloneEnded(
                now.identity().peer(), CloneEnd.ARBITRATING, now.rounds(), now.pauseNs()));
    cloning = null;
    return state;
  }

  /** With the rule that there is no way back this is only {@code then}. */
  State mayReturn(ChannelFrame frame, Function<ChannelFrame, State> then) {
    if (rules.returnsToFaultTolerance() && refuses(frame) == null) {
      state = state == State.PRIMARY_ARBITRATING ? State.LIVE : State.REPLAYING;
    }
    return then.apply(frame);
  }

  State clientLink(boolean up) {
    arbitration.clientLink(up);
    return state;
  }

  State clientLinkWhileArbitrating(boolean up) {
    if (up) {
      arbitration.askNow(nowNs);
    }
    return clientLink(up);
  }

  boolean asked(long generation) {
    return arbitration.asked() && generation == identity.generation();
  }

  State settle(TestAndSetAnswer answer) {
    if (answer == TestAndSetAnswer.NOT_YET) {
      arbitration.begin(nowNs, rules.detectionAfterNs(config));
      return state;
    }
    HaltReason mustHalt = rules.mustHalt(answer);
    if (mustHalt != null) {
      return halt(mustHalt);
    }
    return state == State.PRIMARY_ARBITRATING ? winAsPrimary() : winAsBackup();
  }

  private State winAsPrimary() {
    announceAsWinner();
    out().accept(new Command.RunAlone());
    long through = rules.releasableAfterWinning(sender.appendedThrough(), releasedThrough);
    State next = release(through, State.ALONE);
    if (next == State.ALONE) {
      sender.forgetPeer(out());
    }
    return next;
  }

  private State winAsBackup() {
    out().accept(new Command.Drain(receiver.receivedThrough()));
    return goLiveIfDrained();
  }

  /** Before the outputs that follow, so that the clients' switch already knows this host. */
  private void announceAsWinner() {
    if (rules.announcesOnWinning()) {
      announcer.announce(rules.tenure(identity.generation(), true), nowNs, out());
    }
  }

  private State halt(HaltReason reason) {
    haltReason = reason;
    cloning = null;
    out().accept(new Command.Halt(reason));
    return State.HALTED;
  }

  // ------------------------------------------------------------------ time

  private State doWhatIsDue() {
    return switch (state) {
      case LIVE -> {
        primaryOnTime();
        cloneOnTime();
        announcer.onTime(nowNs, out());
        yield state;
      }
      case RENEWING -> {
        if (requireCloning().besidePeer()) {
          primaryOnTime();
        }
        cloneOnTime();
        announcer.onTime(nowNs, out());
        yield state;
      }
      case JOINING -> {
        if (nowNs >= heartbeatAtNs()) {
          link.sendSnapshotAck(joining.received(), nowNs, out());
        }
        yield state;
      }
      case ALONE -> {
        cloneOnTime();
        announcer.onTime(nowNs, out());
        yield state;
      }
      case REPLAYING -> {
        backupOnTime();
        yield state;
      }
      case ENDING -> {
        backupOnTime();
        yield nowNs >= endsAtNs() ? halt(HaltReason.FINISHED) : state;
      }
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> {
        arbitration.askIfDue(identity.generation(), nowNs, out());
        if (rules.speaksWhileArbitrating()) {
          speakOnTime();
        }
        yield state;
      }
      case DRAINING, HALTED -> state;
    };
  }

  private void speakOnTime() {
    if (state == State.PRIMARY_ARBITRATING) {
      primaryOnTime();
    } else {
      backupOnTime();
    }
  }

  private void primaryOnTime() {
    sender.onTime(nowNs, rules, link, out());
    if (nowNs >= heartbeatAtNs()) {
      link.sendHeartbeat(sender.appendedThrough(), releasedThrough, nowNs, out());
    }
  }

  private void cloneOnTime() {
    if (cloning != null) {
      cloning.onTime(nowNs, rules, out());
    }
  }

  private void backupOnTime() {
    if (nowNs >= heartbeatAtNs()) {
      link.sendHeartbeat(acknowledgedByBackup(), receiver.replayedThrough(), nowNs, out());
    }
  }

  /**
   * A backup that has replayed the guest's end ends when it is told that the last outputs are out.
   * Until then it answers: its last acknowledgement may be lost. If the rules forbid it to take
   * over, it ends when its primary falls silent.
   */
  private long endsAtNs() {
    if (!receiver.allReplayed()) {
      return NEVER;
    }
    return receiver.toldFinished() ? nowNs : detectionAtNs();
  }

  private long heartbeatAtNs() {
    return link.lastSentNs() + rules.heartbeatAfterNs(config);
  }

  private long detectionAtNs() {
    return link.lastHeardNs() + rules.detectionAfterNs(config);
  }

  /** An outstanding wish that comes early enough stands: a tick with nothing to do renews it. */
  private void wish() {
    // Never at once: a rule that puts off what is due must not make the clock stand still.
    long due = Math.max(nextDueNs(), nowNs + 1);
    if (due != NEVER && (wakeAtNs <= nowNs || due < wakeAtNs)) {
      wakeAtNs = due;
      out().accept(new Command.WakeAt(due));
    }
  }

  private long nextDueNs() {
    long cloneDueNs = cloning == null ? NEVER : cloning.nextDueNs(rules);
    return switch (state) {
      case LIVE ->
          Math.min(
              Math.min(cloneDueNs, Math.min(detectionAtNs(), heartbeatAtNs())),
              Math.min(announcer.nextDueNs(), sender.nextDueNs(rules)));
      case RENEWING ->
          requireCloning().besidePeer()
              ? Math.min(
                  Math.min(cloneDueNs, heartbeatAtNs()),
                  Math.min(announcer.nextDueNs(), sender.nextDueNs(rules)))
              : Math.min(cloneDueNs, announcer.nextDueNs());
      case ALONE -> Math.min(cloneDueNs, announcer.nextDueNs());
      case JOINING, REPLAYING -> Math.min(detectionAtNs(), heartbeatAtNs());
      case ENDING ->
          Math.min(
              heartbeatAtNs(),
              rules.arbitratesAfterFinal(receiver.toldFinished()) ? detectionAtNs() : endsAtNs());
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING -> arbitration.nextDueNs();
      case DRAINING, HALTED -> NEVER;
    };
  }

  void digestInto(StateDigest digest, long atNs) {
    digest.add(state.ordinal());
    if (state == State.HALTED) {
      return;
    }
    digest.add(identity.generation());
    digest.add(identity.self());
    digest.add(identity.peer());
    digest.add(wakeAtNs <= atNs || wakeAtNs == NEVER ? NEVER : wakeAtNs - atNs);
    digest.add(releasedThrough);
    if (state.executes()) {
      sender.digestInto(digest, atNs);
      announcer.digestInto(digest, atNs);
    } else {
      receiver.digestInto(digest);
    }
    joining.digestInto(digest);
    digest.add(standing);
    if (cloning != null) {
      cloning.digestInto(digest, atNs);
    }
    if (state == State.LIVE
        || state == State.RENEWING
        || state == State.JOINING
        || state == State.REPLAYING
        || state == State.ENDING) {
      digest.add(arbitration.clientLinkUp());
      link.digestInto(digest, atNs);
    }
    if (state.arbitrating()) {
      arbitration.digestInto(digest, atNs);
    }
  }

  private CommandSink out() {
    CommandSink current = sink;
    if (current == null) {
      throw new IllegalStateException("outside a call");
    }
    return current;
  }
}
