package dev.understudy.inspect.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.experiment.run.Run;
import dev.understudy.hypervisor.log.ClockRead;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.hypervisor.log.DiskRead;
import dev.understudy.hypervisor.log.EntropyRead;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.ProgressMark;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs as files: what is read back, what is refused, and what a replay notices. */
class RecordingTest {
  private static final int MUTATIONS = 100_000;
  private static final long SEED = Long.getLong("understudy.seed", 1);

  private static Recording read(byte[] file) throws RecordingRefusedException {
    return RecordingReader.read(file);
  }

  private static List<Replay.Outcome> replay(Recording recording) {
    return recording.logs().keySet().stream()
        .map(vm -> Replay.of(recording, vm, Interpreter.INSTANCE, count -> {}))
        .toList();
  }

  // ---- a run and its file

  @ParameterizedTest
  @ValueSource(strings = {"bank", "kv", "threads", "dice"})
  void bothMachinesOfARunWithACrashReplay(String program) throws RecordingRefusedException {
    Recording recording = read(RecordedPrograms.record(program, 7, true, "crash primary@5ms"));
    assertThat(recording.isWhole()).isTrue();
    assertThat(recording.logs()).hasSize(2);
    assertThat(replay(recording))
        .allSatisfy(
            outcome -> {
              assertThat(outcome.problem()).isEmpty();
              assertThat(outcome.entries()).isPositive();
            })
        .anySatisfy(outcome -> assertThat(outcome.marks()).isPositive());
  }

  /** What the log leaves out for the backup's sake the file has: nobody else has the disk. */
  @Test
  void aRunWhoseBackupReadsForItselfReplaysWithoutADisk() throws RecordingRefusedException {
    Recording recording =
        read(RecordedPrograms.recordWithoutData("disklog", 7, "crash primary@45ms"));
    assertThat(recording.logs()).hasSize(2);
    assertThat(replay(recording))
        .allSatisfy(outcome -> assertThat(outcome.problem()).isEmpty())
        .allSatisfy(outcome -> assertThat(outcome.entries()).isGreaterThan(1_000));
  }

  @Test
  void theFileHoldsTheWholeRun() throws RecordingRefusedException {
    Recording recording = read(RecordedPrograms.record("dice", 7, true, "crash primary@5ms"));
    World world = Run.of(recording.setup(Interpreter.INSTANCE), new MemoryPool()).world();
    world.run();
    assertThat(world.traceHash()).isEqualTo(recording.traceHash());
  }

  // ---- files that are not what they should be

  @Test
  void everyPrefixReadsAsOneOrIsRefused() {
    byte[] file = RecordedPrograms.record("hello", 1, false);
    int readable = 0;
    for (int length = 0; length < file.length; length++) {
      try {
        Recording prefix = read(Arrays.copyOf(file, length));
        assertThat(prefix.isWhole()).as("the first %s bytes", length).isFalse();
        readable++;
      } catch (RecordingRefusedException e) {
        assertThat(e).hasMessageStartingWith("byte ");
      }
    }
    assertThat(readable).isPositive();
  }

  @Test
  void noDamagedFileIsTakenForAWholeOne() {
    byte[] file = RecordedPrograms.record("hello", 1, false);
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] damaged = damaged(file, random);
      try {
        assertThat(Arrays.equals(damaged, file) || !read(damaged).isWhole())
            .as("mutation %s of seed %s", i, SEED)
            .isTrue();
      } catch (RecordingRefusedException e) {
        refused++;
      }
    }
    assertThat(refused).as("seed %s", SEED).isGreaterThan(MUTATIONS / 2);
  }

  private static byte[] damaged(byte[] file, Random random) {
    byte[] copy = file.clone();
    int at = random.nextInt(copy.length);
    switch (random.nextInt(4)) {
      case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> copy[at] = (byte) random.nextInt(256);
      case 2 -> {
        int length = Math.min(copy.length - at, 1 + random.nextInt(64));
        System.arraycopy(file, random.nextInt(file.length - length + 1), copy, at, length);
      }
      default -> {
        byte[] longer = Arrays.copyOf(copy, copy.length + 1);
        System.arraycopy(copy, at, longer, at + 1, copy.length - at);
        copy = longer;
      }
    }
    return copy;
  }

  /** A forged file with right checksums is refused: no other exception, and no wrong "ok". */
  @Test
  void hostilePayloadsAreRefusedOrDiverge() throws RecordingRefusedException {
    byte[] file = RecordedPrograms.record("dice", 1, false);
    Random random = new Random(SEED);
    List<Chunk> chunks = RecordedPrograms.chunks(file);
    int noticed = 0;
    int tried = 0;
    for (int i = 0; i < 300; i++) {
      List<Chunk> changed = new ArrayList<>(chunks);
      int which = 4 + random.nextInt(chunks.size() - 4);
      byte[] payload = chunks.get(which).payload().clone();
      payload[random.nextInt(payload.length)] ^= (byte) (1 << random.nextInt(8));
      changed.set(which, new Chunk(chunks.get(which).type(), payload, 0));
      tried++;
      try {
        Recording recording = read(RecordedPrograms.write(changed));
        noticed += replay(recording).stream().allMatch(Replay.Outcome::isOk) ? 0 : 1;
      } catch (RecordingRefusedException e) {
        noticed++;
      }
    }
    // Times of entries and the trace hash are not the machine's to confirm.
    assertThat(noticed).as("of %s, seed %s", tried, SEED).isGreaterThan(tried / 2);
  }

  @Test
  void aForeignOrOlderFileIsRefusedByName() {
    byte[] file = RecordedPrograms.record("hello", 1, false);
    byte[] foreign = file.clone();
    foreign[1] = 'X';
    assertThatThrownBy(() -> read(foreign)).hasMessage("byte 0: not a recording of Understudy");
    byte[] older = file.clone();
    older[8] = 1;
    assertThatThrownBy(() -> read(older))
        .hasMessage("byte 8: version 1 of the format, expected " + ChunkType.FORMAT_VERSION);
  }

  // ---- logs that were tampered with, all checksums mended

  private static int find(List<Entry> entries, Class<? extends Entry> type) {
    for (int i = entries.size() / 2; i < entries.size(); i++) {
      if (type.isInstance(entries.get(i))) {
        return i;
      }
    }
    throw new AssertionError("no " + type);
  }

  private static void isNoticed(Class<? extends Entry> type, UnaryOperator<List<Entry>> change)
      throws RecordingRefusedException {
    Recording good = read(RecordedPrograms.record("dice", 7, false));
    assertThat(replay(good).get(0).problem()).isEmpty();
    List<Integer> place = new ArrayList<>();
    Recording bad =
        RecordedPrograms.changed(
            good,
            entries -> {
              place.add(find(entries, type) + 1);
              return change.apply(entries);
            });
    assertThat(replay(bad).get(0).problem()).contains("entry " + place.get(0));
  }

  @Test
  void aDroppedEntryIsNamed() throws RecordingRefusedException {
    isNoticed(
        EntropyRead.class,
        entries -> {
          entries.remove(find(entries, EntropyRead.class));
          return entries;
        });
  }

  @Test
  void anAlteredEntryIsNamed() throws RecordingRefusedException {
    isNoticed(
        EntropyRead.class,
        entries -> {
          int at = find(entries, EntropyRead.class);
          EntropyRead read = (EntropyRead) entries.get(at);
          entries.set(at, new EntropyRead(read.count(), read.check(), read.value() ^ 1));
          return entries;
        });
  }

  @Test
  void aShiftedEntryIsNamed() throws RecordingRefusedException {
    isNoticed(
        EntropyRead.class,
        entries -> {
          int at = find(entries, EntropyRead.class);
          EntropyRead read = (EntropyRead) entries.get(at);
          entries.set(at, new EntropyRead(read.count() - 1, read.check(), read.value()));
          return entries;
        });
  }

  @Test
  void aMissingIndexIsNamed() throws RecordingRefusedException {
    Recording good = read(RecordedPrograms.record("dice", 7, false));
    List<Chunk> changed = new ArrayList<>();
    Recording.Vm vm = good.logs().firstKey();
    for (Chunk chunk : RecordedPrograms.chunks(RecordedPrograms.record("dice", 7, false))) {
      if (chunk.type() == ChunkType.LOG) {
        // The same entries under indices one too high.
        byte[] payload = chunk.payload().clone();
        assertThat(payload[1]).isEqualTo((byte) vm.incarnation());
        payload[2]++;
        changed.add(new Chunk(chunk.type(), payload, 0));
        break;
      }
      changed.add(chunk);
    }
    Recording bad = read(RecordedPrograms.write(changed));
    assertThat(bad.isWhole()).isFalse();
    assertThat(replay(bad).get(0).problem()).isEqualTo("entry 1 is missing: entry 2 comes next");
  }

  /** A forged count must not cost more than a recorder would ever let pass. */
  @Test
  void anEntryFarAheadIsRefusedBeforeItIsRun() throws RecordingRefusedException {
    Recording good = read(RecordedPrograms.record("dice", 7, false));
    Recording bad =
        RecordedPrograms.changed(
            good,
            entries -> {
              List<Entry> kept = new ArrayList<>(entries.subList(0, 3));
              kept.add(new ProgressMark(1L << 57, 0, 1L << 40));
              return kept;
            });
    assertThat(replay(bad).get(0).problem()).contains("a recorder leaves at most 2000000");
    assertThat(bad.log(bad.logs().firstKey()).entries()).hasSize(4);
  }

  @Test
  void aClockReadOfAnotherValueIsNamed() throws RecordingRefusedException {
    Recording good = read(RecordedPrograms.record("clock", 7, false));
    List<Integer> place = new ArrayList<>();
    Recording bad =
        RecordedPrograms.changed(
            good,
            entries -> {
              int at = find(entries, ClockRead.class);
              place.add(at + 1);
              ClockRead read = (ClockRead) entries.get(at);
              entries.set(at, new ClockRead(read.count(), read.check(), read.valueNs() + 1));
              return entries;
            });
    assertThat(replay(bad).get(0).problem()).contains("entry " + place.get(0));
  }

  @Test
  void anEntryWithoutItsDataIsNamed() throws RecordingRefusedException {
    Recording good = read(RecordedPrograms.record("racer", 7, false));
    List<Integer> place = new ArrayList<>();
    Recording bad =
        RecordedPrograms.changed(
            good,
            entries -> {
              int at = find(entries, DiskCompleted.class);
              place.add(at + 1);
              DiskCompleted read = (DiskCompleted) entries.get(at);
              entries.set(at, new DiskRead(read.count(), read.check(), read.requestId(), 0));
              return entries;
            });
    assertThat(replay(bad).get(0).problem())
        .contains("entry " + place.get(0) + " leaves out what was read");
  }
}
