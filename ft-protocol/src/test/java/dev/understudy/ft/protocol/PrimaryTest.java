package dev.understudy.ft.protocol;

import static dev.understudy.ft.protocol.Gate.FINAL;
import static dev.understudy.ft.protocol.Gate.NONE;
import static dev.understudy.ft.protocol.Gate.OUTPUT;
import static dev.understudy.ft.protocol.HostScript.MS;
import static dev.understudy.ft.protocol.HostScript.US;
import static dev.understudy.ft.protocol.HostScript.primary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.Header;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrimaryTest {

  @Test
  void itsFirstWordsAreAHeartbeatAndItsAnnouncement() {
    primary().says("heartbeat 0", "announce 6");
  }

  @Test
  void anOutputLeavesWhenItsEntryIsAcknowledged() {
    primary().at(10 * US).append(OUTPUT).says("log 1").at(110 * US).hearAck(1).says("release 1");
  }

  @Test
  void anOutputTakesTheEntriesBeforeItAlong() {
    primary().at(10 * US).append(NONE, NONE, OUTPUT).says("log 1-3");
  }

  @Test
  void anEntryNobodyWaitsForWaitsForCompany() {
    HostScript host = primary().at(10 * US).append(NONE).at(60 * US).append(NONE).says();
    host.at(110 * US).tick().says("log 1-2");
  }

  /** A round may take a moment, in which the guest stands still; it counts as part of the pause. */
  @Test
  void aRoundThatIsStillToBeCapturedIsNotAskedForAgain() {
    HostScript host = primary().requestClone(CloneLimits.DEFAULT).captured(1, false).forget();
    host.joinerHasPieces(1).says("capture round 2").joinerHasPieces(1).says();
    host.at(MS);
    host.on(new Event.Captured(List.of(HostScript.entry(NONE, 1)), true, MS / 2)).forget();
    host.at(MS + 100 * US).joinerHasPieces(2);
    assertThat(host.renewAnswer(RenewAnswer.RENEWED).pauses()).containsExactly(600 * US);
  }

  @Test
  void aFullBatchDoesNotWait() {
    HostScript host = primary().at(10 * US);
    host.append(NONE, 700).says();
    host.append(NONE, 700).says("log 1");
    host.append(NONE, 700).says("log 2");
  }

  @Test
  void anEntryLargerThanABatchTravelsAlone() {
    primary().at(10 * US).append(NONE, 1).append(NONE, 9000).says("log 1", "log 2");
  }

  @Test
  void oneAcknowledgementReleasesAllThatCameBefore() {
    HostScript host = primary().at(10 * US).append(OUTPUT, OUTPUT, OUTPUT).forget();
    host.hearAck(2).says("release 2").hearAck(1).says().hearAck(3).says("release 3");
  }

  @Test
  void aHeartbeatOfTheBackupAcknowledgesToo() {
    primary().at(10 * US).append(OUTPUT).forget().hearHeartbeat(1).says("release 1");
  }

  @Test
  void withoutProgressTheFirstUnacknowledgedFrameIsSentAgain() {
    HostScript host = primary().at(10 * US).append(OUTPUT, OUTPUT).says("log 1", "log 2");
    host.at(1010 * US).tick().says("log 1-2");
    host.at(2010 * US).tick().says("log 1-2");
  }

  @Test
  void theRestFollowsWhenTheFirstIsAnswered() {
    HostScript host = primary().at(10 * US);
    host.append(OUTPUT, 1000).append(OUTPUT, 1000).append(OUTPUT, 1000);
    host.says("log 1", "log 2", "log 3");
    host.at(1010 * US).tick().says("log 1");
    host.append(OUTPUT, 1000).says();
    host.at(1110 * US).hearAck(1).says("release 1", "log 2", "log 3", "log 4");
  }

  @Test
  void progressPutsTheRetransmissionOff() {
    HostScript host = primary().at(10 * US).append(OUTPUT, OUTPUT);
    host.at(900 * US).hearAck(1).says("release 1");
    host.at(1100 * US).tick().says();
    host.at(1900 * US).tick().says("log 2");
  }

  @Test
  void noMoreThanAWindowIsOnItsWay() {
    HostScript host = primary(config(3000, 1 << 20)).at(10 * US);
    for (int i = 0; i < 6; i++) {
      host.append(OUTPUT, 998);
    }
    host.says("log 1", "log 2", "log 3");
    host.hearAck(2).says("release 2", "log 4", "log 5");
  }

  @Test
  void aFullLogBufferStallsTheGuestUntilHalfOfItIsFree() {
    HostScript host = primary(config(1 << 20, 4000)).at(10 * US);
    host.append(OUTPUT, 998).append(OUTPUT, 998).append(OUTPUT, 998).forget();
    host.append(OUTPUT, 998).says("stall", "log 4");
    host.hearAck(2).says("release 2");
    host.hearAck(3).says("resume", "release 3");
  }

  @Test
  void itSpeaksOnceInAHeartbeatIntervalAtLeast() {
    HostScript host = primary().at(10 * US).append(OUTPUT).hearAck(1).forget();
    host.at(2009 * US).tick().says().at(2010 * US).tick().says("heartbeat 1");
  }

  @Test
  void itRepeatsItsAnnouncement() {
    HostScript host = primary();
    host.at(5 * MS).hearHeartbeat(0).says("heartbeat 0", "announce 6");
    host.at(10 * MS).hearHeartbeat(0).says("heartbeat 0", "announce 6");
  }

  @Test
  void anAcknowledgementOfWhatWasNeverAppendedIsNoSignOfLife() {
    HostScript host = primary().at(9 * MS).append(OUTPUT).forget();
    host.hearAck(2).says("ignore BEYOND_LOG");
    host.at(10 * MS).tick().is(State.PRIMARY_ARBITRATING);
  }

  @Test
  void whatIsMeantForOthersIsIgnored() {
    HostScript host = primary().at(10 * US).append(OUTPUT).forget();
    host.hear(new Ack(new Header(2, 8, 7, 5), 1, 1)).says("ignore OTHER_GENERATION");
    host.hear(new Ack(new Header(3, 9, 7, 5), 1, 1)).says("ignore OTHER_SENDER");
    host.hear(new Ack(new Header(3, 8, 6, 5), 1, 1)).says("ignore OTHER_RECEIVER");
  }

  @Test
  void theGuestsEndTakesEffectWhenItIsAcknowledged() {
    HostScript host = primary().at(10 * US).append(OUTPUT, FINAL).says("log 1", "log 2");
    host.hearAck(1).says("release 1").is(State.LIVE);
    host.hearAck(2).says("release 2", "heartbeat 2").is(State.LIVE);
    host.at(3 * MS).tick().says("heartbeat 2").is(State.LIVE);
    host.at(90 * MS).tick().says("halt FINISHED").is(State.HALTED);
    assertThat(host.protocol().haltReason()).isEqualTo(HaltReason.FINISHED);
  }

  @Test
  void nothingFollowsTheGuestsEnd() {
    HostScript host = primary().at(10 * US).append(FINAL).forget();
    host.append(NONE).says("ignore GUEST_ENDED");
    assertThat(host.protocol().logThrough()).isEqualTo(1);
  }

  @Test
  void aReportedDivergenceLeadsToTheDiskAtOnce() {
    HostScript host = primary().at(10 * US).append(OUTPUT).forget();
    host.hearReport(1).says("test-and-set 3").is(State.PRIMARY_ARBITRATING);
    host.answer(TestAndSetAnswer.WON).says("announce 7", "run alone", "release 1").is(State.ALONE);
  }

  /** The primary is silent from then on, and asks the disk only in case the backup does not. */
  @Test
  void whoGivesWayTellsItsBackupAndWaits() {
    HostScript host = primary().at(10 * US).append(OUTPUT).hearAck(1).forget();
    host.on(new Event.YieldRequested()).says("yield").is(State.PRIMARY_ARBITRATING);
    host.at(30 * MS).tick().says();
    host.at(30 * MS + 10 * US).tick().says("test-and-set 3");
    host.answer(TestAndSetAnswer.LOST).says("halt LOST");
  }

  @Test
  void whoIsToGoOnAloneAsksTheDiskAtOnce() {
    HostScript host = primary().at(10 * US).append(OUTPUT).forget();
    host.on(new Event.AloneRequested()).says("test-and-set 3").is(State.PRIMARY_ARBITRATING);
    host.answer(TestAndSetAnswer.WON).says("announce 7", "run alone", "release 1").is(State.ALONE);
  }

  @Test
  void theLagIsWhatTheBackupSays() {
    HostScript host = primary().at(10 * US).append(OUTPUT, OUTPUT, OUTPUT);
    host.hear(new Ack(host.header(), 3, 1));
    assertThat(host.protocol().acknowledgedThrough()).isEqualTo(3);
    assertThat(host.protocol().replayedThrough()).isEqualTo(1);
  }

  private static ProtocolConfig config(int windowBytes, int logBufferBytes) {
    ProtocolConfig config = HostScript.CONFIG;
    return new ProtocolConfig(
        config.heartbeatIntervalNs(),
        config.detectionTimeoutNs(),
        config.isolationWaitNs(),
        config.retransmitNs(),
        config.flushDelayNs(),
        config.announceIntervalNs(),
        config.batchBytes(),
        windowBytes,
        logBufferBytes,
        config.logBufferEntries());
  }
}
