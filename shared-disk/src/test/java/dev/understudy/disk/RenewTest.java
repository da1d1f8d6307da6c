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
import static dev.understudy.disk.RenewOutcome.BAD_JOINER;
import static dev.understudy.disk.RenewOutcome.FOREIGN;
import static dev.understudy.disk.RenewOutcome.LOST;
import static dev.understudy.disk.RenewOutcome.NO_SUCH_GENERATION;
import static dev.understudy.disk.RenewOutcome.RENEWED;
import static dev.understudy.disk.RenewOutcome.STANDBY;
import static dev.understudy.disk.RenewOutcome.SUPERSEDED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RenewTest {
  private final SharedDisk disk = SharedDisk.create(100, P, B);

  @Test
  void theOwnerMakesANewUnsetGenerationWithTheJoiner() {
    outcome(disk, testAndSet(B, P, 0));
    assertThat(outcome(disk, renew(B, 0, C))).isEqualTo(RENEWED);
    assertThat(disk.newestGeneration()).isEqualTo(Generation.unset(1, B, C));
    assertThat(disk.standing(B)).isEqualTo(IncarnationStanding.ACTING);
    assertThat(disk.standing(C)).isEqualTo(IncarnationStanding.STANDBY);
    assertThat(disk.standing(P)).isEqualTo(IncarnationStanding.FENCED);
  }

  @Test
  void thePrimaryOfAnUnsetGenerationMayReplaceItsBackupWhichIsFencedThereby() {
    assertThat(disk.apply(read(B, 1, 0, 1))).isInstanceOf(DiskReply.ReadDone.class);
    assertThat(outcome(disk, renew(P, 0, C))).isEqualTo(RENEWED);
    assertThat(disk.apply(read(B, 2, 0, 1))).isEqualTo(refused(B, 2, DiskRefusal.FENCED));
    assertThat(outcome(disk, testAndSet(B, P, 0))).isEqualTo(TestAndSetOutcome.SUPERSEDED);
    assertThat(disk.standing(P)).isEqualTo(IncarnationStanding.ACTING);
  }

  @Test
  void aBackupThatHasNotWonCanNotRenew() {
    assertThat(outcome(disk, renew(B, 0, C))).isEqualTo(STANDBY);
    assertThat(disk.generations()).hasSize(1);
  }

  @Test
  void theLoserCanNotRenew() {
    outcome(disk, testAndSet(B, P, 0));
    assertThat(outcome(disk, renew(P, 0, C))).isEqualTo(LOST);
    assertThat(disk.generations()).hasSize(1);
  }

  @Test
  void aRepeatedRenewGetsTheSameAnswerAndMakesNoThirdGeneration() {
    outcome(disk, testAndSet(P, B, 0));
    assertThat(outcome(disk, renew(P, 0, C))).isEqualTo(RENEWED);
    assertThat(outcome(disk, renew(P, 0, C))).isEqualTo(RENEWED);
    assertThat(disk.generations()).hasSize(2);
    outcome(disk, testAndSet(C, P, 1));
    outcome(disk, renew(C, 1, D));
    assertThat(outcome(disk, renew(P, 0, C))).isEqualTo(RENEWED);
    assertThat(disk.generations()).hasSize(3);
    assertThat(disk.newestGeneration()).isEqualTo(Generation.unset(2, C, D));
  }

  @Test
  void anotherJoinerForTheSameGenerationComesTooLate() {
    outcome(disk, renew(P, 0, C));
    assertThat(outcome(disk, renew(P, 0, D))).isEqualTo(SUPERSEDED);
    assertThat(outcome(disk, renew(B, 0, D))).isEqualTo(SUPERSEDED);
    assertThat(disk.standing(D)).isEqualTo(IncarnationStanding.FOREIGN);
  }

  @Test
  void onlyTheNewestGenerationCanBeRenewed() {
    assertThat(outcome(disk, renew(P, 1, C))).isEqualTo(NO_SUCH_GENERATION);
    assertThat(outcome(disk, renew(P, -1, C))).isEqualTo(NO_SUCH_GENERATION);
    assertThat(outcome(disk, renew(P, Long.MAX_VALUE, C))).isEqualTo(NO_SUCH_GENERATION);
    assertThat(outcome(disk, renew(D, 0, C))).isEqualTo(FOREIGN);
    assertThat(disk.generations()).hasSize(1);
  }

  @Test
  void nobodyComesBackOnceFenced() {
    outcome(disk, testAndSet(P, B, 0));
    assertThat(outcome(disk, renew(P, 0, B))).isEqualTo(BAD_JOINER);
    assertThat(outcome(disk, renew(P, 0, P))).isEqualTo(BAD_JOINER);
    assertThat(outcome(disk, renew(P, 0, SharedDisk.NOBODY))).isEqualTo(BAD_JOINER);
    assertThat(outcome(disk, renew(P, 0, -7))).isEqualTo(BAD_JOINER);
    assertThat(disk.generations()).hasSize(1);
  }

  @Test
  void aStandingBackupMayBeTakenIntoTheNextGeneration() {
    assertThat(outcome(disk, renew(P, 0, B))).isEqualTo(RENEWED);
    assertThat(disk.standing(B)).isEqualTo(IncarnationStanding.STANDBY);
    assertThat(outcome(disk, testAndSet(B, P, 0))).isEqualTo(TestAndSetOutcome.SUPERSEDED);
    assertThat(outcome(disk, testAndSet(B, P, 1))).isEqualTo(TestAndSetOutcome.WON);
  }

  @Test
  void whoRenewsKeepsItsNumbersAndItsOldWritesStayApplied() {
    outcome(disk, testAndSet(P, B, 0));
    disk.apply(write(P, 1, 5, 1));
    disk.apply(write(P, 2, 5, 2));
    outcome(disk, renew(P, 0, C));
    assertThat(disk.apply(write(P, 1, 5, 1))).isEqualTo(written(P, 1));
    assertThat(disk.block(5)).isEqualTo(DiskScript.block(2));
  }

  @Test
  void afterARenewOnlyTheNewGenerationDecides() {
    outcome(disk, testAndSet(P, B, 0));
    outcome(disk, renew(P, 0, C));
    assertThat(outcome(disk, testAndSet(C, P, 1))).isEqualTo(TestAndSetOutcome.WON);
    assertThat(disk.apply(write(P, 1, 5, 1))).isEqualTo(refused(P, 1, DiskRefusal.FENCED));
    assertThat(outcome(disk, testAndSet(P, C, 1))).isEqualTo(TestAndSetOutcome.LOST);
    assertThat(disk.apply(write(C, 1, 5, 1))).isEqualTo(written(C, 1));
  }
}
