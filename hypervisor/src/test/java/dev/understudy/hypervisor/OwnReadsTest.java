package dev.understudy.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.hypervisor.log.DiskRead;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.EntryDecoder;
import dev.understudy.hypervisor.log.EntryDice;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.StateHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A log without what was read, and a replica that reads it for itself (§4.2). */
class OwnReadsTest {
  private static final SeamConfig CONFIG = new SeamConfig(2_000, 10_000, 100, DiskReads.REPEATED);
  private static final Image BUSY = Guests.busy(400);
  private static final long FOREVER = Long.MAX_VALUE;

  private static final Image READER =
      Guests.assemble(
          "start: mov r0, 3",
          " out DISK_BLOCK, r0",
          " mov r0, 1",
          " out DISK_COUNT, r0",
          " mov r1, data",
          " out DISK_ADDR, r1",
          " out DISK_READ, r0",
          "wait: in r0, DISK_DONE",
          " jeq r0, 0, wait",
          " in r2, DISK_DONE_STATUS",
          " ld8 r1, [r1]",
          " halt",
          " .data",
          "data: .space 512");

  private static FakeWorld record(long seed) {
    return new FakeWorld(Recorder.boot(Guests.boot(BUSY), CONFIG), seed, 30_000).run();
  }

  /** What the disk had for each read. */
  private static Map<Long, Bytes> readsOf(List<Entry> log) {
    Map<Long, Bytes> reads = new TreeMap<>();
    for (Entry entry : log) {
      if (entry instanceof DiskCompleted done && done.data().length() > 0) {
        reads.put(done.requestId(), done.data());
      }
    }
    return reads;
  }

  @Test
  void readsAreLeftOutOfWhatIsSentAndOfNothingElse() {
    FakeWorld world = record(1);
    EntryDecoder decoder = new EntryDecoder();
    int left = 0;
    for (int i = 0; i < world.log.size(); i++) {
      Entry whole = world.log.get(i);
      Entry sent = decoder.decode(world.sent.get(i));
      if (sent instanceof DiskRead read) {
        left++;
        DiskCompleted done = (DiskCompleted) whole;
        assertThat(read.with(done.data())).isEqualTo(done);
        assertThat(world.sent.get(i).length).isLessThan(world.bytes.get(i).length - 500);
      } else {
        assertThat(sent).isEqualTo(whole);
      }
    }
    assertThat(left).isEqualTo(readsOf(world.log).size()).isGreaterThan(8);
  }

  @Test
  void whatIsKeptIsAWholeLogThatNeedsNoDisk() {
    FakeWorld world = record(2);
    Replayer replayer = Replayer.boot(Guests.boot(BUSY), CONFIG);
    world.bytes.forEach(replayer::supply);
    assertThat(replayer.runUntil(FOREVER)).isEqualTo(StopResult.ENDED);
    assertThat(replayer.divergence()).isEmpty();
    assertThat(replayer.takeReadsDue()).isEmpty();
  }

  @Test
  void theStateIsTheSameAtEveryEntry() {
    for (long seed = 0; seed < 10; seed++) {
      FakeWorld world = record(seed);
      Map<Long, Bytes> reads = readsOf(world.log);
      Replayer replayer = Replayer.boot(Guests.boot(BUSY), CONFIG);
      world.sent.forEach(replayer::supply);
      for (Map.Entry<Long, StateHash> state : world.states.entrySet()) {
        while (replayer.entries() < state.getKey()) {
          StopResult pause = replayer.runUntil(FOREVER, state.getKey());
          assertThat(replayer.divergence()).as("seed %d, %s", seed, pause).isEmpty();
          answer(replayer, reads);
        }
        assertThat(replayer.guest().stateHash())
            .as("seed %d, entry %d", seed, state.getKey())
            .isEqualTo(state.getValue());
      }
      assertThat(replayer.guest().ended()).isTrue();
    }
  }

  private static void answer(Replayer replayer, Map<Long, Bytes> reads) {
    for (PendingIo io : replayer.takeReadsDue()) {
      replayer.readCame(io.requestId(), reads.getOrDefault(io.requestId(), Bytes.EMPTY));
    }
  }

  /** If the instruction depended on where the replay pauses, looking at a run would change it. */
  @Test
  void aReadIsDueAtTheSameInstructionWhereverTheReplayPauses() {
    FakeWorld world = record(3);
    List<String> straight = dueAt(world, FOREVER, 0);
    assertThat(straight).hasSizeGreaterThan(8);
    for (long seed = 1; seed < 5; seed++) {
      assertThat(dueAt(world, 300, seed)).isEqualTo(straight);
    }
  }

  private static List<String> dueAt(FakeWorld world, long stride, long seed) {
    Map<Long, Bytes> reads = readsOf(world.log);
    Replayer replayer = Replayer.boot(Guests.boot(BUSY), CONFIG);
    world.sent.forEach(replayer::supply);
    EntryDice dice = new EntryDice(seed);
    List<String> due = new ArrayList<>();
    while (!replayer.guest().ended()) {
      boolean straight = stride == FOREVER;
      replayer.runUntil(straight ? FOREVER : replayer.count() + dice.below(stride));
      for (PendingIo io : replayer.takeReadsDue()) {
        due.add("request " + io.requestId() + " at " + replayer.count());
        replayer.readCame(io.requestId(), reads.getOrDefault(io.requestId(), Bytes.EMPTY));
      }
      assertThat(replayer.divergence()).isEmpty();
    }
    return due;
  }

  /** The first hazard of §4.2: the data are not there yet. */
  @Test
  void replayStandsStillUntilTheReadIsBack() {
    RecorderScript world = new RecorderScript(Recorder.boot(Guests.boot(READER), CONFIG)).run(8);
    Bytes data = Bytes.wrap(new EntryDice(1).bytes(512));
    world.offer(new Input.DiskAnswered(1, true, data)).run();
    Replayer replayer = Replayer.boot(Guests.boot(READER), CONFIG);
    world.sent().forEach(replayer::supply);

    assertThat(replayer.takeReadsDue()).as("nobody has asked yet").isEmpty();
    assertThat(replayer.runUntil(FOREVER)).isEqualTo(StopResult.SEAM);
    assertThat(replayer.takeReadsDue()).extracting(PendingIo::block).containsExactly(3L);
    assertThat(replayer.takeReadsDue()).as("each once").isEmpty();
    assertThat(replayer.runUntil(FOREVER)).isEqualTo(StopResult.STALLED);
    assertThat(replayer.awaitsDisk()).isTrue();
    long at = replayer.count();
    assertThat(replayer.fork().runUntil(FOREVER)).isEqualTo(StopResult.STALLED);
    assertThat(replayer.count()).isEqualTo(at);

    replayer.readCame(1, data);
    assertThat(replayer.awaitsDisk()).isFalse();
    assertThat(replayer.runUntil(FOREVER)).isEqualTo(StopResult.ENDED);
    assertThat(replayer.guest().stateHash()).isEqualTo(world.recorder().guest().stateHash());
  }

  /** The second hazard of §4.2: there is nothing to read, and memory stays as it is. */
  @Test
  void whatFailedIsToldAndNotTriedAgain() {
    RecorderScript world = new RecorderScript(Recorder.boot(Guests.boot(READER), CONFIG)).run(8);
    world.offer(new Input.DiskAnswered(1, false, Bytes.EMPTY)).run();
    Replayer replayer = Replayer.boot(Guests.boot(READER), CONFIG);
    world.sent().forEach(replayer::supply);

    assertThat(replayer.runUntil(FOREVER)).isEqualTo(StopResult.ENDED);
    assertThat(replayer.divergence()).isEmpty();
    assertThat(replayer.takeReadsDue()).isEmpty();
    assertThat(replayer.guest().stateHash()).isEqualTo(world.recorder().guest().stateHash());
  }

  /** The third hazard of §4.2, if no rule prevented it. */
  @Test
  void otherDataAreADivergence() {
    RecorderScript world = new RecorderScript(Recorder.boot(Guests.boot(READER), CONFIG)).run(8);
    world.offer(new Input.DiskAnswered(1, true, Bytes.wrap(new byte[512]))).run();
    Replayer replayer = Replayer.boot(Guests.boot(READER), CONFIG);
    world.sent().forEach(replayer::supply);
    replayer.runUntil(FOREVER);
    replayer.takeReadsDue();
    replayer.readCame(1, Bytes.wrap(new EntryDice(2).bytes(512)));

    assertThat(replayer.runUntil(FOREVER)).isEqualTo(StopResult.ENDED);
    assertThat(replayer.divergence().orElseThrow().seen()).contains("a read of other data");
  }

  @Test
  void anEntryAboutNoReadIsADivergence() {
    RecorderScript world = new RecorderScript(Recorder.boot(Guests.boot(READER), CONFIG)).run(3);
    Replayer replayer = Replayer.boot(Guests.boot(READER), CONFIG);
    world.sent().forEach(replayer::supply);
    replayer.supply(new DiskRead(3, world.recorder().guest().check(), 7, 0));

    assertThat(replayer.runUntil(FOREVER)).isEqualTo(StopResult.ENDED);
    assertThat(replayer.divergence().orElseThrow().seen()).isEqualTo("no disk read 7 is pending");
  }

  @Test
  void onlyReadsThatSucceededAreLeftOut() {
    Entry read = new DiskCompleted(1, 2, 3, true, Bytes.ofText("data"));
    Entry failed = new DiskCompleted(1, 2, 3, false, Bytes.EMPTY);
    Entry written = new DiskCompleted(1, 2, 3, true, Bytes.EMPTY);
    assertThat(DiskReads.REPEATED.logged(read).type()).isEqualTo(Entry.Type.DISK_READ);
    assertThat(DiskReads.REPEATED.logged(failed)).isSameAs(failed);
    assertThat(DiskReads.REPEATED.logged(written)).isSameAs(written);
    assertThat(DiskReads.LOGGED.logged(read)).isSameAs(read);
  }
}
