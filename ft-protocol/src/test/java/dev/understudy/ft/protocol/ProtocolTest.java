package dev.understudy.ft.protocol;

import static dev.understudy.ft.protocol.Gate.FINAL;
import static dev.understudy.ft.protocol.Gate.NONE;
import static dev.understudy.ft.protocol.Gate.OUTPUT;
import static dev.understudy.ft.protocol.HostScript.MS;
import static dev.understudy.ft.protocol.HostScript.US;
import static dev.understudy.ft.protocol.HostScript.backup;
import static dev.understudy.ft.protocol.HostScript.primary;
import static dev.understudy.ft.protocol.HostScript.solo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.base.StateDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolTest {

  @Test
  void withoutAPeerOutputsLeaveAtOnce() {
    HostScript host = solo().says("announce 0").at(10 * US).append(NONE, OUTPUT);
    host.says("release 1", "release 2").at(40 * MS).tick().says("announce 0").is(State.ALONE);
    host.append(FINAL).says("release 3", "halt FINISHED");
  }

  @Test
  void aClonesLogGoesOnWhereItBegan() {
    Protocol protocol = Protocol.primary(HostScript.PRIMARY, HostScript.CONFIG, Rules.PAPER, 41, 0);
    List<Command> commands =
        protocol.handle(new Event.EntryAppended(HostScript.entry(OUTPUT, 1)), 0);
    assertThat(commands).map(CommandText::of).contains("log 42");
    assertThat(protocol.logThrough()).isEqualTo(42);
  }

  @Test
  void timeDoesNotGoBack() {
    HostScript host = primary().at(10).tick();
    assertThatThrownBy(() -> host.at(9).tick()).hasMessage("time went back from 10 to 9");
  }

  @Test
  void aReplayingGuestAppendsNothing() {
    HostScript host = backup();
    assertThatThrownBy(() -> host.append(NONE)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nobodyReplaysWhatWasNotReceived() {
    HostScript host = backup();
    assertThatThrownBy(() -> host.replayed(1)).hasMessage("replayed entry 1, received are 0");
  }

  @Test
  void commandsAreCarriedOutAfterwards() {
    Protocol protocol = Protocol.solo(1, HostScript.CONFIG, Rules.PAPER, 0);
    assertThatThrownBy(
            () ->
                protocol.handle(
                    new Event.Tick(), 0, command -> protocol.handle(new Event.Tick(), 0)))
        .hasMessage("called from within its own command sink");
  }

  @Test
  void anEarlyTickNeitherActsNorWishes() {
    HostScript host = primary();
    long wish = host.wakeAtNs();
    host.at(wish - 1).tick().says();
    assertThat(host.wakeAtNs()).isEqualTo(wish);
    host.at(wish).tick();
    assertThat(host.said()).isNotEmpty();
  }

  @Test
  void aForkGoesItsOwnWay() {
    HostScript host = primary().at(10 * US).append(OUTPUT);
    Protocol fork = host.protocol().fork();
    host.hearAck(1).append(OUTPUT, FINAL);

    assertThat(fork.logThrough()).isEqualTo(1);
    assertThat(fork.acknowledgedThrough()).isZero();
    assertThat(fork.handle(new Event.Tick(), 10 * MS))
        .map(CommandText::of)
        .contains("test-and-set 3");
    assertThat(host.protocol().state()).isEqualTo(State.LIVE);
  }

  @Test
  void equalHistoriesAtOtherTimesHaveEqualDigests() {
    assertThat(digest(0)).isEqualTo(digest(123_456_789));
  }

  private static List<Long> digest(long startNs) {
    Protocol protocol =
        Protocol.primary(HostScript.PRIMARY, HostScript.CONFIG, Rules.PAPER, 0, startNs);
    protocol.handle(new Event.Tick(), startNs);
    protocol.handle(new Event.EntryAppended(HostScript.entry(OUTPUT, 3)), startNs + 5 * US);
    protocol.handle(new Event.EntryAppended(HostScript.entry(NONE, 3)), startNs + 9 * US);
    return digest(protocol, startNs + 20 * US);
  }

  private static List<Long> digest(Protocol protocol, long nowNs) {
    StateDigest digest = new StateDigest();
    protocol.digestInto(digest, nowNs);
    return List.of(digest.high(), digest.low());
  }

  @Test
  void whatCanStillMatterShowsInTheDigest() {
    HostScript host = backup().at(10 * US);
    List<Long> before = digest(host.protocol(), 10 * US);
    assertThat(digest(host.protocol(), 11 * US)).as("later").isNotEqualTo(before);
    host.hearLog(2, NONE);
    List<Long> beyondGap = digest(host.protocol(), 10 * US);
    assertThat(beyondGap).as("a frame beyond a gap").isNotEqualTo(before);
    host.serviceLinks(false);
    assertThat(digest(host.protocol(), 10 * US)).as("no clients").isNotEqualTo(beyondGap);
  }

  @Test
  void onlyThatItIsHaltedMattersOfAHaltedHost() {
    HostScript one = backup().at(10 * US).hearLog(1, NONE).diverged(1);
    HostScript other = primary().at(10 * MS).tick().answer(TestAndSetAnswer.LOST);
    assertThat(digest(one.protocol(), 3)).isEqualTo(digest(other.protocol(), 4));
  }
}
