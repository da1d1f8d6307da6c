package dev.understudy.sim.client;

import static dev.understudy.sim.client.RequestKind.BALANCE;
import static dev.understudy.sim.client.RequestKind.CAS;
import static dev.understudy.sim.client.RequestKind.ECHO;
import static dev.understudy.sim.client.RequestKind.GET;
import static dev.understudy.sim.client.RequestKind.INCREMENT;
import static dev.understudy.sim.client.RequestKind.PUT;
import static dev.understudy.sim.client.RequestKind.TOTAL;
import static dev.understudy.sim.client.RequestKind.TRANSFER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Shows unusual ways to keep each promise, and each way to break it. */
class PromiseTest {

  private static final Workload ECHOING = new Workload.Echo(2);
  private static final Workload COUNTING = new Workload.Counter();
  private static final Workload BANKING = new Workload.Bank(2, 100, 10);
  private static final Workload KEEPING = new Workload.Kv(1);

  private final ExchangeHistory history = new ExchangeHistory();

  @Test
  void echoedWordsAreTheWordsSent() {
    history.client(1, 0, 5).asks(ECHO, 7, 8).told(7, 8);
    assertKept(ECHOING);

    history.client(1, 6, 9).asks(ECHO, 7, 8).told(7, 9);
    assertBroken(ECHOING, "client 1, request 2 (echo 7 8): came back as [7, 9]");
  }

  @Test
  void incrementsAtTheSameTimeMayBeCountedInAnyOrder() {
    history.client(1, 0, 10).asks(INCREMENT).told(2);
    history.client(2, 5, 20).asks(INCREMENT).told(1);

    assertKept(COUNTING);
  }

  @Test
  void noTwoIncrementsGetOneValue() {
    history.client(1, 0, 10).asks(INCREMENT).told(1);
    history.client(2, 0, 20).asks(INCREMENT).told(1);

    assertBroken(
        COUNTING,
        "client 2, request 1 (increment): was told the number 1, which belongs to client 1, request"
            + " 1 (increment)");
  }

  @Test
  void theCounterOnlyGrows() {
    history.client(1, 0, 10).asks(INCREMENT).told(2);
    history.client(2, 11, 20).asks(INCREMENT).told(1);

    assertBroken(
        COUNTING,
        "client 2, request 1 (increment): was told the number 1, but 2 was known before it was"
            + " sent");
  }

  @Test
  void aSkippedValueNeedsAnIncrementWithoutAnAnswer() {
    history.client(1, 0, 10).asks(INCREMENT).told(2);
    assertBroken(
        COUNTING,
        "client 1, request 1 (increment): was told the number 2; of those below, nobody was told 1,"
            + " but only 0 requests have no answer");

    history.client(2, 5, 0).asks(INCREMENT).unanswered();
    assertKept(COUNTING);
  }

  @Test
  void anIncrementSentTooLateExplainsNoSkippedValue() {
    history.client(1, 0, 10).asks(INCREMENT).told(2);
    history.client(2, 11, 0).asks(INCREMENT).unanswered();

    assertBroken(
        COUNTING,
        "client 1, request 1 (increment): was told the number 2, but nothing sent by then can have"
            + " been number 1");
  }

  @Test
  void aBankExecutesInTheOrderOfItsPositions() {
    history.client(1, 0, 10).asks(TRANSFER, 0, 1, 60).told(1, 40, 160);
    history.client(1, 11, 30).asks(TRANSFER, 0, 1, 60).refused(3, 40, 160);
    history.client(2, 0, 20).asks(TOTAL).told(2, 200);
    history.client(2, 21, 30).asks(BALANCE, 1).told(4, 160);

    assertKept(BANKING);
  }

  @Test
  void aBankLosesNoMoney() {
    history.client(1, 0, 10).asks(TRANSFER, 0, 1, 60).told(1, 40, 160);
    history.client(1, 11, 20).asks(TOTAL).told(2, 190);

    assertBroken(
        BANKING,
        "client 1, request 2 (total): at position 2 the total was told to be 190, but executing all"
            + " in order gives 200");
  }

  @Test
  void aBankLendsNoMoneyAndRefusesNone() {
    history.client(1, 0, 10).asks(TRANSFER, 0, 1, 101).told(1, -1, 201);
    assertBroken(
        BANKING,
        "client 1, request 1 (transfer 0 1 101): at position 1 it was done without the money");

    ExchangeHistory other =
        new ExchangeHistory().client(1, 0, 10).asks(TRANSFER, 0, 1, 5).refused(1, 100, 100);
    assertThat(Promise.of(BANKING).judge(other.exchanges()).breaches())
        .extracting(ClientBreach::text)
        .containsExactly(
            "client 1, request 1 (transfer 0 1 5): at position 1 it was refused, but the money was"
                + " there");
  }

  @Test
  void aBankThatForgotAnAcknowledgedTransferIsCaught() {
    history.client(1, 0, 10).asks(TRANSFER, 0, 1, 60).told(1, 40, 160);
    history.client(2, 11, 20).asks(BALANCE, 0).told(2, 100);

    assertBroken(
        BANKING,
        "client 2, request 1 (balance 0): at position 2 the balance was told to be 100, but"
            + " executing all in order gives 40");
  }

  @Test
  void aTransferWithoutAnAnswerMayHaveBeenExecutedWhereItFits() {
    history.client(1, 0, 0).asks(TRANSFER, 0, 1, 60).unanswered();
    history.client(2, 0, 0).asks(TRANSFER, 1, 0, 30).unanswered();
    history.client(3, 0, 0).asks(BALANCE, 0).unanswered();
    history.client(4, 5, 10).asks(BALANCE, 0).told(2, 130);
    history.client(4, 11, 20).asks(BALANCE, 0).told(5, 70);

    assertKept(BANKING);
  }

  @Test
  void aTransferWithoutAnAnswerExplainsNotEverything() {
    history.client(1, 0, 0).asks(TRANSFER, 0, 1, 60).unanswered();
    history.client(4, 5, 10).asks(BALANCE, 0).told(2, 41);

    assertBroken(
        BANKING,
        "client 4, request 1 (balance 0): at position 2 the balance was told to be 41, but"
            + " executing all in order gives 40");
  }

  @Test
  void aBankTellsNoPositionTwice() {
    history.client(1, 0, 10).asks(TOTAL).told(1, 200);
    history.client(2, 0, 10).asks(TOTAL).told(1, 200);

    assertBroken(
        BANKING,
        "client 2, request 1 (total): was told the number 1, which belongs to client 1, request 1"
            + " (total)");
  }

  @Test
  void aReadMayBeExecutedBeforeOrAfterAPutAtTheSameTime() {
    history.client(1, 0, 10).asks(PUT, 1, 5).told();
    history.client(2, 2, 8).asks(GET, 1).told(0);
    history.client(3, 2, 8).asks(GET, 1).told(5);

    assertKept(KEEPING);
  }

  @Test
  void aReadAfterAPutSeesIt() {
    history.client(1, 0, 10).asks(PUT, 1, 5).told();
    history.client(2, 11, 20).asks(GET, 1).told(0);

    assertBroken(
        KEEPING,
        "not linearizable: the best order explains 0 of 2 answers; then the key holds 0; client 1,"
            + " request 1 (put 1 5) overwrites it, but client 2, request 1 (get 1) was told it"
            + " later");
  }

  @Test
  void onceTheNewValueWasSeenTheOldOneIsGone() {
    history.client(1, 0, 100).asks(PUT, 1, 5).told();
    history.client(2, 10, 20).asks(GET, 1).told(5);
    history.client(3, 30, 40).asks(GET, 1).told(0);

    assertThat(Promise.of(KEEPING).judge(history.exchanges()).breaches()).hasSize(1);
  }

  @Test
  void aPutWithoutAnAnswerMayTakeEffectMuchLaterButOnlyOnce() {
    history.client(1, 0, 0).asks(PUT, 1, 5).unanswered();
    history.client(2, 10, 20).asks(GET, 1).told(0);
    history.client(2, 30, 40).asks(GET, 1).told(5);
    history.client(2, 50, 60).asks(PUT, 1, 6).told();
    assertKept(KEEPING);

    history.client(2, 70, 80).asks(GET, 1).told(5);
    assertThat(Promise.of(KEEPING).judge(history.exchanges()).breaches()).hasSize(1);
  }

  @Test
  void ofTwoSwapsFromOneValueOneIsRefused() {
    history.client(1, 0, 10).asks(CAS, 1, 0, 5).told(0);
    history.client(2, 0, 10).asks(CAS, 1, 0, 6).refused(5);
    assertKept(KEEPING);

    history.client(3, 0, 10).asks(CAS, 1, 0, 7).told(0);
    assertThat(Promise.of(KEEPING).judge(history.exchanges()).breaches()).hasSize(1);
  }

  @Test
  void nobodyReadsWhatNobodyWrote() {
    history.client(1, 0, 10).asks(PUT, 1, 5).told();
    history.client(2, 0, 10).asks(GET, 1).told(6);

    assertBroken(KEEPING, "client 2, request 1 (get 1): was told 6, which nobody wrote");
  }

  @Test
  void keysAreIndependent() {
    history.client(1, 0, 10).asks(PUT, 1, 5).told();
    history.client(1, 11, 20).asks(GET, 2).told(0);
    history.client(1, 21, 30).asks(GET, 1).told(5);

    assertKept(KEEPING);
  }

  @Test
  void anAnswerWithoutTheRightValuesIsABreachInItself() {
    history.client(1, 0, 10).asks(INCREMENT).told();
    history.client(2, 0, 10).asks(INCREMENT).refused(1);

    assertBroken(
        COUNTING,
        "client 1, request 1 (increment): answered with 0 values instead of (count)",
        "client 2, request 1 (increment): answered with status 1");
  }

  private void assertKept(Workload workload) {
    assertThat(Promise.of(workload).judge(history.exchanges())).isEqualTo(Judgement.KEPT);
  }

  private void assertBroken(Workload workload, String... texts) {
    Judgement judgement = Promise.of(workload).judge(history.exchanges());

    assertThat(judgement.breaches()).extracting(ClientBreach::text).containsExactly(texts);
    assertThat(judgement.undecided()).isEmpty();
  }
}
