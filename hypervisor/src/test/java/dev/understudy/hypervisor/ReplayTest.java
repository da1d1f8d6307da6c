package dev.understudy.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.EntryDice;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.machine.StateHash;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A replica that follows the log is the same machine, instruction for instruction. */
class ReplayTest {

  private static final SeamConfig CONFIG = new SeamConfig(2_000, 10_000, 100, DiskReads.LOGGED);
  private static final Image BUSY = Guests.busy(400);

  private static FakeWorld record(long seed) {
    return new FakeWorld(Recorder.boot(Guests.boot(BUSY), CONFIG), seed, 30_000).run();
  }

  private static Replayer replayer() {
    return Replayer.boot(Guests.boot(BUSY), CONFIG);
  }

  private static void assertSame(FakeWorld world, Replayer replayer, long seed) {
    assertThat(replayer.divergence()).as("seed %d", seed).isEmpty();
    StateHash last = world.recorder().guest().stateHash();
    assertThat(replayer.guest().stateHash()).as("seed %d", seed).isEqualTo(last);
    assertThat(replayer.guest().outputs()).isEqualTo(world.outputs.size());
    assertThat(replayer.clockNs()).isEqualTo(world.recorder().clockNs());
    assertThat(replayer.guest().unreleased()).isEqualTo(world.recorder().guest().unreleased());
  }

  @Test
  void recordingsMeetEverything() {
    Map<Entry.Type, Integer> met = new EnumMap<>(Entry.Type.class);
    for (long seed = 0; seed < 5; seed++) {
      FakeWorld world = record(seed);
      assertThat(world.recorder().guest().ended()).isTrue();
      world.log.forEach(entry -> met.merge(entry.type(), 1, Integer::sum));
    }
    EnumSet<Entry.Type> elsewhere = EnumSet.of(Entry.Type.WENT_LIVE, Entry.Type.DISK_READ);
    assertThat(met.keySet()).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(elsewhere));
    met.forEach((type, times) -> assertThat(times).as(type.text()).isGreaterThanOrEqualTo(5));
  }

  @Test
  void theStateIsTheSameAtEveryEntry() {
    for (long seed = 0; seed < 10; seed++) {
      FakeWorld world = record(seed);
      Replayer replayer = replayer();
      world.bytes.forEach(replayer::supply);
      int compared = 0;
      for (Map.Entry<Long, StateHash> state : world.states.entrySet()) {
        StopResult pause = replayer.runUntil(Long.MAX_VALUE, state.getKey());
        assertThat(pause).as("seed %d: %s", seed, replayer.divergence()).isEqualTo(StopResult.SEAM);
        assertThat(replayer.entries()).isEqualTo(state.getKey());
        assertThat(replayer.guest().stateHash())
            .as("seed %d, entry %d", seed, state.getKey())
            .isEqualTo(state.getValue());
        compared++;
      }
      assertThat(compared).isGreaterThan(world.log.size() / 2);
      assertThat(replayer.runUntil(Long.MAX_VALUE)).isEqualTo(StopResult.ENDED);
      assertSame(world, replayer, seed);
    }
  }

  @Test
  void itDoesNotMatterWhereTheReplayPauses() {
    for (long seed = 0; seed < 10; seed++) {
      FakeWorld world = record(seed);
      Replayer replayer = replayer();
      EntryDice dice = new EntryDice(seed + 1000);
      int next = 0;
      while (!replayer.guest().ended() && replayer.divergence().isEmpty()) {
        for (long i = dice.below(8L); i > 0 && next < world.bytes.size(); i--) {
          replayer.supply(world.bytes.get(next++));
        }
        long target = replayer.count() + dice.below(dice.oneIn(2) ? 3L : 500L);
        StopResult pause = replayer.runUntil(target);
        assertThat(replayer.count()).isLessThanOrEqualTo(target);
        if (pause == StopResult.COUNT) {
          assertThat(replayer.count()).isEqualTo(target);
        }
      }
      assertSame(world, replayer, seed);
    }
  }

  @Test
  void entriesOneByOneStallExactlyBehindEach() {
    FakeWorld world = record(3);
    Replayer replayer = replayer();
    long index = 0;
    for (byte[] bytes : world.bytes) {
      replayer.supply(bytes);
      index++;
      Entry entry = world.log.get((int) index - 1);
      StopResult pause = replayer.runUntil(Long.MAX_VALUE);
      assertThat(replayer.divergence()).isEmpty();
      assertThat(pause).isEqualTo(replayer.guest().ended() ? StopResult.ENDED : StopResult.STALLED);
      assertThat(replayer.entries()).isEqualTo(index);
      assertThat(replayer.count()).isBetween(entry.count(), replayer.heldThroughCount());
      if (world.states.containsKey(index)) {
        assertThat(replayer.guest().stateHash()).isEqualTo(world.states.get(index));
      }
    }
    assertSame(world, replayer, 3);
  }

  @Test
  void aForkGoesOnAlike() {
    FakeWorld world = new FakeWorld(Recorder.boot(Guests.boot(BUSY), CONFIG), 4, 30_000);
    for (int i = 0; i < 300; i++) {
      world.step();
    }
    FakeWorld fork = world.fork();
    world.run();
    fork.run();
    assertThat(fork.log).isEqualTo(world.log);
    assertThat(fork.states).isEqualTo(world.states);

    Replayer replayer = replayer();
    world.bytes.forEach(replayer::supply);
    replayer.runUntil(Long.MAX_VALUE, world.log.size() / 2);
    Replayer replayerFork = replayer.fork();
    assertThat(replayer.runUntil(Long.MAX_VALUE)).isEqualTo(StopResult.ENDED);
    assertSame(world, replayer, 4);
    assertThat(replayerFork.runUntil(Long.MAX_VALUE)).isEqualTo(StopResult.ENDED);
    assertSame(world, replayerFork, 4);
  }

  @Test
  void aBackupClonedWhileRunningFollows() {
    FakeWorld world = new FakeWorld(Recorder.boot(Guests.boot(BUSY), CONFIG), 6, 30_000);
    for (int i = 0; i < 250; i++) {
      world.step();
    }
    Replayer clone = cloneOf(world.recorder(), new CloneSource(), new CloneTarget());
    assertThat(clone.entries()).isEqualTo(world.log.size());
    int from = world.bytes.size();
    world.run();
    world.bytes.subList(from, world.bytes.size()).forEach(clone::supply);
    assertThat(clone.runUntil(Long.MAX_VALUE)).isEqualTo(StopResult.ENDED);
    assertSame(world, clone, 6);
  }

  /** Stop anywhere: what comes out on the other side is the same guest, to the last bit. */
  @Test
  void roundsOfPagesWhileItRunsMakeTheSameGuest() {
    FakeWorld world = new FakeWorld(Recorder.boot(Guests.boot(BUSY), CONFIG), 11, 30_000);
    int judged = 0;
    CloneSource source = new CloneSource();
    CloneTarget target = new CloneTarget();
    for (int i = 0; i < 300 && !world.recorder().guest().ended(); i++) {
      world.step();
      if (i % 7 == 0) {
        source.next(world.recorder(), -1).pieces().forEach(target::take);
      }
      if (i % 10 == 3 && !world.recorder().guest().ended()) {
        Replayer clone = cloneOf(world.recorder(), source.fork(), target.fork());
        assertThat(clone.guest().stateHash()).isEqualTo(world.recorder().guest().stateHash());
        assertThat(clone.guest().unreleased()).isEqualTo(world.recorder().guest().unreleased());
        assertThat(clone.entries()).isEqualTo(world.recorder().entries());
        judged++;
      }
    }
    assertThat(judged).isGreaterThan(20);
  }

  /** The last round, whatever it costs. */
  private static Replayer cloneOf(Recorder recorder, CloneSource source, CloneTarget target) {
    CloneSource.Round round;
    do {
      round = source.next(recorder, Long.MAX_VALUE);
      round.pieces().forEach(target::take);
    } while (!round.last());
    return target.replayer(
        new Platform(Interpreter.INSTANCE, new MemoryPool(), SeamRules.STANDARD),
        Guests.CONFIG,
        CONFIG);
  }

  /** Without this the tests above would show nothing: the nondeterminism is real. */
  @Test
  void anotherHostWithoutTheLogDoesSomethingElse() {
    FakeWorld world = record(1);
    FakeWorld other = record(2);
    assertThat(other.outputs).isNotEqualTo(world.outputs);
    assertThat(other.recorder().guest().stateHash())
        .isNotEqualTo(world.recorder().guest().stateHash());
  }

  @Test
  void theSameSeedRecordsTheSameBytes() {
    FakeWorld world = record(8);
    FakeWorld again = record(8);
    assertThat(again.bytes)
        .usingElementComparator(java.util.Arrays::compare)
        .isEqualTo(world.bytes);
  }
}
