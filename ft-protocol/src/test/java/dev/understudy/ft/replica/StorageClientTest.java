package dev.understudy.ft.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskRefusal;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.RenewOutcome;
import dev.understudy.disk.SharedDisk;
import dev.understudy.disk.TestAndSetOutcome;
import dev.understudy.ft.replica.StorageCommand.Arbitrated;
import dev.understudy.ft.replica.StorageCommand.Completed;
import dev.understudy.ft.replica.StorageCommand.DoneItself;
import dev.understudy.ft.replica.StorageCommand.Fenced;
import dev.understudy.ft.replica.StorageCommand.Renewed;
import dev.understudy.ft.replica.StorageCommand.Send;
import dev.understudy.ft.replica.StorageCommand.WakeAt;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.PendingIo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorageClientTest {
  private static final long ME = 7;
  private static final long PEER = 8;
  private static final long RETRY_NS = 1000;

  private final List<StorageCommand> said = new ArrayList<>();
  private StorageClient client = new StorageClient(ME, RETRY_NS);

  @Test
  void aReadGoesOutAtOnce() {
    client.issue(read(1, 10, 2, 0), 0, said::add);
    assertThat(take()).containsExactly(new Send(readRequest(1, 10, 2)), new WakeAt(RETRY_NS));
  }

  @Test
  void aWriteWaitsForItsRelease() {
    client.issue(write(1, 10, 1, 0), 0, said::add);
    assertThat(take()).isEmpty();
    client.release(1, 5, said::add);
    assertThat(take()).containsExactly(new Send(writeRequest(1, 10, 1)), new WakeAt(1005));
  }

  @Test
  void aRequestIsRepeatedUntilItIsAnsweredHoweverLongThatTakes() {
    client.issue(read(1, 10, 1, 0), 0, said::add);
    take();
    for (long now = RETRY_NS; now <= 1000 * RETRY_NS; now += RETRY_NS) {
      client.tick(now, said::add);
      assertThat(take())
          .containsExactly(new Send(readRequest(1, 10, 1)), new WakeAt(now + RETRY_NS));
    }
    client.answered(data(1, 3), 1_000_001, said::add);
    assertThat(take()).containsExactly(completed(1, true, block(3)));
    client.tick(2_000_000, said::add);
    assertThat(take()).isEmpty();
  }

  @Test
  void anEarlyTickSendsNothing() {
    client.issue(read(1, 10, 1, 0), 0, said::add);
    take();
    client.tick(RETRY_NS - 1, said::add);
    assertThat(take()).isEmpty();
  }

  @Test
  void onlyTheFirstReplyCounts() {
    client.issue(read(1, 10, 1, 0), 0, said::add);
    take();
    client.answered(data(1, 3), 1, said::add);
    client.answered(data(1, 4), 2, said::add);
    client.answered(new DiskReply.Refused(ME, 1, DiskRefusal.TOO_OLD), 3, said::add);
    assertThat(take()).containsExactly(completed(1, true, block(3)));
  }

  @Test
  void repliesToOthersAreIgnored() {
    client.issue(read(1, 10, 1, 0), 0, said::add);
    client.testAndSet(0, PEER, 0, said::add);
    take();
    client.answered(new DiskReply.ReadDone(PEER, 1, bytes(3)), 1, said::add);
    client.answered(new DiskReply.Refused(PEER, 1, DiskRefusal.FENCED), 1, said::add);
    client.answered(data(2, 3), 1, said::add);
    client.answered(won(PEER, 0), 1, said::add);
    client.answered(won(ME, 1), 1, said::add);
    assertThat(take()).isEmpty();
  }

  @Test
  void aRefusedRequestCompletesWithAnError() {
    client.issue(read(1, 1L << 40, 1, 0), 0, said::add);
    take();
    client.answered(new DiskReply.Refused(ME, 1, DiskRefusal.OUT_OF_RANGE), 1, said::add);
    assertThat(take()).containsExactly(completed(1, false, Bytes.EMPTY));
  }

  @Test
  void whatDoesNotOverlapGoesOutSideBySide() {
    client.issue(write(1, 10, 1, 0), 0, said::add);
    client.issue(read(2, 11, 1, 512), 0, said::add);
    client.issue(write(3, 9, 1, 1024), 0, said::add);
    take();
    client.release(3, 1, said::add);
    client.release(1, 1, said::add);
    assertThat(requests()).containsExactly(writeRequest(2, 9, 3), writeRequest(3, 10, 1));
  }

  @Test
  void aWriteToTheSameBlockWaitsUntilTheEarlierCompletionIsAcknowledged() {
    client.issue(write(1, 10, 1, 0), 0, said::add);
    client.issue(write(2, 10, 1, 1024), 0, said::add);
    client.release(1, 0, said::add);
    client.release(2, 0, said::add);
    assertThat(requests()).containsExactly(writeRequest(1, 10, 1));
    client.answered(new DiskReply.WriteDone(ME, 1), 1, said::add);
    assertThat(take()).containsExactly(completed(1, true, Bytes.EMPTY));
    client.tick(10 * RETRY_NS, said::add);
    assertThat(take()).isEmpty();
    client.completionAcknowledged(1, 10 * RETRY_NS, said::add);
    assertThat(requests()).containsExactly(writeRequest(2, 10, 2));
  }

  @Test
  void whatWaitsWhenTheGuestEndsGoesToTheDiskOneAfterTheOther() {
    for (int number = 1; number <= 3; number++) {
      client.issue(write(number, 10, 1, 1024 * number), 0, said::add);
      client.release(number, 0, said::add);
    }
    take();
    client.answered(new DiskReply.WriteDone(ME, 1), 1, said::add);
    take();
    client.guestIsOver(2, said::add);
    assertThat(requests()).containsExactly(writeRequest(2, 10, 2));
    client.answered(new DiskReply.WriteDone(ME, 2), 3, said::add);
    assertThat(requests()).containsExactly(writeRequest(3, 10, 3));
  }

  @Test
  void aReadWaitsForAWriteThatIsNotEvenReleased() {
    client.issue(write(1, 10, 1, 0), 0, said::add);
    client.issue(read(2, 8, 3, 4096), 0, said::add);
    assertThat(take()).isEmpty();
    client.release(1, 0, said::add);
    client.answered(new DiskReply.WriteDone(ME, 1), 1, said::add);
    take();
    client.completionAcknowledged(1, 2, said::add);
    assertThat(requests()).containsExactly(readRequest(2, 8, 3));
  }

  @Test
  void whatWaitsHoldsUpWhatComesAfterItInTurn() {
    client.issue(write(1, 10, 1, 0), 0, said::add);
    client.issue(read(2, 10, 2, 4096), 0, said::add);
    client.issue(write(3, 11, 1, 8192), 0, said::add);
    client.release(1, 0, said::add);
    client.release(3, 0, said::add);
    assertThat(requests()).containsExactly(writeRequest(1, 10, 1));
  }

  @Test
  void readsOfTheSameBlocksDoNotWaitForEachOther() {
    client.issue(read(1, 10, 2, 0), 0, said::add);
    client.issue(read(2, 11, 2, 4096), 0, said::add);
    assertThat(requests()).containsExactly(readRequest(1, 10, 2), readRequest(2, 11, 2));
  }

  @Test
  void readsIntoTheSameMemoryDo() {
    client.issue(read(1, 10, 2, 0), 0, said::add);
    client.issue(read(2, 20, 1, 1023), 0, said::add);
    client.issue(read(3, 30, 1, 1024 + 510), 0, said::add);
    assertThat(requests()).containsExactly(readRequest(1, 10, 2));
    client.answered(new DiskReply.ReadDone(ME, 1, Bytes.zeros(1024)), 1, said::add);
    client.completionAcknowledged(1, 1, said::add);
    assertThat(requests()).containsExactly(readRequest(2, 20, 1));
  }

  @Test
  void aWriteFromMemoryThatAReadIsToFillWaits() {
    client.issue(read(1, 10, 1, 0), 0, said::add);
    client.issue(write(2, 20, 1, 256), 0, said::add);
    client.release(2, 0, said::add);
    assertThat(requests()).containsExactly(readRequest(1, 10, 1));
  }

  @Test
  void writesFromTheSameMemoryDoNotWaitForEachOther() {
    client.issue(write(1, 10, 1, 0), 0, said::add);
    client.issue(write(2, 20, 1, 0), 0, said::add);
    client.release(2, 0, said::add);
    assertThat(requests()).containsExactly(writeRequest(1, 20, 2));
  }

  @Test
  void addressesAndBlocksAreComparedWithoutOverflow() {
    client.issue(read(1, Long.MAX_VALUE, 2, -512), 0, said::add);
    client.issue(read(2, Long.MIN_VALUE, 1, 0), 0, said::add);
    client.issue(write(3, 5, 1, 512), 0, said::add);
    client.release(3, 0, said::add);
    assertThat(requests()).hasSize(3);
  }

  @Test
  void aFencedHostSaysSoOnceAndCompletesNothing() {
    client.issue(read(1, 10, 1, 0), 0, said::add);
    client.issue(read(2, 20, 1, 512), 0, said::add);
    take();
    client.answered(new DiskReply.Refused(ME, 1, DiskRefusal.FENCED), 1, said::add);
    client.answered(new DiskReply.Refused(ME, 2, DiskRefusal.FENCED), 1, said::add);
    client.answered(data(2, 3), 1, said::add);
    assertThat(take()).containsExactly(new Fenced(DiskRefusal.FENCED));
    client.tick(10 * RETRY_NS, said::add);
    client.issue(read(3, 30, 1, 1024), 10 * RETRY_NS, said::add);
    assertThat(take()).isEmpty();
    assertThat(client.isFenced()).isTrue();
    assertThat(client.fork().isFenced()).isTrue();
  }

  @Test
  void aFencedHostCanStillAskWhoWon() {
    client.answered(new DiskReply.Refused(ME, 1, DiskRefusal.FENCED), 0, said::add);
    take();
    client.testAndSet(0, PEER, 0, said::add);
    client.tick(RETRY_NS, said::add);
    assertThat(requests())
        .containsExactly(
            new DiskRequest.TestAndSet(ME, PEER, 0), new DiskRequest.TestAndSet(ME, PEER, 0));
    client.answered(
        new DiskReply.TestAndSetAnswered(ME, 0, TestAndSetOutcome.LOST), RETRY_NS, said::add);
    assertThat(take()).containsExactly(new Arbitrated(0, TestAndSetOutcome.LOST));
  }

  @Test
  void aTestAndSetIsRepeatedUntilAnsweredAndReportedOnce() {
    client.testAndSet(0, PEER, 0, said::add);
    client.testAndSet(0, PEER, 10, said::add);
    assertThat(take())
        .containsExactly(new Send(new DiskRequest.TestAndSet(ME, PEER, 0)), new WakeAt(RETRY_NS));
    client.tick(RETRY_NS, said::add);
    assertThat(requests()).containsExactly(new DiskRequest.TestAndSet(ME, PEER, 0));
    client.answered(won(ME, 0), RETRY_NS, said::add);
    client.answered(won(ME, 0), RETRY_NS, said::add);
    assertThat(take()).containsExactly(new Arbitrated(0, TestAndSetOutcome.WON));
  }

  @Test
  void aTestAndSetWaitsForTheAnswerToTheRenewBeforeIt() {
    client.renew(0, 9, 0, said::add);
    client.testAndSet(1, 9, 0, said::add);
    assertThat(requests()).containsExactly(new DiskRequest.Renew(ME, 0, 9));
    DiskReply renewed = new DiskReply.RenewAnswered(ME, 0, 9, RenewOutcome.RENEWED);
    client.answered(renewed, 10, said::add);
    assertThat(take())
        .containsExactly(
            new Renewed(0, 9, RenewOutcome.RENEWED),
            new Send(new DiskRequest.TestAndSet(ME, 9, 1)),
            new WakeAt(10 + RETRY_NS));
    client.answered(renewed, 11, said::add);
    assertThat(take()).isEmpty();
  }

  @Test
  void pendingIoGoesOutAgainInTheOrderOfIssue() {
    client.reissue(
        List.of(
            write(4, 10, 1, 0), read(5, 10, 1, 512), write(6, 20, 1, 1024), write(7, 10, 1, 2048)),
        0,
        said::add);
    assertThat(requests()).containsExactly(writeRequest(1, 10, 4), writeRequest(2, 20, 6));
    client.answered(new DiskReply.WriteDone(ME, 1), 1, said::add);
    client.completionAcknowledged(4, 1, said::add);
    assertThat(requests()).containsExactly(readRequest(3, 10, 1));
    client.answered(data(3, 4), 2, said::add);
    client.completionAcknowledged(5, 2, said::add);
    assertThat(requests()).containsExactly(writeRequest(4, 10, 7));
  }

  @Test
  void theDiskIsNeverAskedToRememberMoreThanItsWindow() {
    client.issue(read(1, 1000, 1, 1 << 30), 0, said::add);
    for (int i = 2; i < 100; i++) {
      client.issue(read(i, i, 1, i * 512), 0, said::add);
    }
    assertThat(requests()).hasSize(SharedDisk.WRITE_WINDOW);
    for (int i = 2; i <= SharedDisk.WRITE_WINDOW; i++) {
      client.answered(data(i, 1), 1, said::add);
    }
    assertThat(requests()).isEmpty();
    client.answered(data(1, 1), 2, said::add);
    assertThat(requests()).hasSize(99 - SharedDisk.WRITE_WINDOW);
  }

  @Test
  void aForkGoesItsOwnWay() {
    client.issue(write(1, 10, 1, 0), 0, said::add);
    client.issue(write(2, 10, 1, 512), 0, said::add);
    client.testAndSet(0, PEER, 0, said::add);
    take();
    StorageClient fork = client.fork();
    client.release(1, 0, said::add);
    client.answered(new DiskReply.WriteDone(ME, 1), 0, said::add);
    client.completionAcknowledged(1, 0, said::add);
    client.answered(won(ME, 0), 0, said::add);
    take();
    client = fork;
    client.release(1, 0, said::add);
    assertThat(requests()).containsExactly(writeRequest(1, 10, 1));
    client.answered(won(ME, 0), 0, said::add);
    assertThat(take()).containsExactly(new Arbitrated(0, TestAndSetOutcome.WON));
    assertThat(client.outstanding()).hasSize(2);
  }

  @Test
  void mistakesOfTheHostAreReported() {
    client.issue(read(1, 10, 1, 0), 0, said::add);
    assertThatThrownBy(() -> client.issue(read(1, 10, 1, 0), 0, said::add))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> client.completionAcknowledged(1, 0, said::add))
        .isInstanceOf(IllegalStateException.class);
  }

  private List<StorageCommand> take() {
    List<StorageCommand> taken = List.copyOf(said);
    said.clear();
    return taken;
  }

  private List<DiskRequest> requests() {
    List<DiskRequest> sent = new ArrayList<>();
    for (StorageCommand command : take()) {
      if (command instanceof Send send) {
        sent.add(send.request());
      }
    }
    return sent;
  }

  private static PendingIo read(long id, long block, int blocks, int address) {
    return new PendingIo(id, false, block, blocks, address, id, Bytes.EMPTY);
  }

  // ---- reads that a backup repeats (§4.2)

  @Test
  void aWriteWaitsUntilTheBackupHasReadWhatItReplaces() {
    completeRead(1, 10, 0);
    client.awaitRepeat(1);
    client.completionAcknowledged(1, 2, said::add);
    client.issue(write(2, 10, 1, 4096), 2, said::add);
    client.release(2, 2, said::add);
    assertThat(take()).as("acknowledged, and not read by the backup").isEmpty();

    client.repeated(1, 3, said::add);
    assertThat(take()).contains(new Send(writeRequest(2, 10, 2)));
  }

  @Test
  void itWaitsForTheAcknowledgementAsWell() {
    completeRead(1, 10, 0);
    client.awaitRepeat(1);
    client.issue(write(2, 10, 1, 4096), 2, said::add);
    client.release(2, 2, said::add);
    client.repeated(1, 3, said::add);
    assertThat(take()).isEmpty();
    client.completionAcknowledged(1, 4, said::add);
    assertThat(take()).contains(new Send(writeRequest(2, 10, 2)));
  }

  @Test
  void whatTouchesOtherBlocksOrOnlyReadsDoesNot() {
    completeRead(1, 10, 0);
    client.awaitRepeat(1);
    client.completionAcknowledged(1, 2, said::add);
    client.issue(write(2, 11, 1, 0), 2, said::add);
    client.release(2, 2, said::add);
    client.issue(read(3, 10, 1, 8192), 2, said::add);
    assertThat(take()).contains(new Send(writeRequest(2, 11, 2)), new Send(readRequest(3, 10, 1)));
  }

  @Test
  void aBackupsOwnReadIsMadeUntilItSucceeds() {
    client.readItself(read(9, 10, 1, 0), 0, said::add);
    assertThat(take()).contains(new Send(readRequest(1, 10, 1)));
    client.answered(new DiskReply.Refused(ME, 1, DiskRefusal.OUT_OF_RANGE), 1, said::add);
    assertThat(take()).isEmpty();
    client.tick(RETRY_NS, said::add);
    assertThat(take()).contains(new Send(readRequest(1, 10, 1)));
    client.answered(data(1, 3), RETRY_NS + 1, said::add);
    assertThat(take()).containsExactly(new DoneItself(read(9, 10, 1, 0), block(3)));
  }

  /** The destination of a clone replays before the disk knows it as a backup. */
  @Test
  void whoIsNoBackupYetTriesAgainAndALateRefusalOfThatSaysNothing() {
    client.readItself(read(9, 10, 1, 0), 0, said::add);
    take();
    DiskReply foreign = new DiskReply.Refused(ME, 1, DiskRefusal.FOREIGN);
    client.answered(foreign, 1, said::add);
    client.tick(RETRY_NS, said::add);
    assertThat(take()).contains(new Send(readRequest(1, 10, 1)));
    client.answered(data(1, 3), RETRY_NS + 1, said::add);
    take();
    client.answered(foreign, RETRY_NS + 2, said::add);
    assertThat(client.isFenced()).isFalse();
    client.answered(new DiskReply.Refused(ME, 1, DiskRefusal.FENCED), RETRY_NS + 3, said::add);
    assertThat(client.isFenced()).isTrue();
  }

  @Test
  void aForkKnowsWhatWaitsForARepeat() {
    completeRead(1, 10, 0);
    client.awaitRepeat(1);
    client.completionAcknowledged(1, 2, said::add);
    client = client.fork();
    client.issue(write(2, 10, 1, 4096), 2, said::add);
    client.release(2, 2, said::add);
    assertThat(take()).isEmpty();
  }

  // ---- a backup with a disk of its own (§4.1)

  @Test
  void aBackupWritesWhatItsGuestWritesAndLeavesReadsToTheLog() {
    client.follow(write(1, 10, 1, 0), 0, said::add);
    client.follow(read(2, 20, 1, 4096), 0, said::add);
    assertThat(requests()).containsExactly(writeRequest(1, 10, 1));
    client.answered(new DiskReply.WriteDone(ME, 1), 1, said::add);
    assertThat(take()).containsExactly(new DoneItself(write(1, 10, 1, 0), Bytes.EMPTY));
  }

  @Test
  void aWriteWaitsForTheReadBeforeItUntilTheGuestHasIt() {
    client.follow(read(1, 10, 1, 0), 0, said::add);
    client.follow(write(2, 10, 1, 4096), 0, said::add);
    assertThat(requests()).as("the read may still have to be made").isEmpty();

    client.completionReplayed(1, 1, said::add);
    assertThat(requests()).containsExactly(writeRequest(1, 10, 2));
  }

  @Test
  void onGoingLiveAReadIsMadeBeforeTheWriteBehindIt() {
    client.follow(read(1, 10, 1, 0), 0, said::add);
    client.follow(write(2, 10, 1, 4096), 0, said::add);
    client.reissue(List.of(read(1, 10, 1, 0), write(2, 10, 1, 4096)), 1, said::add);
    assertThat(requests()).containsExactly(readRequest(1, 10, 1));
    client.answered(data(1, 3), 2, said::add);
    assertThat(take()).contains(completed(1, true, block(3)));
    client.completionAcknowledged(1, 3, said::add);
    assertThat(requests()).containsExactly(writeRequest(2, 10, 2));
  }

  @Test
  void whatIsDoneAndNotToldAtGoLiveIsToldAndNotDoneAgain() {
    client.follow(write(1, 10, 1, 0), 0, said::add);
    client.follow(write(2, 11, 1, 0), 0, said::add);
    client.answered(new DiskReply.WriteDone(ME, 1), 1, said::add);
    take();
    client.reissue(List.of(write(1, 10, 1, 0), write(2, 11, 1, 0)), 2, said::add);
    assertThat(take()).containsExactly(completed(1, true, Bytes.EMPTY));
    client.answered(new DiskReply.WriteDone(ME, 2), 3, said::add);
    assertThat(take()).contains(completed(2, true, Bytes.EMPTY));
  }

  @Test
  void whenTheGuestIsOverItsWritesAreDoneAndNobodyReadsForIt() {
    client.follow(read(1, 10, 1, 0), 0, said::add);
    client.follow(write(2, 10, 1, 4096), 0, said::add);
    client.guestIsOver(1, said::add);
    assertThat(requests()).containsExactly(writeRequest(1, 10, 2));
  }

  private void completeRead(long id, long block, int address) {
    client.issue(read(id, block, 1, address), 0, said::add);
    client.answered(data(1, 3), 1, said::add);
    take();
  }

  /** Writes one block, filled with the request's id. */
  private static PendingIo write(long id, long block, int blocks, int address) {
    return new PendingIo(id, true, block, blocks, address, id, block((int) id));
  }

  private static DiskRequest readRequest(long sequence, long block, int blocks) {
    return new DiskRequest.Read(ME, sequence, block, blocks);
  }

  private static DiskRequest writeRequest(long sequence, long block, int filling) {
    return new DiskRequest.Write(ME, sequence, block, bytes(filling));
  }

  private static DiskReply data(long sequence, int filling) {
    return new DiskReply.ReadDone(ME, sequence, bytes(filling));
  }

  private static DiskReply won(long incarnation, long generation) {
    return new DiskReply.TestAndSetAnswered(incarnation, generation, TestAndSetOutcome.WON);
  }

  private static StorageCommand completed(long id, boolean ok, Bytes data) {
    return new Completed(new Input.DiskAnswered(id, ok, data));
  }

  private static Bytes block(int filling) {
    return Bytes.wrap(bytes(filling).toArray());
  }

  private static Bytes bytes(int filling) {
    byte[] data = new byte[SharedDisk.BLOCK_BYTES];
    Arrays.fill(data, (byte) filling);
    return Bytes.copyOf(data);
  }
}
