package dev.understudy.ft.protocol;

import dev.understudy.base.StateDigest;
import org.jspecify.annotations.Nullable;

/**
 * The source's side of FT VMotion (paper §3.1): rounds of pieces while the guest runs, a last round
 * while it stands still, then its log, until the disk has made source and destination the next
 * pair.
 */
final class CloneSession {
  private static final long NEVER = Long.MAX_VALUE;

  enum Phase {
    /** Rounds while the guest runs. The destination can't take over. */
    COPYING,
    /** The snapshot was taken; the guest stands still until the destination holds all of it. */
    STOPPED,
    /** The disk was asked: from now on the destination may win. */
    RENEWING
  }

  private final Identity identity;
  private final ProtocolConfig config;
  private final CloneLimits limits;
  private final PeerLink link;
  private final PieceSender pieces;
  private @Nullable LogSender log;
  private Phase phase = Phase.COPYING;
  private int round;
  private long roundBeganNs;
  private long roundBytes;
  private int roundPieces;

  /** Whether the pieces of this round have not been captured yet. */
  private boolean awaitsCapture;

  private long restBytesMax;
  private long stoppedAtNs;
  private boolean logIsFull;
  private boolean hasPeer;
  private boolean frozen;
  private long pauseNs;

  CloneSession(Identity identity, ProtocolConfig config, CloneLimits limits, long nowNs) {
    this.identity = identity;
    this.config = config;
    this.limits = limits;
    this.link = new PeerLink(identity, config, nowNs);
    this.pieces = new PieceSender(config);
  }

  private CloneSession(CloneSession other) {
    identity = other.identity;
    config = other.config;
    limits = other.limits;
    link = other.link.fork();
    pieces = other.pieces.fork();
    log = other.log == null ? null : other.log.fork();
    phase = other.phase;
    round = other.round;
    roundBeganNs = other.roundBeganNs;
    roundBytes = other.roundBytes;
    roundPieces = other.roundPieces;
    awaitsCapture = other.awaitsCapture;
    restBytesMax = other.restBytesMax;
    stoppedAtNs = other.stoppedAtNs;
    logIsFull = other.logIsFull;
    hasPeer = other.hasPeer;
    frozen = other.frozen;
    pauseNs = other.pauseNs;
  }

  CloneSession fork() {
    return new CloneSession(this);
  }

  Identity identity() {
    return identity;
  }

  Phase phase() {
    return phase;
  }

  PeerLink link() {
    return link;
  }

  /** How long the guest stood still for the last round; 0 before. */
  long pauseNs() {
    return pauseNs;
  }

  int rounds() {
    return round;
  }

  boolean logIsFull() {
    return logIsFull;
  }

  PieceSender pieces() {
    return pieces;
  }

  /** The sender of the log to the destination; there is one from the snapshot on. */
  LogSender log() {
    if (log == null) {
      throw new IllegalStateException("no snapshot was taken");
    }
    return log;
  }

  /** Whether the source has a backup, which may win until the disk has answered. */
  boolean hasPeer() {
    return hasPeer;
  }

  boolean frozen() {
    return frozen;
  }

  /**
   * Releases nothing from now on: a host that could still win was not heard for the detection time.
   */
  void freeze() {
    frozen = true;
  }

  // ---- rounds

  /** Asks for what changed since the round before, or for all the rest if that is little enough. */
  void nextRound(long nowNs, CommandSink out) {
    if (round > 0) {
      long tookNs = Math.max(1, nowNs - roundBeganNs);
      restBytesMax = (long) ((double) roundBytes * limits.pauseNs() / tookNs);
    }
    round++;
    roundBeganNs = nowNs;
    awaitsCapture = true;
    out.accept(new Command.Capture(round, restBytesMax));
  }

  boolean convergesTooSlowly() {
    return round >= limits.roundsMax() && !limits.slowsGuest();
  }

  boolean awaitsCapture() {
    return awaitsCapture;
  }

  void captured(Event.Captured event) {
    awaitsCapture = false;
    pieces.add(event.pieces());
    roundPieces = event.pieces().size();
    roundBytes = 0;
    for (LogEntry piece : event.pieces()) {
      roundBytes += piece.length();
    }
  }

  /**
   * Notes that the snapshot was taken behind an entry; what is logged from here on goes to the
   * destination as well.
   *
   * @param sinceNs when the guest ceased to execute
   */
  void stop(long afterIndex, long sinceNs) {
    phase = Phase.STOPPED;
    stoppedAtNs = sinceNs;
    pieces.close(afterIndex);
    log = new LogSender(config, afterIndex);
  }

  void renew(boolean hasPeer, long nowNs) {
    phase = Phase.RENEWING;
    pauseNs = nowNs - stoppedAtNs;
    this.hasPeer = hasPeer;
  }

  /** Whether the guest has to stand still for the clone. */
  boolean holdsGuest() {
    return switch (phase) {
      case STOPPED -> true;
      case RENEWING -> logIsFull;
      case COPYING -> {
        // One half of the round, then three quarters, seven eighths, and so on.
        int over = Math.min(30, round - limits.roundsMax());
        yield over > 0 && pieces.unacknowledged() > roundPieces >> over;
      }
    };
  }

  // ---- the log

  void append(LogEntry entry, boolean flush, long nowNs, CommandSink out) {
    if (log != null) {
      log.append(entry, flush, nowNs, withoutStall(out));
      pumpLog(nowNs, out);
    }
  }

  boolean acknowledged(long receivedThrough, long replayedThrough, long nowNs, CommandSink out) {
    return log().acknowledged(receivedThrough, replayedThrough, nowNs, withoutStall(out));
  }

  /** The last entry that the destination has acknowledged, for which outputs have to wait. */
  long acknowledgedThrough() {
    return log == null ? NEVER : log.acknowledgedThrough();
  }

  /** The last entry that the destination has replayed; it needs none from before its snapshot. */
  long replayedThrough() {
    return log == null ? NEVER : log.peerReplayedThrough();
  }

  private void pumpLog(long nowNs, CommandSink out) {
    if (phase == Phase.RENEWING) {
      log().pump(nowNs, link, out);
    }
  }

  /** Turns a full log towards the destination into a stop of the guest for the clone. */
  private CommandSink withoutStall(CommandSink out) {
    return command -> {
      if (command instanceof Command.FlowControl log) {
        logIsFull = log.isFull();
      } else {
        out.accept(command);
      }
    };
  }

  // ---- time

  /**
   * Does what is due. Heartbeats say which outputs have left, so that a destination learns of the
   * guest's end.
   */
  void onTime(long releasedThrough, long nowNs, Rules rules, CommandSink out) {
    pieces.onTime(nowNs, rules, link, out);
    if (phase == Phase.RENEWING) {
      log().onTime(nowNs, rules, link, out);
    }
    if (nowNs >= heartbeatAtNs(rules)) {
      sendHeartbeat(releasedThrough, nowNs, out);
    }
  }

  void sendHeartbeat(long releasedThrough, long nowNs, CommandSink out) {
    long appended = log == null ? 0 : log.appendedThrough();
    link.sendHeartbeat(appended, Math.min(appended, releasedThrough), nowNs, out);
  }

  private long heartbeatAtNs(Rules rules) {
    return link.lastSentNs() + rules.heartbeatAfterNs(config);
  }

  long silentAtNs(Rules rules) {
    return link.lastHeardNs() + rules.detectionAfterNs(config);
  }

  long nextDueNs(Rules rules) {
    long due = Math.min(pieces.nextDueNs(rules), heartbeatAtNs(rules));
    if (phase == Phase.RENEWING) {
      return Math.min(due, log().nextDueNs(rules));
    }
    return Math.min(due, silentAtNs(rules));
  }

  void digestInto(StateDigest digest, long nowNs) {
    digest.add(identity.generation());
    digest.add(identity.peer());
    digest.add(phase.ordinal());
    digest.add(round);
    digest.add(nowNs - roundBeganNs);
    digest.add(roundBytes);
    digest.add(roundPieces);
    digest.add(awaitsCapture);
    digest.add(restBytesMax);
    digest.add(logIsFull);
    digest.add(hasPeer);
    digest.add(frozen);
    digest.add(stoppedAtNs);
    digest.add(pauseNs);
    link.digestInto(digest, nowNs);
    pieces.digestInto(digest, nowNs);
    if (log != null) {
      log.digestInto(digest, nowNs);
    }
  }
}
