package dev.understudy.disk;

import static dev.understudy.disk.DiskScript.B;
import static dev.understudy.disk.DiskScript.P;
import static dev.understudy.disk.DiskScript.block;
import static dev.understudy.disk.DiskScript.refused;
import static dev.understudy.disk.DiskScript.testAndSet;
import static dev.understudy.disk.DiskScript.write;
import static dev.understudy.disk.DiskScript.written;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LateDuplicatesTest {
  private final SharedDisk disk = SharedDisk.create(1000, P, B);

  @Test
  void aCopyIsAnsweredLikeTheOriginalAndChangesNothing() {
    disk.apply(write(P, 1, 10, 1));
    disk.apply(write(P, 2, 10, 2));
    assertThat(disk.apply(write(P, 1, 10, 1))).isEqualTo(written(P, 1));
    assertThat(disk.block(10)).isEqualTo(block(2));
  }

  @Test
  void aWriteThatArrivesFirstAfterItsSuccessorIsRefused() {
    disk.apply(write(P, 2, 10, 2));
    assertThat(disk.apply(write(P, 1, 10, 1))).isEqualTo(refused(P, 1, DiskRefusal.OVERTAKEN));
    assertThat(disk.block(10)).isEqualTo(block(2));
  }

  @Test
  void anOvertakenWriteIsRefusedAsAWhole() {
    disk.apply(write(P, 2, 12, 9));
    assertThat(disk.apply(write(P, 1, 10, 1, 2, 3, 4)))
        .isEqualTo(refused(P, 1, DiskRefusal.OVERTAKEN));
    assertThat(disk.block(10)).isEqualTo(block(0));
    assertThat(disk.block(12)).isEqualTo(block(9));
  }

  @Test
  void writesToDifferentBlocksMayArriveInAnyOrder() {
    assertThat(disk.apply(write(P, 3, 30, 3))).isEqualTo(written(P, 3));
    assertThat(disk.apply(write(P, 1, 10, 1))).isEqualTo(written(P, 1));
    assertThat(disk.apply(write(P, 2, 20, 2))).isEqualTo(written(P, 2));
    assertThat(disk.block(10)).isEqualTo(block(1));
    assertThat(disk.block(20)).isEqualTo(block(2));
    assertThat(disk.block(30)).isEqualTo(block(3));
  }

  @Test
  void theOldestNumberInTheWindowIsStillKnownAndTheOneBehindItIsNot() {
    disk.apply(write(P, 1, 10, 1));
    disk.apply(write(P, 2, 20, 1));
    disk.apply(write(P, 1 + SharedDisk.WRITE_WINDOW, 30, 1));
    assertThat(disk.apply(write(P, 2, 20, 1))).isEqualTo(written(P, 2));
    assertThat(disk.apply(write(P, 1, 10, 1))).isEqualTo(refused(P, 1, DiskRefusal.TOO_OLD));
  }

  @Test
  void aFirstArrivalBehindTheWindowIsRefusedEvenIfNobodyWroteThere() {
    disk.apply(write(P, 100, 10, 1));
    assertThat(disk.apply(write(P, 100 - SharedDisk.WRITE_WINDOW, 500, 5)))
        .isEqualTo(refused(P, 100 - SharedDisk.WRITE_WINDOW, DiskRefusal.TOO_OLD));
    assertThat(disk.apply(write(P, 101 - SharedDisk.WRITE_WINDOW, 500, 5)))
        .isEqualTo(written(P, 101 - SharedDisk.WRITE_WINDOW));
  }

  @Test
  void aRefusedWriteIsNotTakenForApplied() {
    assertThat(disk.apply(write(P, 1, 999, 1, 2)))
        .isEqualTo(refused(P, 1, DiskRefusal.OUT_OF_RANGE));
    assertThat(disk.apply(write(P, 1, 999, 1, 2)))
        .isEqualTo(refused(P, 1, DiskRefusal.OUT_OF_RANGE));
    disk.apply(write(P, 3, 10, 3));
    assertThat(disk.apply(write(P, 2, 10, 2))).isEqualTo(refused(P, 2, DiskRefusal.OVERTAKEN));
    assertThat(disk.apply(write(P, 2, 10, 2))).isEqualTo(refused(P, 2, DiskRefusal.OVERTAKEN));
  }

  @Test
  void theWriteOfADeadPrimaryThatLandsLateIsRefused() {
    disk.apply(testAndSet(B, P, 0));
    disk.apply(write(B, 1, 10, 2));
    assertThat(disk.apply(write(P, 1, 10, 1))).isEqualTo(refused(P, 1, DiskRefusal.FENCED));
    assertThat(disk.block(10)).isEqualTo(block(2));
  }

  @Test
  void theWinnersNumbersStartAnewAndOverwriteWhatTheLoserWrote() {
    disk.apply(write(P, 50, 10, 1));
    disk.apply(testAndSet(B, P, 0));
    assertThat(disk.apply(write(B, 1, 10, 2))).isEqualTo(written(B, 1));
    assertThat(disk.block(10)).isEqualTo(block(2));
  }

  @Test
  void hugeSequenceNumbersAreJustNumbers() {
    assertThat(disk.apply(write(P, Long.MAX_VALUE, 10, 1))).isEqualTo(written(P, Long.MAX_VALUE));
    assertThat(disk.apply(write(P, Long.MAX_VALUE, 10, 1))).isEqualTo(written(P, Long.MAX_VALUE));
    assertThat(disk.apply(write(P, Long.MAX_VALUE - 1, 20, 1)))
        .isEqualTo(written(P, Long.MAX_VALUE - 1));
    assertThat(disk.apply(write(P, 1, 20, 1))).isEqualTo(refused(P, 1, DiskRefusal.TOO_OLD));
  }
}
