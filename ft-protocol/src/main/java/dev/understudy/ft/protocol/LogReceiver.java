package dev.understudy.ft.protocol;

import dev.understudy.ft.protocol.ChannelFrame.Log;
import java.util.List;

/**
 * The backup's end of the log: the gap-free prefix received, of which it keeps what the guest has
 * not replayed yet. An entry that does not fit, or does not come next, is not received: the primary
 * sends it again.
 */
final class LogReceiver {
  private final ProtocolConfig config;
  private final LogBuffer unreplayed;
  private long receivedThrough;
  private long replayedThrough;
  private long heardOfThrough;
  private boolean holdsFinal;

  LogReceiver(ProtocolConfig config, long afterIndex) {
    this.config = config;
    this.unreplayed = new LogBuffer(afterIndex + 1);
    this.receivedThrough = afterIndex;
    this.replayedThrough = afterIndex;
    this.heardOfThrough = afterIndex;
  }

  private LogReceiver(LogReceiver other) {
    config = other.config;
    unreplayed = other.unreplayed.fork();
    receivedThrough = other.receivedThrough;
    replayedThrough = other.replayedThrough;
    heardOfThrough = other.heardOfThrough;
    holdsFinal = other.holdsFinal;
  }

  LogReceiver fork() {
    return new LogReceiver(this);
  }

  long receivedThrough() {
    return receivedThrough;
  }

  long replayedThrough() {
    return replayedThrough;
  }

  /** The highest index the primary is known to have appended. */
  long heardOfThrough() {
    return heardOfThrough;
  }

  boolean holdsFinal() {
    return holdsFinal;
  }

  void hearOf(long index) {
    heardOfThrough = Math.max(heardOfThrough, index);
  }

  /** Takes what extends the prefix and hands it to the replayer; true if that was anything. */
  boolean receive(Log frame, Rules rules, CommandSink out) {
    hearOf(frame.lastIndex());
    List<LogEntry> entries = frame.entries();
    int from = 0;
    while (from < entries.size() && frame.firstIndex() + from <= receivedThrough) {
      from++;
    }
    int to = from;
    while (to < entries.size() && accept(entries.get(to), frame.firstIndex() + to, rules)) {
      to++;
    }
    if (from == to) {
      return false;
    }
    List<LogEntry> news =
        to - from == entries.size() ? entries : List.copyOf(entries.subList(from, to));
    out.accept(new Command.Replay(frame.firstIndex() + from, news));
    return true;
  }

  private boolean accept(LogEntry entry, long index, Rules rules) {
    if (holdsFinal || !rules.extendsPrefix(index, receivedThrough)) {
      return false;
    }
    boolean fits = unreplayed.bytes() + LogBuffer.cost(entry) <= config.logBufferBytes();
    if (!fits && !unreplayed.isEmpty()) {
      return false;
    }
    unreplayed.append(entry);
    receivedThrough = index;
    holdsFinal = entry.gate() == Gate.FINAL;
    return true;
  }

  void replayed(long throughIndex) {
    if (throughIndex > receivedThrough) {
      throw new IllegalStateException(
          "replayed entry %d, received are %d".formatted(throughIndex, receivedThrough));
    }
    for (long i = replayedThrough; i < throughIndex && !unreplayed.isEmpty(); i++) {
      unreplayed.removeFirst();
    }
    replayedThrough = Math.max(replayedThrough, throughIndex);
  }

  boolean allReplayed() {
    return replayedThrough == receivedThrough;
  }

  void digestInto(StateDigest digest) {
    unreplayed.digestInto(digest);
    digest.add(receivedThrough);
    digest.add(replayedThrough);
    digest.add(heardOfThrough);
    digest.add(holdsFinal);
  }
}
