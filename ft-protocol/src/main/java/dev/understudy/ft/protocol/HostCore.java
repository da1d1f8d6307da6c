package dev.understudy.ft.protocol;

import dev.understudy.base.StateDigest;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one host of a pair knows, and the actions for which {@link Transitions} calls it. */
final class HostCore {
  private static final long NEVER = Long.MAX_VALUE;

  private Identity identity;
  private final ProtocolConfig config;
  private final Rules rules;
  private PeerLink link;
  private final Arbitration arbitration;
  private final Announcer announcer;
  private LogSender sender;
  private final BackupSide backup;
  private final SourceSide source;
  private State state;
  private @Nullable HaltReason haltReason;
  private long releasedThrough;
  private long wakeAtNs = NEVER;
  private long nowNs;
  private @Nullable CommandSink sink;

  HostCore(
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
    this.arbitration = new Arbitration();
    this.backup = new BackupSide(this, config, rules, afterIndex);
    this.source = new SourceSide(this, config, rules);
    long tenure = rules.tenure(identity.generation(), false);
    this.announcer = new Announcer(config, rules, tenure, nowNs);
    this.releasedThrough = afterIndex;
    this.nowNs = nowNs;
  }

  private HostCore(HostCore other) {
    identity = other.identity;
    config = other.config;
    rules = other.rules;
    link = other.link.fork();
    arbitration = other.arbitration.fork();
    announcer = other.announcer.fork();
    backup = other.backup.forkFor(this);
    source = other.source.forkFor(this);
    sender = other.sender.fork();
    state = other.state;
    haltReason = other.haltReason;
    releasedThrough = other.releasedThrough;
    wakeAtNs = other.wakeAtNs;
    nowNs = other.nowNs;
  }

  HostCore fork() {
    return new HostCore(this);
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
      source.holdGuest();
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

  /** The host's part as the source of a clone. */
  SourceSide source() {
    return source;
  }

  /** The host's part as a backup, or as a host that is to become one. */
  BackupSide backup() {
    return backup;
  }

  PeerLink link() {
    return link;
  }

  long nowNs() {
    return nowNs;
  }

  LogSender sender() {
    return sender;
  }

  LogReceiver receiver() {
    return backup.receiver();
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
    source.append(entry);
    return release(releasable(), State.LIVE);
  }

  /**
   * Appends an entry while the disk is asked: the guest goes on, nothing is sent, and no output
   * leaves.
   */
  State appendHeld(LogEntry entry) {
    if (sender.guestEnded()) {
      return ignore(IgnoreReason.GUEST_ENDED);
    }
    sender.append(entry, rules.flushesAtOnce(entry.gate()), nowNs, out());
    return release(releasableOnDetection(), State.PRIMARY_ARBITRATING);
  }

  State appendAlone(LogEntry entry) {
    sender.count(entry);
    source.append(entry);
    return release(releasable(), State.ALONE);
  }

  /**
   * Appends an entry while a new generation is asked for: every host that could win, whatever the
   * disk answers, gets the entry.
   */
  State appendRenewing(LogEntry entry) {
    if (sender.guestEnded()) {
      return ignore(IgnoreReason.GUEST_ENDED);
    }
    if (source.hasPeer()) {
      sender.append(entry, rules.flushesAtOnce(entry.gate()), nowNs, out());
      sender.pump(nowNs, link, out());
    } else {
      sender.count(entry);
    }
    source.append(entry);
    return release(releasable(), State.RENEWING);
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

  /**
   * The last entry that all hosts have received that could still win; without any, the last one
   * appended.
   */
  long releasable() {
    return source.releasable(
        rules.releasable(sender.appendedThrough(), sender.acknowledgedThrough()));
  }

  /**
   * The last entry that all hosts have replayed that could still win; without any, the last one
   * appended.
   */
  long replayedByAll() {
    boolean nobody = state == State.ALONE || (state == State.RENEWING && !source.hasPeer());
    return source.replayedByAll(nobody ? sender.appendedThrough() : sender.peerReplayedThrough());
  }

  private long releasableOnDetection() {
    return rules.releasableOnDetection(sender.appendedThrough(), releasedThrough);
  }

  /**
   * Releases outputs. Once the guest's end is released, all that is left to do is to tell a host
   * that would otherwise go live to let the last outputs out.
   */
  State release(long throughIndex, State next) {
    if (throughIndex > releasedThrough) {
      releasedThrough = throughIndex;
      out().accept(new Command.Release(throughIndex));
      if (sender.coversEnd(throughIndex)) {
        return tellFinished(next);
      }
    }
    return next;
  }

  private State tellFinished(State next) {
    boolean somebodyToTell = next == State.LIVE || next == State.RENEWING;
    if (!somebodyToTell || !rules.tellsFinished()) {
      return halt(HaltReason.FINISHED);
    }
    if (next == State.LIVE || source.hasPeer()) {
      link.sendHeartbeat(sender.appendedThrough(), releasedThrough, nowNs, out());
    }
    source.tellFinished();
    return next;
  }

  /**
   * Whether the guest has ended and its last outputs have left: a backup that falls silent then has
   * ended too.
   */
  boolean finished() {
    return sender.guestEnded() && sender.coversEnd(releasedThrough);
  }

  /** Becomes the primary of the next generation, whatever this host was before. */
  State leadPair(Identity pair, PeerLink toPeer, LogSender log) {
    identity = pair;
    link = toPeer;
    sender = log;
    state = State.LIVE;
    announcer.announce(rules.tenure(identity.generation(), false), nowNs, out());
    return nowNs >= detectionAtNs() ? silentBackup() : release(releasable(), State.LIVE);
  }

  State hear(ChannelFrame frame) {
    link.hear(frame, rules, nowNs);
    return state;
  }

  // ------------------------------------------------------------------ backup

  /**
   * Takes over at the order of the primary. That has fallen silent, and asks the disk only if no
   * other host does.
   */
  State takeOver(ChannelFrame frame) {
    link.hear(frame, rules, nowNs);
    return arbitrate(0);
  }

  State drained(long throughIndex) {
    backup.replayed(throughIndex);
    return goLiveIfDrained();
  }

  private State goLiveIfDrained() {
    LogReceiver receiver = backup.receiver();
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
      case LIVE -> peerIsSilent ? silentBackup() : source.judgeJoiner();
      case REPLAYING -> peerIsSilent ? arbitrate(isolationWaitNs()) : state;
      case ENDING ->
          peerIsSilent && backup.arbitratesAfterFinal() ? arbitrate(isolationWaitNs()) : state;
      case JOINING -> peerIsSilent ? silentWhileJoining() : state;
      case ALONE -> source.judgeJoiner();
      case RENEWING -> source.judgeWhoCouldWin(peerIsSilent);
      case PRIMARY_ARBITRATING, BACKUP_ARBITRATING, DRAINING, HALTED -> state;
    };
  }

  private State silentBackup() {
    return finished() ? halt(HaltReason.FINISHED) : arbitrate(isolationWaitNs());
  }

  private long isolationWaitNs() {
    return rules.isolationWaitNs(arbitration.serviceLinksUp(), config);
  }

  private State silentWhileJoining() {
    return rules.joinerHaltsOnSilence() ? halt(HaltReason.ABANDONED) : arbitrate(isolationWaitNs());
  }

  /**
   * Asks the disk at once: the backup has said that it never goes live, so that there is no need to
   * let it ask first.
   */
  State arbitrateAtOnce() {
    return finished() ? halt(HaltReason.FINISHED) : arbitrate(0);
  }

  private State arbitrate(long waitNs) {
    boolean primary = state == State.LIVE;
    source.endToArbitrate();
    if (!rules.asksTheDisk(primary)) {
      return primary ? winAsPrimary() : winAsBackup();
    }
    arbitration.begin(nowNs, waitNs);
    return primary
        ? release(releasableOnDetection(), State.PRIMARY_ARBITRATING)
        : State.BACKUP_ARBITRATING;
  }

  /**
   * Handles a frame of the peer while arbitrating. The standard rules have no way back, so that
   * this is only {@code then}.
   */
  State mayReturn(ChannelFrame frame, Function<ChannelFrame, State> then) {
    if (rules.returnsToFaultTolerance() && refuses(frame) == null) {
      state = state == State.PRIMARY_ARBITRATING ? State.LIVE : State.REPLAYING;
    }
    return then.apply(frame);
  }

  State serviceLinks(boolean up) {
    arbitration.serviceLinks(up, nowNs);
    return state;
  }

  State serviceLinksWhileArbitrating(boolean up) {
    if (up) {
      arbitration.askNow(nowNs);
    }
    return serviceLinks(up);
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
    out().accept(new Command.Drain(receiver().receivedThrough()));
    return goLiveIfDrained();
  }

  /**
   * Announces the address. It does so before the outputs that follow, so that the clients' switch
   * knows this host by then.
   */
  private void announceAsWinner() {
    if (rules.announcesOnWinning()) {
      announcer.announce(rules.tenure(identity.generation(), true), nowNs, out());
    }
  }

  State halt(HaltReason reason) {
    haltReason = reason;
    source.forget();
    out().accept(new Command.Halt(reason));
    return State.HALTED;
  }

  // ------------------------------------------------------------------ time

  private State doWhatIsDue() {
    return switch (state) {
      case LIVE -> {
        if (nowNs >= stepsAsideAtNs()) {
          yield stepAside();
        }
        primaryOnTime();
        source.onTime();
        announcer.onTime(nowNs, out());
        yield state;
      }
      case RENEWING -> {
        if (source.hasPeer()) {
          primaryOnTime();
        }
        source.onTime();
        announcer.onTime(nowNs, out());
        yield state;
      }
      case JOINING -> {
        backup.joiningOnTime();
        yield state;
      }
      case ALONE -> {
        source.onTime();
        announcer.onTime(nowNs, out());
        yield state;
      }
      case REPLAYING -> backup.replayingOnTime();
      case ENDING -> backup.endingOnTime();
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

  /**
   * Falls silent, as a primary that can serve no client. Its backup gets the time to notice and to
   * ask first; then this host asks too, because the backup may be gone or cut off as well.
   */
  private State stepAside() {
    return arbitrate(rules.detectionAfterNs(config) + rules.isolationWaitNs(false, config));
  }

  /** Falls silent at an order, and tells the backup, which then need not find out. */
  State stepAsideForBackup() {
    if (finished()) {
      return halt(HaltReason.FINISHED);
    }
    link.sendYield(nowNs, out());
    return stepAside();
  }

  private long stepsAsideAtNs() {
    return finished() ? NEVER : arbitration.linkDownForAtNs(rules.stepsAsideAfterNs(config));
  }

  private void speakOnTime() {
    if (state == State.PRIMARY_ARBITRATING) {
      primaryOnTime();
    } else {
      backup.speakOnTime();
    }
  }

  private void primaryOnTime() {
    sender.onTime(nowNs, rules, link, out());
    if (nowNs >= heartbeatAtNs()) {
      link.sendHeartbeat(sender.appendedThrough(), releasedThrough, nowNs, out());
    }
  }

  long heartbeatAtNs() {
    return link.lastSentNs() + rules.heartbeatAfterNs(config);
  }

  /** When a link to clients or disk will have been down for {@code durationNs}. */
  long linkDownForAtNs(long durationNs) {
    return arbitration.linkDownForAtNs(durationNs);
  }

  long detectionAtNs() {
    return link.lastHeardNs() + rules.detectionAfterNs(config);
  }

  /**
   * Asks for a tick. If one was asked for that comes early enough, nothing is said: that tick will
   * find nothing to do and ask again.
   */
  private void wish() {
    // Never at once: a rule that puts off what is due must not keep the clock from advancing.
    long due = Math.max(nextDueNs(), nowNs + 1);
    if (due != NEVER && (wakeAtNs <= nowNs || due < wakeAtNs)) {
      wakeAtNs = due;
      out().accept(new Command.WakeAt(due));
    }
  }

  private long nextDueNs() {
    long cloneDueNs = source.nextDueNs();
    return switch (state) {
      case LIVE ->
          Math.min(
              Math.min(
                  Math.min(cloneDueNs, stepsAsideAtNs()),
                  Math.min(detectionAtNs(), heartbeatAtNs())),
              Math.min(announcer.nextDueNs(), sender.nextDueNs(rules)));
      case RENEWING ->
          source.hasPeer()
              ? Math.min(
                  Math.min(cloneDueNs, heartbeatAtNs()),
                  Math.min(announcer.nextDueNs(), sender.nextDueNs(rules)))
              : Math.min(cloneDueNs, announcer.nextDueNs());
      case ALONE -> Math.min(cloneDueNs, announcer.nextDueNs());
      case JOINING -> Math.min(detectionAtNs(), heartbeatAtNs());
      case REPLAYING -> backup.replayingDueNs();
      case ENDING -> backup.endingDueNs();
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
    }
    backup.digestInto(digest);
    source.digestInto(digest, atNs);
    if (state == State.LIVE
        || state == State.RENEWING
        || state == State.JOINING
        || state == State.REPLAYING
        || state == State.ENDING) {
      digest.add(arbitration.serviceLinksUp());
      digest.add(arbitration.linkDownForNs(atNs));
      link.digestInto(digest, atNs);
    }
    if (state.arbitrating()) {
      arbitration.digestInto(digest, atNs);
    }
  }

  CommandSink out() {
    CommandSink current = sink;
    if (current == null) {
      throw new IllegalStateException("outside a call");
    }
    return current;
  }
}
