package dev.understudy.inspect.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.log.ClockRead;
import dev.understudy.inspect.diff.Difference;
import dev.understudy.inspect.diff.DivergenceCause;
import dev.understudy.inspect.diff.RecordingComparison;
import dev.understudy.inspect.recording.Playback.MachineSetup;
import dev.understudy.inspect.recording.Recording.Log;
import dev.understudy.inspect.recording.Recording.Vm;
import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.machine.Interpreter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole guests in the file, and replays that begin there. */
class CheckpointTest {
  /**
   * About 30 million instructions that write all over 64 pages, and read the clock now and then.
   */
  private static final String LONG_RUN =
      """
              .memory 0x100000
              .entry  start
      start:  mov r2, 0
      again:  rdtsc r5
              mov r1, 0
      loop:   add r3, r5
              mul r3, 0x5851f42d
              mov r4, r3
              shr r4, 20
              and r4, 0x3fff8
              add r4, 0x10000
              st8 [r4 + 0], r3
              add r1, 1
              jlt r1, 30000, loop
              add r2, 1
              jlt r2, 110, again
              halt
      """;

  private static final byte[] FILE = RecordedPrograms.recordAlone(LONG_RUN);

  private static Recording recording() throws RecordingRefusedException {
    return RecordingReader.read(FILE);
  }

  private static Log log(Recording recording) {
    return recording.logs().values().iterator().next();
  }

  @Test
  void theyAreAtMostTenMillionInstructionsApart() throws RecordingRefusedException {
    Recording recording = recording();
    Vm vm = recording.logs().firstKey();
    assertThat(log(recording).checkpoints()).hasSizeGreaterThanOrEqualTo(3);
    Replay.Outcome whole = Replay.of(recording, vm, Interpreter.INSTANCE, count -> {});
    long before = 0;
    for (Checkpoint checkpoint : log(recording).checkpoints()) {
      Replay.Outcome rest =
          Replay.from(recording, vm, Interpreter.INSTANCE, checkpoint.entry(), count -> {});
      assertThat(rest.problem()).isEmpty();
      assertThat(rest.from()).isEqualTo(checkpoint.entry());
      long count = whole.instructions() - rest.instructions();
      assertThat(count - before).isBetween(1L, 10_000_000L);
      assertThat(rest.stateHash()).isEqualTo(whole.stateHash());
      before = count;
    }
  }

  @Test
  void aReplayFromBootTriesEachOnBothEngines() throws RecordingRefusedException {
    Recording recording = recording();
    Vm vm = recording.logs().firstKey();
    for (var engine : List.of(Interpreter.INSTANCE, CompilingEngine.create())) {
      Replay.Outcome outcome = Replay.of(recording, vm, engine, count -> {});
      assertThat(outcome.problem()).isEmpty();
      assertThat(outcome.checkpoints()).isEqualTo(log(recording).checkpoints().size());
    }
  }

  /** Every checksum mended: a page of the second checkpoint is another. */
  @Test
  void aForgedPageIsNoticed() throws RecordingRefusedException {
    List<Chunk> chunks = new ArrayList<>(RecordedPrograms.chunks(FILE));
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      if (chunks.get(i).type() == ChunkType.CHECKPOINT) {
        places.add(i);
      }
    }
    Chunk second = chunks.get(places.get(1));
    byte[] payload = second.payload().clone();
    payload[payload.length / 2] ^= 1;
    chunks.set(places.get(1), new Chunk(second.type(), payload, 0));
    Recording forged = RecordingReader.read(RecordedPrograms.write(chunks));
    Vm vm = forged.logs().firstKey();
    long entry = log(forged).checkpoints().get(1).entry();
    String expected = "the checkpoint behind entry " + entry + " ";
    assertThat(Replay.of(forged, vm, Interpreter.INSTANCE, count -> {}).problem())
        .startsWith(expected);
    assertThat(Replay.from(forged, vm, Interpreter.INSTANCE, entry, count -> {}).problem())
        .startsWith(expected);
  }

  /** Whatever the bytes of a checkpoint are: a problem is said, nothing is thrown. */
  @Test
  void hostileCheckpointsAreRefused() throws RecordingRefusedException {
    List<Chunk> chunks = RecordedPrograms.chunks(FILE);
    int at = 0;
    while (chunks.get(at).type() != ChunkType.CHECKPOINT) {
      at++;
    }
    Chunk good = chunks.get(at);
    java.util.Random random = new java.util.Random(1);
    Recording honest = recording();
    Vm vm = honest.logs().firstKey();
    long entry = log(honest).checkpoints().get(0).entry();
    for (int i = 0; i < 100; i++) {
      byte[] payload = good.payload().clone();
      for (int j = 0; j < 3; j++) {
        // The rest of the guest stands at the end.
        payload[payload.length - 1 - random.nextInt(150)] = (byte) random.nextInt(256);
      }
      List<Chunk> changed = new ArrayList<>(chunks.subList(0, at));
      changed.add(new Chunk(good.type(), payload, 0));
      try {
        Recording forged = RecordingReader.read(RecordedPrograms.write(changed));
        Replay.Outcome outcome = Replay.from(forged, vm, Interpreter.INSTANCE, entry, count -> {});
        assertThat(outcome.isOk() && !java.util.Arrays.equals(payload, good.payload()))
            .as("mutation %s of seed 1: %s", i, outcome.problem())
            .isFalse();
      } catch (RecordingRefusedException e) {
        assertThat(e).hasMessageStartingWith("byte ");
      }
    }
  }

  /** An entry near the end says something else: both are run from the last checkpoint on. */
  @Test
  void aComparisonBeginsAtACheckpoint() throws RecordingRefusedException {
    Recording good = recording();
    Vm vm = good.logs().firstKey();
    List<Long> places = new ArrayList<>();
    Recording bad =
        RecordedPrograms.changed(
            good,
            entries -> {
              int at = entries.size() - 1;
              while (!(entries.get(at) instanceof ClockRead)) {
                at--;
              }
              ClockRead read = (ClockRead) entries.get(at);
              entries.set(at, new ClockRead(read.count(), read.check(), read.valueNs() + 1));
              places.add(read.count());
              places.add(at + 1L);
              return entries;
            });
    Difference found =
        RecordingComparison.of(good, vm, bad, vm, Interpreter.INSTANCE, ns -> {}).orElseThrow();
    assertThat(found.cause()).isEqualTo(DivergenceCause.ALTERED);
    assertThat(List.of(found.count(), found.entry())).isEqualTo(places);
    assertThat(found.count()).isGreaterThan(20_000_000);
    MachineSetup machineSetup = MachineSetup.of(bad, vm, Interpreter.INSTANCE, SeamRules.STANDARD);
    Playback begun = Playback.near(machineSetup, found.entry() - 1);
    assertThat(found.count() - begun.guest().count()).isBetween(0L, 10_000_000L);
  }
}
