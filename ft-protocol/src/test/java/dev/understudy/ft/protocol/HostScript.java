package dev.understudy.ft.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.DivergenceReport;
import dev.understudy.ft.protocol.ChannelFrame.Header;
import dev.understudy.ft.protocol.ChannelFrame.Heartbeat;
import dev.understudy.ft.protocol.ChannelFrame.Log;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotAck;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotPiece;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One host under a test, which is its clock, its guest, its peer and its disk. Generation 3,
 * incarnations 7 (the primary) and 8 (the backup).
 */
final class HostScript {
  static final long US = 1_000;
  static final long MS = 1_000_000;
  static final long JOINER = 9;
  private static final byte[] PIECE = new byte[1000];
  static final Identity PRIMARY = new Identity(3, 7, 8);
  static final ProtocolConfig CONFIG = ProtocolConfig.DEFAULT;

  private final Protocol protocol;
  private final List<Long> pauses = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private long nowNs;
  private long peerSequence;
  private long joinerSequence;
  private long wakeAtNs;

  private HostScript(Protocol protocol) {
    this.protocol = protocol;
  }

  /** A primary that has started and sent its first frames, and has not heard from its peer. */
  static HostScript primary() {
    return primary(CONFIG);
  }

  static HostScript primary(ProtocolConfig config) {
    return new HostScript(Protocol.primary(PRIMARY, config, Rules.PAPER, 0, 0)).tick();
  }

  static HostScript backup() {
    return backup(CONFIG);
  }

  static HostScript backup(ProtocolConfig config) {
    return new HostScript(Protocol.backup(PRIMARY.other(), config, Rules.PAPER, 0, 0)).tick();
  }

  static HostScript solo() {
    return new HostScript(Protocol.solo(7, CONFIG, Rules.PAPER, 0)).tick();
  }

  static HostScript joiner() {
    Identity joiner = new Identity(4, JOINER, 7);
    return new HostScript(Protocol.joiner(joiner, CONFIG, Rules.PAPER, 0)).tick();
  }

  Protocol protocol() {
    return protocol;
  }

  long wakeAtNs() {
    return wakeAtNs;
  }

  /** Sets the time, and forgets what the host said before. */
  HostScript at(long ns) {
    nowNs = ns;
    said.clear();
    return this;
  }

  HostScript forget() {
    return at(nowNs);
  }

  HostScript on(Event event) {
    protocol.handle(
        event,
        nowNs,
        command -> {
          if (command instanceof Command.WakeAt wish) {
            assertThat(wish.atNs()).isGreaterThan(nowNs);
            wakeAtNs = wish.atNs();
          } else {
            said.add(CommandText.of(command));
          }
          if (command instanceof Command.CloneEnded ended) {
            pauses.add(ended.pauseNs());
          }
        });
    return this;
  }

  HostScript tick() {
    return on(new Event.Tick());
  }

  /** Advances the time to the tick that the host has asked for. */
  HostScript sleep() {
    return at(wakeAtNs).tick();
  }

  HostScript append(Gate... gates) {
    for (Gate gate : gates) {
      on(new Event.EntryAppended(entry(gate, 1)));
    }
    return this;
  }

  HostScript append(Gate gate, int bytes) {
    return on(new Event.EntryAppended(entry(gate, bytes)));
  }

  static LogEntry entry(Gate gate, int bytes) {
    return LogEntry.of(gate, new byte[bytes]);
  }

  /** The next header that the peer would write. */
  Header header() {
    Identity me = protocol.identity();
    return new Header(me.generation(), me.peer(), me.self(), ++peerSequence);
  }

  HostScript hear(ChannelFrame frame) {
    return on(new Event.FrameArrived(frame));
  }

  HostScript hearAck(long through) {
    return hear(new Ack(header(), through, 0));
  }

  /** A heartbeat of the primary, which says that the outputs of all its entries have left. */
  HostScript hearFinished(long highest) {
    return hear(new Heartbeat(header(), highest, highest));
  }

  HostScript hearHeartbeat(long highest) {
    return hear(new Heartbeat(header(), highest, 0));
  }

  HostScript hearReport(long index) {
    return hear(new DivergenceReport(header(), index));
  }

  HostScript hearLog(long first, Gate... gates) {
    return hear(log(first, gates));
  }

  Log log(long first, Gate... gates) {
    List<LogEntry> entries = new ArrayList<>();
    for (Gate gate : gates) {
      entries.add(entry(gate, 1));
    }
    return new Log(header(), first, entries);
  }

  HostScript answer(TestAndSetAnswer answer) {
    return on(new Event.TestAndSetAnswered(protocol.identity().generation(), answer));
  }

  HostScript requestClone(CloneLimits limits) {
    return on(new Event.CloneRequested(JOINER, limits));
  }

  /** Answers a capture with a round of so many pieces. */
  HostScript captured(int pieces, boolean last) {
    return on(new Event.Captured(Collections.nCopies(pieces, LogEntry.of(Gate.NONE, PIECE)), last));
  }

  /** The next header that the destination of a clone would write. */
  private Header joinerHeader() {
    Identity me = protocol.identity();
    return new Header(me.generation() + 1, JOINER, me.self(), ++joinerSequence);
  }

  HostScript joinerHasPieces(long through) {
    return hear(new SnapshotAck(joinerHeader(), through));
  }

  HostScript joinerAcks(long through) {
    return hear(new Ack(joinerHeader(), through, 0));
  }

  HostScript hearPiece(long number, boolean last, long afterIndex) {
    return hear(
        new SnapshotPiece(header(), number, last, afterIndex, LogEntry.of(Gate.NONE, PIECE)));
  }

  HostScript renewAnswer(RenewAnswer answer) {
    return on(new Event.RenewAnswered(protocol.identity().generation(), JOINER, answer));
  }

  HostScript replayed(long through) {
    return on(new Event.Replayed(through));
  }

  HostScript readRepeated(long through) {
    return on(new Event.ReadRepeated(through));
  }

  HostScript awaitsRead(boolean waits) {
    return on(new Event.AwaitsRead(waits));
  }

  HostScript diverged(long index) {
    return on(new Event.Diverged(index));
  }

  HostScript serviceLinks(boolean up) {
    return on(new Event.ServiceLinks(up));
  }

  /** Everything said since the time was last set, apart from wishes to be woken. */
  HostScript says(String... expected) {
    assertThat(said).containsExactly(expected);
    said.clear();
    return this;
  }

  HostScript is(State state) {
    assertThat(protocol.state()).isEqualTo(state);
    return this;
  }

  List<String> said() {
    return said;
  }

  /** How long the guest stood still for each clone that ended. */
  List<Long> pauses() {
    return pauses;
  }
}
