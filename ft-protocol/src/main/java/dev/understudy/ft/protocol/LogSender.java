package dev.understudy.ft.protocol;

import dev.understudy.base.StateDigest;

/**
 * The primary's end of the log: entries not yet acknowledged, and which of them are on their way.
 *
 * <p>Go-back-N: entries are sent in order within a window; without progress for the retransmission
 * time everything unacknowledged counts as unsent again. The first frame after that is a probe, and
 * the rest follows when the probe is answered: a backup whose log buffer is full, or gone, is not
 * flooded.
 */
final class LogSender {
  private static final long NEVER = Long.MAX_VALUE;

  private final ProtocolConfig config;
  private final LogBuffer unacknowledged;
  private long sentThrough;
  private long inFlightBytes;
  private long flushThrough;
  private long flushDueNs = NEVER;
  private long progressNs;
  private boolean probing;
  private boolean stalled;
  private long finalIndex = NEVER;
  private long peerReplayedThrough;

  LogSender(ProtocolConfig config, long afterIndex) {
    this.config = config;
    this.unacknowledged = new LogBuffer(afterIndex + 1);
    this.sentThrough = afterIndex;
    this.flushThrough = afterIndex;
    this.peerReplayedThrough = afterIndex;
  }

  private LogSender(LogSender other) {
    config = other.config;
    unacknowledged = other.unacknowledged.fork();
    sentThrough = other.sentThrough;
    inFlightBytes = other.inFlightBytes;
    flushThrough = other.flushThrough;
    flushDueNs = other.flushDueNs;
    progressNs = other.progressNs;
    probing = other.probing;
    stalled = other.stalled;
    finalIndex = other.finalIndex;
    peerReplayedThrough = other.peerReplayedThrough;
  }

  LogSender fork() {
    return new LogSender(this);
  }

  long appendedThrough() {
    return unacknowledged.lastIndex();
  }

  long acknowledgedThrough() {
    return unacknowledged.firstIndex() - 1;
  }

  long peerReplayedThrough() {
    return peerReplayedThrough;
  }

  boolean guestEnded() {
    return finalIndex != NEVER;
  }

  /** Whether outputs through this index include the guest's end. */
  boolean coversEnd(long throughIndex) {
    return throughIndex >= finalIndex;
  }

  void append(LogEntry entry, boolean flush, long nowNs, CommandSink out) {
    if (sentThrough == appendedThrough()) {
      flushDueNs = nowNs + config.flushDelayNs();
    }
    unacknowledged.append(entry);
    if (entry.gate() == Gate.FINAL) {
      finalIndex = appendedThrough();
    }
    if (flush) {
      flushThrough = appendedThrough();
    }
    if (!stalled && unacknowledged.isFull(config)) {
      stalled = true;
      out.accept(new Command.Stall());
    }
  }

  /** Sends what the flush rules and the window allow. */
  void pump(long nowNs, PeerLink link, CommandSink out) {
    while (!probing && worthSending() && inFlightBytes < config.windowBytes()) {
      sendFrame(nowNs, link, out);
    }
  }

  private boolean worthSending() {
    return sentThrough < flushThrough
        || unacknowledged.bytes() - inFlightBytes >= config.batchBytes();
  }

  private void sendFrame(long nowNs, PeerLink link, CommandSink out) {
    if (sentThrough == acknowledgedThrough()) {
      progressNs = nowNs;
    }
    long first = sentThrough + 1;
    long index = first;
    long bytes = 0;
    while (index <= appendedThrough()) {
      int cost = LogBuffer.cost(unacknowledged.get(index));
      if (index > first && bytes + cost > config.batchBytes()) {
        break;
      }
      bytes += cost;
      index++;
    }
    link.sendLog(first, unacknowledged.range(first, (int) (index - first)), nowNs, out);
    sentThrough = index - 1;
    inFlightBytes += bytes;
    flushDueNs = sentThrough < appendedThrough() ? nowNs + config.flushDelayNs() : NEVER;
  }

  /** Takes a cumulative acknowledgement; true if it says something new. */
  boolean acknowledged(long receivedThrough, long replayedThrough, long nowNs, CommandSink out) {
    peerReplayedThrough = Math.max(peerReplayedThrough, replayedThrough);
    if (receivedThrough <= acknowledgedThrough()) {
      return false;
    }
    while (acknowledgedThrough() < receivedThrough) {
      long index = unacknowledged.firstIndex();
      int cost = LogBuffer.cost(unacknowledged.removeFirst());
      if (index <= sentThrough) {
        inFlightBytes -= cost;
      }
    }
    sentThrough = Math.max(sentThrough, receivedThrough);
    if (sentThrough == appendedThrough()) {
      flushDueNs = NEVER;
    }
    progressNs = nowNs;
    if (probing) {
      // What follows the probe was sent before and did not arrive, so it need not wait for company
      // again.
      probing = false;
      flushThrough = appendedThrough();
    }
    if (unacknowledged.isHalfEmpty(config)) {
      resume(out);
    }
    return true;
  }

  void resume(CommandSink out) {
    if (stalled) {
      stalled = false;
      out.accept(new Command.Resume());
    }
  }

  /** Does what is due by now. */
  void onTime(long nowNs, Rules rules, PeerLink link, CommandSink out) {
    if (nowNs >= flushDueNs) {
      flushThrough = appendedThrough();
      flushDueNs = NEVER;
    }
    if (nowNs >= retransmitDueNs(rules)) {
      sentThrough = acknowledgedThrough();
      inFlightBytes = 0;
      probing = true;
      sendFrame(nowNs, link, out);
    }
    pump(nowNs, link, out);
  }

  long nextDueNs(Rules rules) {
    return Math.min(flushDueNs, retransmitDueNs(rules));
  }

  private long retransmitDueNs(Rules rules) {
    return sentThrough == acknowledgedThrough()
        ? NEVER
        : progressNs + rules.retransmitAfterNs(config);
  }

  /** Keeps no entries from now on, as there is no peer; they are counted only. */
  void forgetPeer(CommandSink out) {
    unacknowledged.clear();
    sentThrough = appendedThrough();
    inFlightBytes = 0;
    flushThrough = sentThrough;
    flushDueNs = NEVER;
    probing = false;
    resume(out);
  }

  /** Counts an entry that no host has to receive. */
  void count(LogEntry entry) {
    unacknowledged.append(entry);
    if (entry.gate() == Gate.FINAL) {
      finalIndex = appendedThrough();
    }
    unacknowledged.removeFirst();
    sentThrough = appendedThrough();
    flushThrough = sentThrough;
  }

  void digestInto(StateDigest digest, long nowNs) {
    unacknowledged.digestInto(digest);
    digest.add(sentThrough);
    digest.add(flushThrough);
    digest.add(flushDueNs == NEVER ? NEVER : flushDueNs - nowNs);
    digest.add(sentThrough == acknowledgedThrough() ? 0 : nowNs - progressNs);
    digest.add(probing);
    digest.add(stalled);
    digest.add(finalIndex);
    digest.add(peerReplayedThrough);
  }
}
