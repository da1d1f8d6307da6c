package dev.understudy.ft.protocol;

import static dev.understudy.ft.protocol.Gate.FINAL;
import static dev.understudy.ft.protocol.Gate.NONE;
import static dev.understudy.ft.protocol.Gate.OUTPUT;
import static dev.understudy.ft.protocol.HostScript.MS;
import static dev.understudy.ft.protocol.HostScript.US;
import static dev.understudy.ft.protocol.HostScript.backup;
import static dev.understudy.ft.protocol.HostScript.primary;
import static dev.understudy.ft.protocol.TestAndSetAnswer.LOST;
import static dev.understudy.ft.protocol.TestAndSetAnswer.SUPERSEDED;
import static dev.understudy.ft.protocol.TestAndSetAnswer.WON;

import org.junit.jupiter.api.Test;

class ArbitrationTest {

  @Test
  void silenceIsJudgedBeforeTheFramesInTheInbox() {
    HostScript host = primary().at(10 * US).append(OUTPUT);
    host.at(40 * MS).hearAck(1).says("ignore ARBITRATING", "test-and-set 3");
    host.answer(LOST).says("halt LOST");
  }

  @Test
  void aWokenBackupAcknowledgesNothing() {
    HostScript host = backup().at(10 * US).hearLog(1, OUTPUT);
    host.at(40 * MS).hearLog(2, OUTPUT).says("ignore ARBITRATING", "test-and-set 3");
  }

  @Test
  void anArbitratingPrimaryComputesAndHolds() {
    HostScript host = primary().at(10 * US).append(OUTPUT);
    host.at(10 * MS).append(OUTPUT).says("test-and-set 3").is(State.PRIMARY_ARBITRATING);
    host.at(11 * MS).append(OUTPUT, NONE).says();
    host.at(30 * MS).hearHeartbeat(3).says("ignore ARBITRATING");
    host.at(31 * MS).answer(WON).says("announce 7", "run alone", "release 4").is(State.ALONE);
    host.append(OUTPUT).says("release 5");
  }

  @Test
  void nothingIsSentOrAskedTwiceWhileTheDiskIsSilent() {
    HostScript host = primary().at(10 * US).append(OUTPUT).at(10 * MS).tick();
    host.says("test-and-set 3");
    host.at(500 * MS).tick().says().is(State.PRIMARY_ARBITRATING);
  }

  @Test
  void theLoserHalts() {
    HostScript host = primary().at(10 * US).append(OUTPUT).at(10 * MS).tick().forget();
    host.answer(LOST).says("halt LOST").is(State.HALTED);
    host.append(OUTPUT).says("ignore HALTED");
    host.at(20 * MS).tick().says();
  }

  @Test
  void whoHasBeenReplacedHalts() {
    backup().at(10 * MS).tick().forget().answer(SUPERSEDED).says("halt SUPERSEDED");
  }

  @Test
  void repeatedAndForeignAnswersChangeNothing() {
    HostScript host = backup().at(10 * MS).tick().forget();
    host.on(new Event.TestAndSetAnswered(2, WON)).says("ignore NOT_ASKED");
    host.answer(WON).says("drain 0", "announce 7", "go live 0").is(State.ALONE);
    host.answer(WON).says("ignore NOT_ASKED").is(State.ALONE);
  }

  @Test
  void theWinningBackupReplaysAllItAcknowledgedAndThenGoesLive() {
    HostScript host = backup().at(50 * US).hearLog(1, NONE, OUTPUT, NONE).replayed(1);
    host.at(10_050 * US).tick().says("test-and-set 3").answer(WON).says("drain 3");
    host.is(State.DRAINING).replayed(2).says();
    host.hearLog(4, NONE).says("ignore NO_LONGER_PAIRED");
    host.replayed(3).says("announce 7", "go live 3").is(State.ALONE);
    host.append(NONE, OUTPUT).says("release 4", "release 5");
  }

  @Test
  void itReplaysWhileItWaitsForTheDisk() {
    HostScript host = backup().at(50 * US).hearLog(1, NONE, OUTPUT);
    host.at(11 * MS).tick().replayed(2).forget();
    host.answer(WON).says("drain 2", "announce 7", "go live 2");
  }

  @Test
  void theWinnerRepeatsItsAnnouncement() {
    HostScript host = backup().at(10 * MS).tick().answer(WON).forget();
    host.at(15 * MS).tick().says("announce 7").at(20 * MS).tick().says("announce 7");
  }

  @Test
  void theGuestsEndAwaitsTheAnswer() {
    HostScript host = primary().at(10 * MS).tick().forget();
    host.append(OUTPUT, FINAL).says();
    host.answer(WON).says("announce 7", "run alone", "release 2", "halt FINISHED");
  }

  @Test
  void aHostWithoutClientsLetsItsPeerAskFirst() {
    HostScript host = primary().at(10 * US).serviceLinks(false).append(OUTPUT);
    host.at(10 * MS).tick().says().is(State.PRIMARY_ARBITRATING);
    host.at(29 * MS).hearAck(1).says("ignore ARBITRATING");
    host.at(30 * MS).tick().says("test-and-set 3");
  }

  @Test
  void aPrimaryThatCanServeNobodyFallsSilentAndLetsItsBackupAskFirst() {
    HostScript host = primary().at(1 * MS).serviceLinks(false).append(OUTPUT).forget();
    host.at(9 * MS).hearAck(0).at(18 * MS).hearAck(0).at(20 * MS).is(State.LIVE).forget();
    host.at(21 * MS).tick().says().is(State.PRIMARY_ARBITRATING);
    host.at(50 * MS).tick().says();
    host.at(51 * MS).tick().says("test-and-set 3");
    host.answer(WON).says("announce 7", "run alone", "release 1");
  }

  @Test
  void aLinkThatReturnsInTimeChangesNothing() {
    HostScript host = primary().at(1 * MS).serviceLinks(false).at(9 * MS).hearAck(0);
    host.at(18 * MS).hearAck(0).serviceLinks(true).at(22 * MS).tick().is(State.LIVE);
  }

  @Test
  void whenTheClientsReturnItAsks() {
    HostScript host = backup().at(10 * US).serviceLinks(false).at(10 * MS).tick().says();
    host.at(12 * MS).serviceLinks(true).says("test-and-set 3");
  }

  @Test
  void noAnswerCountsBeforeTheQuestion() {
    HostScript host = backup().at(10 * US).serviceLinks(false).at(10 * MS).tick().forget();
    host.answer(WON).says("ignore NOT_ASKED").is(State.BACKUP_ARBITRATING);
  }

  @Test
  void aReportedDivergenceLeavesNobodyToWaitFor() {
    primary().at(10 * US).serviceLinks(false).hearReport(1).says("test-and-set 3");
  }

  @Test
  void aWinnerThatDivergesWhileDrainingHalts() {
    HostScript host = backup().at(50 * US).hearLog(1, NONE).at(11 * MS).tick().answer(WON).forget();
    host.diverged(1).says("halt DIVERGED").is(State.HALTED);
  }

  @Test
  void aFullLogBufferStallsAnArbitratingPrimaryToo() {
    ProtocolConfig small =
        new ProtocolConfig(2 * MS, 10 * MS, 0, MS, 100 * US, 5 * MS, 1400, 1 << 20, 2000, 1000);
    HostScript host = primary(small).at(10 * MS).tick().forget();
    host.append(OUTPUT, 1000).append(OUTPUT, 1000).says("stall");
    host.answer(WON).says("announce 7", "run alone", "release 2", "resume");
  }
}
