package dev.understudy.disk;

import static dev.understudy.disk.DiskScript.B;
import static dev.understudy.disk.DiskScript.C;
import static dev.understudy.disk.DiskScript.D;
import static dev.understudy.disk.DiskScript.P;
import static dev.understudy.disk.DiskScript.outcome;
import static dev.understudy.disk.DiskScript.read;
import static dev.understudy.disk.DiskScript.refused;
import static dev.understudy.disk.DiskScript.renew;
import static dev.understudy.disk.DiskScript.testAndSet;
import static dev.understudy.disk.DiskScript.write;
import static dev.understudy.disk.DiskScript.written;
import static dev.understudy.disk.TestAndSetOutcome.FOREIGN;
import static dev.understudy.disk.TestAndSetOutcome.LOST;
import static dev.understudy.disk.TestAndSetOutcome.NO_SUCH_GENERATION;
import static dev.understudy.disk.TestAndSetOutcome.SUPERSEDED;
import static dev.understudy.disk.TestAndSetOutcome.WON;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestAndSetTest {
  private final SharedDisk disk = SharedDisk.create(100, P, B);

  @Test
  void theFirstToAskWinsAndTheOtherLoses() {
    assertThat(outcome(disk, testAndSet(B, P, 0))).isEqualTo(WON);
    assertThat(outcome(disk, testAndSet(P, B, 0))).isEqualTo(LOST);
    assertThat(disk.newestGeneration().owner()).isEqualTo(B);
  }

  @Test
  void aRepeatedQuestionGetsTheSameAnswer() {
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThat(outcome(disk, testAndSet(P, B, 0))).isEqualTo(WON);
      assertThat(outcome(disk, testAndSet(B, P, 0))).isEqualTo(LOST);
    }
  }

  @Test
  void answersStayTheSameWhenAGenerationFollows() {
    outcome(disk, testAndSet(P, B, 0));
    outcome(disk, testAndSet(B, P, 0));
    outcome(disk, renew(P, 0, C));
    assertThat(outcome(disk, testAndSet(P, B, 0))).isEqualTo(WON);
    assertThat(outcome(disk, testAndSet(B, P, 0))).isEqualTo(LOST);
    outcome(disk, testAndSet(C, P, 1));
    assertThat(outcome(disk, testAndSet(P, B, 0))).isEqualTo(WON);
    assertThat(disk.standing(P)).isEqualTo(IncarnationStanding.FENCED);
  }

  @Test
  void whoAsksFirstAfterTheNextGenerationBeganIsSuperseded() {
    outcome(disk, testAndSet(P, B, 0));
    outcome(disk, renew(P, 0, C));
    assertThat(outcome(disk, testAndSet(B, P, 0))).isEqualTo(SUPERSEDED);
    assertThat(outcome(disk, testAndSet(B, P, 0))).isEqualTo(SUPERSEDED);
  }

  @Test
  void aGenerationRenewedUnsetCanNeverBeWon() {
    outcome(disk, renew(P, 0, C));
    assertThat(outcome(disk, testAndSet(B, P, 0))).isEqualTo(SUPERSEDED);
    assertThat(outcome(disk, testAndSet(P, B, 0))).isEqualTo(SUPERSEDED);
    assertThat(disk.generations().get(0).isUnset()).isTrue();
  }

  @Test
  void winningFencesTheRivalsWritesAndReadsInTheSameStep() {
    disk.apply(write(P, 1, 1, 1));
    assertThat(outcome(disk, testAndSet(B, P, 0))).isEqualTo(WON);
    assertThat(disk.apply(write(P, 2, 1, 2))).isEqualTo(refused(P, 2, DiskRefusal.FENCED));
    assertThat(disk.apply(read(P, 3, 1, 1))).isEqualTo(refused(P, 3, DiskRefusal.FENCED));
    assertThat(disk.apply(write(P, 1, 1, 1))).isEqualTo(refused(P, 1, DiskRefusal.FENCED));
    assertThat(disk.apply(write(B, 1, 1, 3))).isEqualTo(written(B, 1));
  }

  @Test
  void aPrimaryThatWinsKeepsItsNumbersAndItsBackupReadsNoMore() {
    disk.apply(write(P, 1, 1, 1));
    disk.apply(write(P, 2, 1, 2));
    outcome(disk, testAndSet(P, B, 0));
    assertThat(disk.apply(write(P, 1, 1, 1))).isEqualTo(written(P, 1));
    assertThat(disk.block(1)).isEqualTo(DiskScript.block(2));
    assertThat(disk.apply(read(B, 1, 1, 1))).isEqualTo(refused(B, 1, DiskRefusal.FENCED));
  }

  @Test
  void onlyThePairOfTheGenerationMayAsk() {
    assertThat(outcome(disk, testAndSet(C, P, 0))).isEqualTo(FOREIGN);
    assertThat(outcome(disk, testAndSet(C, D, 0))).isEqualTo(FOREIGN);
    assertThat(outcome(disk, testAndSet(P, C, 0))).isEqualTo(FOREIGN);
    assertThat(outcome(disk, testAndSet(P, P, 0))).isEqualTo(FOREIGN);
    assertThat(outcome(disk, testAndSet(0, P, 0))).isEqualTo(FOREIGN);
    assertThat(disk.newestGeneration().isUnset()).isTrue();
  }

  @Test
  void aGenerationNeverCreatedCanNotBeWonYet() {
    assertThat(outcome(disk, testAndSet(P, C, 1))).isEqualTo(NO_SUCH_GENERATION);
    assertThat(outcome(disk, testAndSet(P, B, -1))).isEqualTo(NO_SUCH_GENERATION);
    assertThat(outcome(disk, testAndSet(P, B, Long.MAX_VALUE))).isEqualTo(NO_SUCH_GENERATION);
    assertThat(outcome(disk, testAndSet(P, B, 1L << 32))).isEqualTo(NO_SUCH_GENERATION);
    outcome(disk, renew(P, 0, C));
    assertThat(outcome(disk, testAndSet(P, C, 1))).isEqualTo(WON);
  }

  @Test
  void aHostWithoutBackupMayWinAndTakeOneIn() {
    SharedDisk alone = SharedDisk.create(10, P, SharedDisk.NOBODY);
    assertThat(outcome(alone, testAndSet(SharedDisk.NOBODY, P, 0))).isEqualTo(FOREIGN);
    assertThat(outcome(alone, testAndSet(P, SharedDisk.NOBODY, 0))).isEqualTo(WON);
    assertThat(outcome(alone, renew(P, 0, C))).isEqualTo(RenewOutcome.RENEWED);
  }
}
