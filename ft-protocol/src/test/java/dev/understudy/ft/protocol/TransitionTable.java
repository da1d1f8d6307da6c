package dev.understudy.ft.protocol;

import static dev.understudy.ft.protocol.Gate.FINAL;
import static dev.understudy.ft.protocol.Gate.NONE;
import static dev.understudy.ft.protocol.Gate.OUTPUT;
import static dev.understudy.ft.protocol.HostScript.MS;
import static dev.understudy.ft.protocol.HostScript.backup;
import static dev.understudy.ft.protocol.HostScript.primary;

import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.Header;
import dev.understudy.ft.protocol.ChannelFrame.Yield;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Finds out what each event does in each state, by trying it. */
final class TransitionTable {
  /** A time late enough for every state below to have been entered, at which no deadline is due. */
  private static final long NOW_NS = 40 * MS;

  /**
   * A host that was brought into a state.
   *
   * @param name of the situation
   * @param state in which the host is
   * @param story what it has been through
   * @param host makes one
   */
  record Situation(String name, State state, String story, Supplier<HostScript> host) {}

  /**
   * One event, with what distinguishes it from others of its kind.
   *
   * @param name of the event
   * @param event hands it to a host
   */
  record Trial(String name, Consumer<HostScript> event) {}

  /**
   * What an event did.
   *
   * @param before the state before it
   * @param after the state after it
   * @param said the commands, in words
   * @param refused whether the host threw an exception, as such an event can't be
   */
  record Outcome(State before, State after, List<String> said, boolean refused) {
    boolean ignored() {
      return said.stream().anyMatch(word -> word.startsWith("ignore "));
    }

    IgnoreReason reason() {
      String word =
          said.stream().filter(any -> any.startsWith("ignore ")).findFirst().orElseThrow();
      return IgnoreReason.valueOf(word.substring("ignore ".length()));
    }
  }

  private TransitionTable() {}

  static List<Situation> situations() {
    List<Situation> all = new ArrayList<>();
    all.add(
        new Situation(
            "LIVE", State.LIVE, "entries 1 to 3 appended, 1 acknowledged", () -> live(40)));
    all.add(
        new Situation(
            "LIVE, finished",
            State.LIVE,
            "as LIVE; then the guest ended, and all was acknowledged",
            () -> live(40).append(FINAL).hearAck(4)));
    all.add(
        new Situation(
            "LIVE, cut off",
            State.LIVE,
            "as LIVE; and a link to clients or disk has been down for nearly the isolation wait",
            TransitionTable::cutOff));
    all.add(
        new Situation(
            "PRIMARY_ARBITRATING, waiting",
            State.PRIMARY_ARBITRATING,
            "as LIVE; then a link went down and the backup fell silent",
            () -> live(30).serviceLinks(false).at(NOW_NS).tick()));
    all.add(
        new Situation(
            "PRIMARY_ARBITRATING, asked",
            State.PRIMARY_ARBITRATING,
            "as LIVE; then the backup fell silent",
            () -> live(30).at(NOW_NS).tick()));
    all.add(
        new Situation(
            "ALONE",
            State.ALONE,
            "as LIVE; then it won",
            () -> live(30).at(NOW_NS).tick().answer(TestAndSetAnswer.WON)));
    all.add(
        new Situation(
            "ALONE, cloning",
            State.ALONE,
            "as ALONE; then a clone was asked for, and its first round of two pieces captured",
            () -> cloning()));
    all.add(
        new Situation(
            "ALONE, standing still",
            State.ALONE,
            "as ALONE, cloning; then the round came to an end, and the last one was captured",
            () -> stopped()));
    all.add(
        new Situation(
            "RENEWING",
            State.RENEWING,
            "as ALONE, standing still; then the destination had all; entry 4, an output, appended",
            () -> stopped().joinerHasPieces(3).append(OUTPUT)));
    all.add(new Situation("JOINING", State.JOINING, "the first piece is here", () -> joining()));
    all.add(
        new Situation(
            "REPLAYING",
            State.REPLAYING,
            "entries 1 and 2 received, 1 replayed",
            () -> replaying(40)));
    all.add(
        new Situation(
            "REPLAYING, cut off",
            State.REPLAYING,
            "as REPLAYING; a link has been down for nearly the isolation wait, and a read awaited",
            TransitionTable::backupCutOff));
    all.add(
        new Situation(
            "BACKUP_ARBITRATING, waiting",
            State.BACKUP_ARBITRATING,
            "as REPLAYING; then a link went down and the primary fell silent",
            () -> replaying(30).serviceLinks(false).at(NOW_NS).tick()));
    all.add(
        new Situation(
            "BACKUP_ARBITRATING, asked",
            State.BACKUP_ARBITRATING,
            "as REPLAYING; then the primary fell silent",
            () -> replaying(30).at(NOW_NS).tick()));
    all.add(
        new Situation(
            "DRAINING",
            State.DRAINING,
            "as REPLAYING; then it won",
            () -> replaying(30).at(NOW_NS).tick().answer(TestAndSetAnswer.WON)));
    all.add(
        new Situation(
            "ENDING",
            State.ENDING,
            "entries 1 and 2 received, 2 is the guest's last, 1 replayed",
            () -> ending()));
    all.add(
        new Situation(
            "ENDING, replayed",
            State.ENDING,
            "as ENDING; then 2 replayed",
            () -> ending().replayed(2)));
    all.add(
        new Situation(
            "HALTED",
            State.HALTED,
            "the primary, after it lost",
            () -> live(30).at(NOW_NS).tick().answer(TestAndSetAnswer.LOST)));
    return all;
  }

  /**
   * A live primary. Its peer was heard until then; silence until {@link #NOW_NS} is a detection
   * time after 30 ms.
   */
  private static HostScript live(long heardUntilMs) {
    HostScript host = primary();
    for (long ms = 1; ms <= heardUntilMs; ms++) {
      host.at(ms * MS).hearHeartbeat(0);
    }
    return host.append(OUTPUT, OUTPUT, OUTPUT).hearAck(1);
  }

  private static HostScript cloning() {
    return live(30)
        .at(NOW_NS)
        .tick()
        .answer(TestAndSetAnswer.WON)
        .requestClone(CloneLimits.DEFAULT)
        .captured(2, false);
  }

  private static HostScript stopped() {
    return cloning().joinerHasPieces(2).captured(1, true);
  }

  private static HostScript joining() {
    HostScript host = HostScript.joiner();
    for (long ms = 1; ms < 40; ms++) {
      host.at(ms * MS).hearHeartbeat(0);
    }
    return host.at(NOW_NS).hearPiece(1, false, 0);
  }

  private static HostScript cutOff() {
    HostScript host = primary();
    for (long ms = 1; ms <= 40; ms++) {
      host.at(ms * MS).hearHeartbeat(0).serviceLinks(ms <= 20);
    }
    return host.append(OUTPUT, OUTPUT, OUTPUT).hearAck(1);
  }

  private static HostScript replaying(long heardUntilMs) {
    HostScript host = backup();
    for (long ms = 1; ms <= heardUntilMs; ms++) {
      host.at(ms * MS).hearLog(1, NONE, OUTPUT);
    }
    return host.replayed(1);
  }

  private static HostScript backupCutOff() {
    HostScript host = backup();
    for (long ms = 1; ms <= 40; ms++) {
      host.at(ms * MS).hearLog(1, NONE, OUTPUT).serviceLinks(ms <= 20);
    }
    return host.replayed(1).awaitsRead(true);
  }

  private static HostScript ending() {
    HostScript host = backup();
    for (long ms = 1; ms < 40; ms++) {
      host.at(ms * MS).hearLog(1, NONE);
    }
    return host.at(NOW_NS).hearLog(1, NONE, FINAL).replayed(1);
  }

  static List<Trial> trials() {
    List<Trial> all = new ArrayList<>();
    all.add(new Trial("entry appended", host -> host.append(NONE)));
    all.add(new Trial("entry of an output appended", host -> host.append(OUTPUT)));
    all.add(new Trial("the guest's last entry appended", host -> host.append(FINAL)));
    all.add(new Trial("log: the next entry", host -> host.hearLog(3, NONE)));
    all.add(new Trial("log: the guest's last entry comes next", host -> host.hearLog(3, FINAL)));
    all.add(new Trial("log: known entries", host -> host.hearLog(1, NONE, OUTPUT)));
    all.add(new Trial("log: beyond a gap", host -> host.hearLog(5, NONE)));
    all.add(new Trial("ack: news", host -> host.hearAck(3)));
    all.add(new Trial("ack: nothing new", host -> host.hearAck(1)));
    all.add(new Trial("ack: of entries never appended", host -> host.hearAck(99)));
    all.add(new Trial("heartbeat", host -> host.hearHeartbeat(3)));
    all.add(new Trial("heartbeat: the last outputs left", host -> host.hearFinished(2)));
    all.add(new Trial("divergence report", host -> host.hearReport(2)));
    all.add(new Trial("yield", host -> host.hear(new Yield(host.header()))));
    all.add(new Trial("frame of another generation", host -> strange(host, 1, 0, 0)));
    all.add(new Trial("frame from another incarnation", host -> strange(host, 0, 9, 0)));
    all.add(new Trial("frame to another incarnation", host -> strange(host, 0, 0, 9)));
    for (TestAndSetAnswer answer : TestAndSetAnswer.values()) {
      all.add(new Trial("test-and-set: " + answer, host -> host.answer(answer)));
    }
    all.add(
        new Trial(
            "test-and-set: of another generation",
            host -> host.on(new Event.TestAndSetAnswered(2, TestAndSetAnswer.WON))));
    all.add(new Trial("clone requested", host -> host.requestClone(CloneLimits.DEFAULT)));
    all.add(new Trial("captured: another round", host -> host.captured(1, false)));
    all.add(new Trial("captured: the last round", host -> host.captured(1, true)));
    all.add(new Trial("piece ack: two pieces", host -> host.joinerHasPieces(2)));
    all.add(new Trial("piece ack: three pieces", host -> host.joinerHasPieces(3)));
    all.add(new Trial("the destination's ack: news", host -> host.joinerAcks(4)));
    all.add(new Trial("the destination's ack: too much", host -> host.joinerAcks(99)));
    for (RenewAnswer answer : RenewAnswer.values()) {
      all.add(new Trial("renew: " + answer, host -> host.renewAnswer(answer)));
    }
    all.add(new Trial("piece: the next", host -> host.hearPiece(2, false, 0)));
    all.add(new Trial("piece: the next and last", host -> host.hearPiece(2, true, 5)));
    all.add(new Trial("piece: beyond a gap", host -> host.hearPiece(4, true, 5)));
    all.add(new Trial("replayed: all received", host -> host.replayed(2)));
    all.add(new Trial("read repeated: all received", host -> host.readRepeated(2)));
    all.add(new Trial("awaits a read", host -> host.awaitsRead(true)));
    all.add(new Trial("diverged", host -> host.diverged(2)));
    all.add(new Trial("asked to give way", host -> host.on(new Event.YieldRequested())));
    all.add(new Trial("asked to go on alone", host -> host.on(new Event.AloneRequested())));
    all.add(new Trial("a link down", host -> host.serviceLinks(false)));
    all.add(new Trial("links up", host -> host.serviceLinks(true)));
    all.add(new Trial("tick: nothing is due", host -> host.tick()));
    all.add(new Trial("tick: a heartbeat interval later", host -> late(host, 2).tick()));
    all.add(new Trial("tick: a detection time later", host -> late(host, 10).tick()));
    all.add(
        new Trial("tick: detection time and isolation wait later", host -> late(host, 30).tick()));
    all.add(new Trial("ack: news, a detection time later", host -> late(host, 10).hearAck(3)));
    all.add(
        new Trial(
            "log: the next entry, a detection time later",
            host -> late(host, 10).hearLog(3, NONE)));
    return all;
  }

  private static HostScript late(HostScript host, long ms) {
    return host.at(NOW_NS + ms * MS);
  }

  private static void strange(HostScript host, long generation, long from, long to) {
    Header real = host.header();
    Header header =
        new Header(real.generation() + generation, real.from() + from, real.to() + to, 1);
    host.hear(new Ack(header, 1, 1));
  }

  static Outcome outcome(Situation situation, Trial trial) {
    HostScript host = situation.host().get().forget();
    State before = host.protocol().state();
    boolean refused = false;
    try {
      trial.event().accept(host);
    } catch (IllegalStateException hostError) {
      refused = true;
    }
    return new Outcome(before, host.protocol().state(), List.copyOf(host.said()), refused);
  }
}
