package dev.understudy.ft.protocol;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.ChannelFrame.Log;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * The backup's end of the log: the gap-free prefix received, of which it keeps what the guest has
 * not replayed yet.
 *
 * <p>Frames that overtook others wait outside the log buffer. They do not count as received:
 * neither acknowledged nor replayed, and gone if this host goes live before the gap closes. An
 * entry that does not fit is not received either; the primary sends it again.
 */
final class LogReceiver {
  private final ProtocolConfig config;
  private final LogBuffer unreplayed;
  private final TreeMap<Long, Log> beyondGap;
  private long beyondGapBytes;
  private long receivedThrough;
  private long replayedThrough;
  private long heardOfThrough;
  private boolean holdsFinal;
  private long releasedThrough;

  LogReceiver(ProtocolConfig config, long afterIndex) {
    this.config = config;
    this.unreplayed = new LogBuffer(afterIndex + 1);
    this.beyondGap = new TreeMap<>();
    this.receivedThrough = afterIndex;
    this.replayedThrough = afterIndex;
    this.heardOfThrough = afterIndex;
  }

  private LogReceiver(LogReceiver other) {
    config = other.config;
    unreplayed = other.unreplayed.fork();
    beyondGap = new TreeMap<>(other.beyondGap);
    beyondGapBytes = other.beyondGapBytes;
    receivedThrough = other.receivedThrough;
    replayedThrough = other.replayedThrough;
    heardOfThrough = other.heardOfThrough;
    holdsFinal = other.holdsFinal;
    releasedThrough = other.releasedThrough;
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

  /** Whether the primary said that the guest's last outputs have left. */
  boolean toldFinished() {
    return holdsFinal && releasedThrough >= receivedThrough;
  }

  /** Notes that the primary has let the outputs of all entries up to this one leave. */
  void released(long throughIndex) {
    releasedThrough = Math.max(releasedThrough, throughIndex);
  }

  void hearOf(long index) {
    heardOfThrough = Math.max(heardOfThrough, index);
  }

  /**
   * Takes what extends the prefix and hands it to the replayer; true if there was any such entry.
   */
  boolean receive(Log frame, Rules rules, CommandSink out) {
    hearOf(frame.lastIndex());
    boolean news = take(frame, rules, out);
    if (frame.firstIndex() > receivedThrough + 1) {
      putAside(frame);
    }
    while (news && !beyondGap.isEmpty() && beyondGap.firstKey() <= receivedThrough + 1) {
      Log next = beyondGap.pollFirstEntry().getValue();
      beyondGapBytes -= cost(next);
      take(next, rules, out);
    }
    return news;
  }

  private boolean take(Log frame, Rules rules, CommandSink out) {
    List<LogEntry> entries = frame.entries();
    int from = 0;
    while (from < entries.size()
        && rules.alreadyReceived(frame.firstIndex() + from, receivedThrough)) {
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
    if (!unreplayed.fits(entry, config)) {
      return false;
    }
    unreplayed.append(entry);
    receivedThrough = index;
    holdsFinal = entry.gate() == Gate.FINAL;
    return true;
  }

  /**
   * Keeps entries that came too early, if there is room. The primary never has more than a window
   * on its way; what exceeds it can be sent again.
   */
  private void putAside(Log frame) {
    long cost = cost(frame);
    if (beyondGapBytes + cost <= config.windowBytes()
        && beyondGap.putIfAbsent(frame.firstIndex(), frame) == null) {
      beyondGapBytes += cost;
    }
  }

  private static long cost(Log frame) {
    long cost = 0;
    for (LogEntry entry : frame.entries()) {
      cost += LogBuffer.cost(entry);
    }
    return cost;
  }

  void replayed(long throughIndex) {
    if (throughIndex > receivedThrough) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "replayed entry %d, received are %d", throughIndex, receivedThrough));
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
    digest.add(beyondGap.size());
    for (Log frame : beyondGap.values()) {
      digest.add(frame.firstIndex());
      digest.add(frame.entries().size());
      for (LogEntry entry : frame.entries()) {
        entry.digestInto(digest);
      }
    }
    digest.add(receivedThrough);
    digest.add(replayedThrough);
    digest.add(heardOfThrough);
    digest.add(releasedThrough);
    digest.add(holdsFinal);
    digest.add(toldFinished());
  }
}
