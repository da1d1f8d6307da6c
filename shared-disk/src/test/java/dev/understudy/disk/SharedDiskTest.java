package dev.understudy.disk;

import static dev.understudy.disk.DiskScript.B;
import static dev.understudy.disk.DiskScript.C;
import static dev.understudy.disk.DiskScript.P;
import static dev.understudy.disk.DiskScript.block;
import static dev.understudy.disk.DiskScript.blocks;
import static dev.understudy.disk.DiskScript.digestFromScratch;
import static dev.understudy.disk.DiskScript.read;
import static dev.understudy.disk.DiskScript.refused;
import static dev.understudy.disk.DiskScript.renew;
import static dev.understudy.disk.DiskScript.testAndSet;
import static dev.understudy.disk.DiskScript.write;
import static dev.understudy.disk.DiskScript.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.base.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedDiskTest {
  private final SharedDisk disk = SharedDisk.create(100, P, B);

  @Test
  void aNewDiskIsAllZeros() {
    assertThat(disk.apply(read(P, 1, 98, 2))).isEqualTo(new DiskReply.ReadDone(P, 1, blocks(0, 0)));
    assertThat(disk.contentDigest()).isEqualTo(ContentDigest.ZERO);
  }

  @Test
  void aReadReturnsWhatWasWrittenLast() {
    assertThat(disk.apply(write(P, 1, 30, 1, 2, 3))).isEqualTo(written(P, 1));
    assertThat(disk.apply(write(P, 2, 31, 9))).isEqualTo(written(P, 2));
    assertThat(disk.apply(read(P, 3, 29, 5)))
        .isEqualTo(new DiskReply.ReadDone(P, 3, blocks(0, 1, 9, 3, 0)));
  }

  @Test
  void aBackupMayReadButNotWrite() {
    disk.apply(write(P, 1, 5, 7));
    assertThat(disk.apply(read(B, 1, 5, 1))).isEqualTo(new DiskReply.ReadDone(B, 1, block(7)));
    assertThat(disk.apply(write(B, 2, 5, 8))).isEqualTo(refused(B, 2, DiskRefusal.STANDBY));
    assertThat(disk.block(5)).isEqualTo(block(7));
  }

  @Test
  void whatWasWrittenSinceAnEarlierStateIsFoundByComparing() {
    disk.apply(write(P, 1, 30, 1, 2));
    SharedDisk earlier = disk.fork();
    assertThat(disk.blocksWrittenSince(earlier)).isEmpty();
    disk.apply(write(P, 2, 31, 9, 9));
    disk.apply(write(P, 3, 99, 9));

    assertThat(disk.blocksWrittenSince(earlier)).containsExactly(31L, 32L, 99L);
    assertThat(disk.blocksWrittenSince(null)).containsExactly(30L, 31L, 32L, 99L);
    assertThat(earlier.blocksWrittenSince(null)).containsExactly(30L, 31L);
  }

  @Test
  void anArbiterDecidesLikeADiskAndHasNoBlocks() {
    SharedDisk arbiter = SharedDisk.arbiter(P, B, DiskRules.STANDARD);
    assertThat(arbiter.apply(read(P, 1, 0, 1))).isEqualTo(refused(P, 1, DiskRefusal.OUT_OF_RANGE));
    assertThat(arbiter.apply(write(P, 1, 0, 7))).isEqualTo(refused(P, 1, DiskRefusal.OUT_OF_RANGE));
    for (DiskRequest asked : List.of(testAndSet(B, P, 0), testAndSet(P, B, 0), renew(B, 0, C))) {
      assertThat(arbiter.apply(asked)).isEqualTo(disk.apply(asked));
    }
    assertThat(arbiter.generations()).isEqualTo(disk.generations());
  }

  @Test
  void aForeignIncarnationGetsNothing() {
    assertThat(disk.apply(read(C, 1, 5, 1))).isEqualTo(refused(C, 1, DiskRefusal.FOREIGN));
    assertThat(disk.apply(write(C, 2, 5, 8))).isEqualTo(refused(C, 2, DiskRefusal.FOREIGN));
    assertThat(disk.apply(write(0, 2, 5, 8))).isEqualTo(refused(0, 2, DiskRefusal.FOREIGN));
    assertThat(disk.contentDigest()).isEqualTo(ContentDigest.ZERO);
  }

  @Test
  void impossibleExtentsAreRefusedAndNothingIsDone() {
    assertThat(disk.apply(read(P, 1, 99, 2))).isEqualTo(refused(P, 1, DiskRefusal.OUT_OF_RANGE));
    assertThat(disk.apply(read(P, 1, -1, 1))).isEqualTo(refused(P, 1, DiskRefusal.OUT_OF_RANGE));
    assertThat(disk.apply(read(P, 1, Long.MAX_VALUE, 8)))
        .isEqualTo(refused(P, 1, DiskRefusal.OUT_OF_RANGE));
    assertThat(disk.apply(read(P, 1, 0, 0))).isEqualTo(refused(P, 1, DiskRefusal.BAD_COUNT));
    assertThat(disk.apply(read(P, 1, 0, -1))).isEqualTo(refused(P, 1, DiskRefusal.BAD_COUNT));
    assertThat(disk.apply(read(P, 1, 0, Long.MAX_VALUE)))
        .isEqualTo(refused(P, 1, DiskRefusal.BAD_COUNT));
    assertThat(disk.apply(write(P, 1, 99, 1, 2)))
        .isEqualTo(refused(P, 1, DiskRefusal.OUT_OF_RANGE));
    assertThat(disk.apply(write(P, 1, Long.MAX_VALUE, 1)))
        .isEqualTo(refused(P, 1, DiskRefusal.OUT_OF_RANGE));
    assertThat(disk.apply(write(P, 0, 0, 1))).isEqualTo(refused(P, 0, DiskRefusal.BAD_SEQUENCE));
    assertThat(disk.apply(read(P, Long.MIN_VALUE, 0, 1)))
        .isEqualTo(refused(P, Long.MIN_VALUE, DiskRefusal.BAD_SEQUENCE));
    assertThat(disk.contentDigest()).isEqualTo(ContentDigest.ZERO);
  }

  @Test
  void dataMustBeWholeBlocks() {
    for (int length : List.of(0, 1, 511, 513, 1023)) {
      assertThat(disk.apply(new DiskRequest.Write(P, 1, 0, Bytes.zeros(length))))
          .isEqualTo(refused(P, 1, DiskRefusal.BAD_LENGTH));
    }
    Bytes tooMuch = Bytes.zeros((SharedDisk.MAX_BLOCKS_PER_REQUEST + 1) * SharedDisk.BLOCK_BYTES);
    assertThat(disk.apply(new DiskRequest.Write(P, 1, 0, tooMuch)))
        .isEqualTo(refused(P, 1, DiskRefusal.BAD_LENGTH));
  }

  @Test
  void theLargestRequestWorks() {
    SharedDisk large = SharedDisk.create(SharedDisk.MAX_BLOCKS_PER_REQUEST + 1, P, B);
    int[] values = new int[SharedDisk.MAX_BLOCKS_PER_REQUEST];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 251 + 1;
    }
    assertThat(large.apply(write(P, 1, 1, values))).isEqualTo(written(P, 1));
    assertThat(large.apply(read(P, 2, 1, values.length)))
        .isEqualTo(new DiskReply.ReadDone(P, 2, blocks(values)));
    assertThat(large.block(0)).isEqualTo(block(0));
    assertThat(large.contentDigest()).isEqualTo(digestFromScratch(large));
  }

  @Test
  void aHugeSparseDiskCostsNothing() {
    SharedDisk huge = SharedDisk.create(Long.MAX_VALUE, P, B);
    assertThat(huge.apply(write(P, 1, Long.MAX_VALUE - 2, 4, 5))).isEqualTo(written(P, 1));
    assertThat(huge.apply(read(P, 2, Long.MAX_VALUE - 3, 3)))
        .isEqualTo(new DiskReply.ReadDone(P, 2, blocks(0, 4, 5)));
    assertThat(huge.apply(read(P, 3, Long.MAX_VALUE - 1, 2)))
        .isEqualTo(refused(P, 3, DiskRefusal.OUT_OF_RANGE));
  }

  @Test
  void theDigestStandsForTheContentsHoweverTheyCameAbout() {
    SharedDisk other = SharedDisk.create(100, P, B);
    disk.apply(write(P, 1, 10, 1, 2));
    disk.apply(write(P, 2, 11, 3));
    other.apply(write(P, 1, 50, 8));
    other.apply(write(P, 2, 11, 3));
    other.apply(testAndSet(B, P, 0));
    assertThat(other.contentDigest()).isNotEqualTo(disk.contentDigest());
    other.apply(write(B, 1, 10, 1));
    other.apply(write(B, 2, 50, 0));
    assertThat(other.contentDigest()).isEqualTo(disk.contentDigest());
    assertThat(disk.contentDigest()).isEqualTo(digestFromScratch(disk));
  }

  @Test
  void theSameBlockElsewhereIsAnotherDigest() {
    SharedDisk other = SharedDisk.create(100, P, B);
    disk.apply(write(P, 1, 10, 1, 2));
    other.apply(write(P, 1, 10, 2, 1));
    assertThat(other.contentDigest()).isNotEqualTo(disk.contentDigest());
  }

  @Test
  void forksGoTheirOwnWays() {
    disk.apply(write(P, 1, 10, 1));
    SharedDisk fork = disk.fork();
    assertThat(fork.stateDigest()).isEqualTo(disk.stateDigest());
    disk.apply(write(P, 2, 10, 2));
    fork.apply(testAndSet(B, P, 0));
    fork.apply(write(B, 1, 10, 3));

    assertThat(disk.block(10)).isEqualTo(block(2));
    assertThat(fork.block(10)).isEqualTo(block(3));
    assertThat(disk.standing(P)).isEqualTo(IncarnationStanding.ACTING);
    assertThat(fork.standing(P)).isEqualTo(IncarnationStanding.FENCED);
    assertThat(disk.historySize()).isEqualTo(2);
    assertThat(fork.historySize()).isEqualTo(3);
    assertThat(fork.stateDigest()).isNotEqualTo(disk.stateDigest());
  }

  @Test
  void theStateDigestSeesWhatAFutureReplyDependsOn() {
    disk.apply(write(P, 5, 10, 1));
    SharedDisk other = SharedDisk.create(100, P, B);
    other.apply(write(P, 4, 10, 1));
    assertThat(other.contentDigest()).isEqualTo(disk.contentDigest());
    assertThat(other.stateDigest()).isNotEqualTo(disk.stateDigest());

    disk.apply(testAndSet(B, P, 0));
    other.apply(testAndSet(B, P, 0));
    assertThat(other.stateDigest()).isEqualTo(disk.stateDigest());

    other.apply(testAndSet(P, B, 0));
    assertThat(other.stateDigest()).isNotEqualTo(disk.stateDigest());
  }

  @Test
  void theStateDigestSeesWhichBlocksAWriterHoldsTheLastWordOn() {
    SharedDisk other = disk.fork();
    disk.apply(write(P, 7, 10, 1));
    disk.apply(write(P, 8, 11, 1));
    other.apply(write(P, 8, 10, 1));
    other.apply(write(P, 7, 11, 1));
    assertThat(other.contentDigest()).isEqualTo(disk.contentDigest());
    assertThat(other.stateDigest()).isNotEqualTo(disk.stateDigest());
  }

  @Test
  void theStateDigestForgetsWhatIsOverwritten() {
    SharedDisk other = disk.fork();
    disk.apply(write(P, 7, 10, 1));
    other.apply(write(P, 7, 11, 2));
    assertThat(other.stateDigest()).isNotEqualTo(disk.stateDigest());
    disk.apply(write(P, 8, 10, 3, 4));
    other.apply(write(P, 8, 10, 3, 4));
    assertThat(other.stateDigest()).isEqualTo(disk.stateDigest());
  }

  @Test
  void historySaysWhoDidWhatAndWhy() {
    disk.apply(write(P, 1, 10, 1, 2));
    disk.apply(read(P, 2, 10, 1));
    disk.apply(write(P, 1, 10, 1, 2));
    disk.apply(testAndSet(B, P, 0));
    disk.apply(write(P, 3, 10, 4));
    disk.apply(renew(B, 0, C));
    ContentDigest both = ContentDigest.of(blocks(1, 2));
    assertThat(disk.historySince(0))
        .containsExactly(
            new DiskEvent.WriteArrived(P, 1, 10, 2, both, true, null),
            new DiskEvent.WriteArrived(P, 1, 10, 2, both, false, null),
            new DiskEvent.TestAndSetArrived(B, P, 0, TestAndSetOutcome.WON, true),
            new DiskEvent.WriteArrived(
                P, 3, 10, 1, ContentDigest.of(block(4)), false, DiskRefusal.FENCED),
            new DiskEvent.RenewArrived(B, 0, C, RenewOutcome.RENEWED, true));
    assertThat(disk.historySince(4)).hasSize(1);
    assertThat(disk.historySince(5)).isEmpty();
  }

  @Test
  void aDiskMayComeWithContents() {
    disk.load(3, blocks(1, 2));
    assertThat(disk.apply(read(P, 1, 3, 2))).isEqualTo(new DiskReply.ReadDone(P, 1, blocks(1, 2)));
    assertThat(disk.historySize()).isZero();
    assertThat(disk.apply(write(P, 2, 4, 0))).isEqualTo(written(P, 2));
    assertThat(disk.contentDigest()).isEqualTo(digestFromScratch(disk));
    assertThatThrownBy(() -> disk.load(99, blocks(1, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatWasHandedInMayBeChangedAfterwards() {
    byte[] mine = block(5).toArray();
    disk.apply(new DiskRequest.Write(P, 1, 0, Bytes.copyOf(mine)));
    mine[0]++;
    byte[] got = ((DiskReply.ReadDone) disk.apply(read(P, 2, 0, 1))).data().toArray();
    got[1]++;
    assertThat(disk.block(0)).isEqualTo(block(5));
  }
}
