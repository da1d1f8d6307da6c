package dev.understudy.ft.protocol;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.DivergenceReport;
import dev.understudy.ft.protocol.ChannelFrame.Header;
import dev.understudy.ft.protocol.ChannelFrame.Heartbeat;
import dev.understudy.ft.protocol.ChannelFrame.Log;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotAck;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotPiece;
import dev.understudy.ft.protocol.ChannelFrame.Yield;
import java.util.List;

/** The logging channel seen from one end: frames numbered and sent, and when the peer was heard. */
final class PeerLink {
  private final Identity identity;
  private long sequence;
  private long lastSentNs;
  private long highestSequenceHeard;
  private long lastHeardNs;

  /**
   * Creates a link on which nothing was sent, so that a heartbeat is due; the peer has the
   * detection time to send something.
   */
  PeerLink(Identity identity, ProtocolConfig config, long nowNs) {
    this.identity = identity;
    this.lastSentNs = nowNs - config.heartbeatIntervalNs();
    this.lastHeardNs = nowNs;
  }

  private PeerLink(PeerLink other) {
    identity = other.identity;
    sequence = other.sequence;
    lastSentNs = other.lastSentNs;
    highestSequenceHeard = other.highestSequenceHeard;
    lastHeardNs = other.lastHeardNs;
  }

  PeerLink fork() {
    return new PeerLink(this);
  }

  long lastSentNs() {
    return lastSentNs;
  }

  long lastHeardNs() {
    return lastHeardNs;
  }

  void hear(ChannelFrame frame, Rules rules, long nowNs) {
    if (rules.signOfLife(frame, highestSequenceHeard)) {
      lastHeardNs = nowNs;
    }
    highestSequenceHeard = Math.max(highestSequenceHeard, frame.header().sequence());
  }

  void sendLog(long firstIndex, List<LogEntry> entries, long nowNs, CommandSink out) {
    send(new Log(nextHeader(), firstIndex, entries), nowNs, out);
  }

  void sendAck(long receivedThrough, long replayedThrough, long nowNs, CommandSink out) {
    send(new Ack(nextHeader(), receivedThrough, replayedThrough), nowNs, out);
  }

  void sendHeartbeat(long highestIndex, long doneThrough, long nowNs, CommandSink out) {
    send(new Heartbeat(nextHeader(), highestIndex, doneThrough), nowNs, out);
  }

  void sendDivergenceReport(long entryIndex, long nowNs, CommandSink out) {
    send(new DivergenceReport(nextHeader(), entryIndex), nowNs, out);
  }

  void sendPiece(
      long number, boolean last, long afterIndex, LogEntry content, long nowNs, CommandSink out) {
    send(new SnapshotPiece(nextHeader(), number, last, afterIndex, content), nowNs, out);
  }

  void sendSnapshotAck(long receivedThrough, long nowNs, CommandSink out) {
    send(new SnapshotAck(nextHeader(), receivedThrough), nowNs, out);
  }

  void sendYield(long nowNs, CommandSink out) {
    send(new Yield(nextHeader()), nowNs, out);
  }

  private Header nextHeader() {
    return new Header(identity.generation(), identity.self(), identity.peer(), ++sequence);
  }

  private void send(ChannelFrame frame, long nowNs, CommandSink out) {
    lastSentNs = nowNs;
    out.accept(new Command.Send(frame));
  }

  void digestInto(StateDigest digest, long nowNs) {
    digest.add(sequence);
    digest.add(highestSequenceHeard);
    digest.add(nowNs - lastSentNs);
    digest.add(nowNs - lastHeardNs);
  }
}
