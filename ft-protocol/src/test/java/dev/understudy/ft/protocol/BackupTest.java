package dev.understudy.ft.protocol;

import static dev.understudy.ft.protocol.Gate.FINAL;
import static dev.understudy.ft.protocol.Gate.NONE;
import static dev.understudy.ft.protocol.Gate.OUTPUT;
import static dev.understudy.ft.protocol.HostScript.MS;
import static dev.understudy.ft.protocol.HostScript.US;
import static dev.understudy.ft.protocol.HostScript.backup;

import dev.understudy.ft.protocol.ChannelFrame.Log;
import dev.understudy.ft.protocol.ChannelFrame.Yield;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupTest {

  @Test
  void itAcknowledgesOnReceiptAndReplaysLater() {
    backup().at(50 * US).hearLog(1, NONE, OUTPUT).says("replay 1-2", "ack 2");
  }

  @Test
  void whatItHasIsAcknowledgedAgainAndNotReplayedAgain() {
    HostScript host = backup().at(50 * US).hearLog(1, NONE, OUTPUT).forget();
    host.hearLog(1, NONE, OUTPUT).says("ack 2");
    host.hearLog(2, OUTPUT, NONE).says("replay 3", "ack 3");
  }

  @Test
  void whatLiesBeyondAGapIsNeitherAcknowledgedNorReplayed() {
    backup().at(50 * US).hearLog(1, NONE).hearLog(3, OUTPUT).says("replay 1", "ack 1", "ack 1");
  }

  @Test
  void overtakenFramesComeInWhenTheGapCloses() {
    HostScript host = backup().at(50 * US).hearLog(4, NONE).hearLog(2, NONE, NONE).forget();
    host.hearLog(1, OUTPUT).says("replay 1", "replay 2-3", "replay 4", "ack 4");
  }

  @Test
  void itSaysAtOnceWhatItHasReadForItself() {
    HostScript host = backup().at(50 * US).hearLog(1, NONE, NONE).forget();
    host.replayed(1).says();
    host.readRepeated(2).says("ack 2");
  }

  @Test
  void whoCannotReadForItsGuestGivesItsPlaceUp() {
    HostScript host = backup().hearLog(1, NONE, NONE).awaitsRead(true);
    for (long ms = 1; ms <= 20; ms++) {
      host.at(ms * MS).hearHeartbeat(2).serviceLinks(false).is(State.REPLAYING);
    }
    host.forget()
        .at(21 * MS)
        .hearHeartbeat(2)
        .is(State.HALTED)
        .says("divergence report 1", "halt CUT_OFF");
  }

  @Test
  void whoHasNothingToReadOrWhoseLinksAreUpKeepsIt() {
    HostScript idle = backup().hearLog(1, NONE, NONE).awaitsRead(true).awaitsRead(false);
    HostScript linked = backup().hearLog(1, NONE, NONE).awaitsRead(true);
    for (long ms = 1; ms <= 60; ms++) {
      idle.at(ms * MS).hearHeartbeat(2).serviceLinks(false).is(State.REPLAYING);
      linked.at(ms * MS).hearHeartbeat(2).is(State.REPLAYING);
    }
  }

  @Test
  void aWinnerDiscardsWhatLiesBeyondAGap() {
    HostScript host = backup().at(50 * US).hearLog(1, NONE).hearLog(3, OUTPUT).replayed(1);
    host.at(11 * MS).tick().says("test-and-set 3");
    host.answer(TestAndSetAnswer.WON).says("drain 1", "announce 7", "go live 1");
  }

  @Test
  void itSpeaksOnceInAHeartbeatIntervalAtLeast() {
    HostScript host = backup().says("heartbeat 0");
    host.at(50 * US).hearLog(1, NONE).forget();
    host.at(2050 * US).tick().says("heartbeat 1");
  }

  @Test
  void aFullLogBufferTakesNothingUntilTheGuestHasReplayedSome() {
    ProtocolConfig small =
        new ProtocolConfig(
            2 * MS, 10 * MS, 0, MS, 100 * US, 5 * MS, 1400, 1 << 20, 2 * (1000 + 2), 1000);
    HostScript host = backup(small).at(50 * US);
    Log three = new Log(host.header(), 1, List.of(large(), large(), large()));
    host.hear(three).says("replay 1-2", "ack 2");
    host.hear(three).says("ack 2");
    host.replayed(1).hear(three).says("replay 3", "ack 3");
  }

  @Test
  void anEntryLargerThanTheLogBufferFitsIntoAnEmptyOne() {
    ProtocolConfig tiny =
        new ProtocolConfig(2 * MS, 10 * MS, 0, MS, 100 * US, 5 * MS, 1400, 1 << 20, 10, 1000);
    HostScript host = backup(tiny).at(50 * US);
    host.hear(new Log(host.header(), 1, List.of(large()))).says("replay 1", "ack 1");
  }

  private static LogEntry large() {
    return HostScript.entry(NONE, 1000);
  }

  @Test
  void logTrafficIsASignOfLife() {
    HostScript host = backup().at(9 * MS).hearLog(1, NONE);
    host.at(18 * MS).tick().is(State.REPLAYING);
    host.at(19 * MS).tick().is(State.BACKUP_ARBITRATING);
  }

  @Test
  void aFrameTheNetworkRepeatsIsNoSignOfLife() {
    HostScript host = backup().at(1 * MS);
    Log frame = host.log(1, NONE);
    host.hear(frame);
    for (long ms = 2; ms <= 10; ms++) {
      host.at(ms * MS).hear(frame).is(State.REPLAYING);
    }
    host.at(11 * MS).hear(frame).is(State.BACKUP_ARBITRATING);
  }

  @Test
  void aDivergedReplayIsReportedAndHalts() {
    HostScript host = backup().at(50 * US).hearLog(1, NONE).forget();
    host.diverged(1).says("divergence report 1", "halt DIVERGED").is(State.HALTED);
    host.at(60 * US).hearLog(2, NONE).says("ignore HALTED");
    host.at(90 * MS).tick().says().is(State.HALTED);
  }

  @Test
  void whoHoldsTheGuestsEndEndsOnceTheLastOutputsAreOut() {
    HostScript host = backup().at(50 * US).hearLog(1, NONE, FINAL).says("replay 1-2", "ack 2");
    host.at(60 * US).hearFinished(2).is(State.ENDING);
    host.at(90 * MS).tick().says("heartbeat 2").is(State.ENDING);
    host.replayed(2).says("halt FINISHED").is(State.HALTED);
  }

  @Test
  void whoHoldsTheGuestsEndLetsTheLastOutputsOutIfItsPrimaryDies() {
    HostScript host = backup().at(50 * US).hearLog(1, NONE, FINAL).replayed(1).forget();
    host.at(90 * MS).tick().says("test-and-set 3").is(State.BACKUP_ARBITRATING);
    host.answer(TestAndSetAnswer.WON).says("drain 2").is(State.DRAINING);
    host.replayed(2).says("announce 7", "go live 2", "halt FINISHED").is(State.HALTED);
  }

  @Test
  void itAnswersUntilItIsToldThatTheLastOutputsLeft() {
    HostScript host = backup().at(50 * US).hearLog(1, FINAL).replayed(1).is(State.ENDING).forget();
    host.at(8 * MS).hearLog(1, FINAL).says("ack 1").is(State.ENDING);
    host.at(9 * MS).hearHeartbeat(1).is(State.ENDING);
    host.at(10 * MS).hearFinished(1).is(State.HALTED);
  }

  @Test
  void nothingIsReceivedAfterTheGuestsEnd() {
    backup().at(50 * US).hearLog(1, FINAL).forget().hearLog(2, NONE).says("ack 1");
  }

  @Test
  void aPrimaryThatGivesWayIsSucceededAtOnce() {
    HostScript host = backup().at(1 * MS).hearLog(1, OUTPUT).replayed(1).forget();
    host.hear(new Yield(host.header())).says("test-and-set 3").is(State.BACKUP_ARBITRATING);
    host.answer(TestAndSetAnswer.WON).says("drain 1", "announce 7", "go live 1").is(State.ALONE);
  }

  @Test
  void framesForPrimariesAreIgnored() {
    HostScript host = backup().at(9 * MS).forget();
    host.hearAck(0).says("ignore WRONG_DIRECTION", "heartbeat 0");
    host.hearReport(1).says("ignore WRONG_DIRECTION");
    host.at(10 * MS).tick().is(State.BACKUP_ARBITRATING);
  }
}
