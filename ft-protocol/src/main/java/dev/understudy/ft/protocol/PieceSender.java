package dev.understudy.ft.protocol;

import dev.understudy.base.StateDigest;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The source's end of a clone: pieces of the guest, sent in order, go-back-N within a window.
 * Pieces are numbered from 1 over all rounds.
 */
final class PieceSender {
  private static final long NEVER = Long.MAX_VALUE;
  private static final int PATIENCE_MAX = 8;

  private final ProtocolConfig config;

  /** Not acknowledged yet; the first one has the number {@link #acknowledged} + 1. */
  private final ArrayDeque<LogEntry> pieces = new ArrayDeque<>();

  private long acknowledged;
  private long sent;
  private long inFlightBytes;
  private long progressNs;

  /**
   * How many retransmission times to wait for progress. A slow link takes longer than one for a
   * window, so that this grows.
   */
  private int patience = 1;

  private long lastNumber = NEVER;
  private long lastAfterIndex;

  PieceSender(ProtocolConfig config) {
    this.config = config;
  }

  private PieceSender(PieceSender other) {
    config = other.config;
    pieces.addAll(other.pieces);
    acknowledged = other.acknowledged;
    sent = other.sent;
    inFlightBytes = other.inFlightBytes;
    progressNs = other.progressNs;
    patience = other.patience;
    lastNumber = other.lastNumber;
    lastAfterIndex = other.lastAfterIndex;
  }

  PieceSender fork() {
    return new PieceSender(this);
  }

  void add(List<LogEntry> more) {
    pieces.addAll(more);
  }

  /**
   * Marks the last piece added as the one that completes the snapshot, which stands behind this
   * entry.
   */
  void close(long afterIndex) {
    lastNumber = acknowledged + pieces.size();
    lastAfterIndex = afterIndex;
  }

  boolean allAcknowledged() {
    return pieces.isEmpty();
  }

  long acknowledgedPieces() {
    return acknowledged;
  }

  int unacknowledged() {
    return pieces.size();
  }

  void acknowledged(long through, long nowNs) {
    while (acknowledged < through && !pieces.isEmpty()) {
      int bytes = pieces.remove().length();
      acknowledged++;
      if (acknowledged <= sent) {
        inFlightBytes -= bytes;
      }
      progressNs = nowNs;
    }
    sent = Math.max(sent, acknowledged);
  }

  void pump(long nowNs, PeerLink link, CommandSink out) {
    long number = acknowledged;
    for (LogEntry piece : pieces) {
      number++;
      if (number > sent) {
        if (inFlightBytes >= config.windowBytes()) {
          return;
        }
        if (sent == acknowledged) {
          progressNs = nowNs;
        }
        boolean last = number == lastNumber;
        link.sendPiece(number, last, last ? lastAfterIndex : 0, piece, nowNs, out);
        sent = number;
        inFlightBytes += piece.length();
      }
    }
  }

  void onTime(long nowNs, Rules rules, PeerLink link, CommandSink out) {
    if (nowNs >= nextDueNs(rules)) {
      sent = acknowledged;
      inFlightBytes = 0;
      progressNs = nowNs;
      patience = Math.min(PATIENCE_MAX, 2 * patience);
    }
    pump(nowNs, link, out);
  }

  long nextDueNs(Rules rules) {
    return sent == acknowledged ? NEVER : progressNs + patience * rules.retransmitAfterNs(config);
  }

  void digestInto(StateDigest digest, long nowNs) {
    digest.add(acknowledged);
    digest.add(sent);
    digest.add(patience);
    digest.add(lastNumber);
    digest.add(lastAfterIndex);
    digest.add(sent == acknowledged ? 0 : nowNs - progressNs);
    digest.add(pieces.size());
    for (LogEntry piece : pieces) {
      piece.digestInto(digest);
    }
  }
}
