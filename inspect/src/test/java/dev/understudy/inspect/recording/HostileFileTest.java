package dev.understudy.inspect.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.base.FieldWriter;
import dev.understudy.inspect.recording.Recording.Vm;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.StateHash;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Long, odd and forged files: all checksums are as they should be. */
class HostileFileTest {

  private static final byte[] HELLO = RecordedPrograms.record("hello", 1, false);

  private static Recording read(List<Chunk> chunks) throws RecordingRefusedException {
    return RecordingReader.read(RecordedPrograms.write(chunks));
  }

  /** Hello's chunks but for the end, with more behind them. */
  private static List<Chunk> continued(Chunk... more) throws RecordingRefusedException {
    List<Chunk> chunks = new ArrayList<>(RecordedPrograms.chunks(HELLO));
    chunks.remove(chunks.size() - 1);
    chunks.addAll(List.of(more));
    return chunks;
  }

  private static Chunk takeover(Vm vm, Vm from, long through) {
    return new Chunk(ChunkType.TAKEOVER, Payloads.takeover(vm, from, through), 0);
  }

  @Test
  void aPayloadTooLongForOnePieceIsWrittenInSeveral() throws RecordingRefusedException {
    byte[] payload = new byte[ChunkWriter.PIECE_BYTES * 2 + 12345];
    new Random(1).nextBytes(payload);
    List<Chunk> chunks =
        RecordedPrograms.chunks(
            RecordedPrograms.write(List.of(new Chunk(ChunkType.IMAGE, payload, 0))));
    assertThat(chunks).hasSize(1);
    assertThat(chunks.get(0).payload()).isEqualTo(payload);
    byte[] cut = RecordedPrograms.write(List.of(new Chunk(ChunkType.IMAGE, payload, 0)));
    assertThat(RecordedPrograms.chunks(java.util.Arrays.copyOf(cut, cut.length - 1))).isEmpty();
  }

  @Test
  void noSmallFileTakesMuchMemory() throws RecordingRefusedException {
    byte[] zeros = new byte[ChunkWriter.PIECE_BYTES];
    assertThat(RecordedPrograms.write(List.of(new Chunk(ChunkType.LOG, zeros, 0))).length)
        .as("what is too dense is stored as it is")
        .isGreaterThan(zeros.length);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    new ChunkWriter(file::writeBytes);
    byte[] bomb = dense(file.toByteArray(), zeros);
    assertThatThrownBy(() -> RecordedPrograms.chunks(bomb))
        .hasMessageContaining("a payload of " + zeros.length + " bytes stored in");
  }

  /** A chunk as a writer without the rule would make it. */
  private static byte[] dense(byte[] head, byte[] payload) {
    java.util.zip.Deflater deflater = new java.util.zip.Deflater(9);
    deflater.setInput(payload);
    deflater.finish();
    byte[] stored = new byte[payload.length];
    int length = deflater.deflate(stored);
    deflater.end();
    FieldWriter out = new FieldWriter().octet(ChunkType.LOG.tag());
    out.fixed(payload.length, 4).fixed(length, 4);
    byte[] body = out.bytes(java.util.Arrays.copyOf(stored, length)).take();
    byte[] chain = ChunkWriter.link(new byte[ChunkWriter.CHAIN_BYTES], head);
    int crc = ChunkWriter.crc(body, 0, body.length);
    FieldWriter file = new FieldWriter().bytes(head).bytes(body);
    return file.bytes(ChunkWriter.link(chain, body)).fixed(crc, 4).take();
  }

  /** The chunks that a file needs, with this one in place of its like. */
  private static List<Chunk> with(Chunk other) throws RecordingRefusedException {
    List<Chunk> chunks = new ArrayList<>();
    for (Chunk chunk : RecordedPrograms.chunks(HELLO)) {
      chunks.add(chunk.type() == other.type() ? other : chunk);
    }
    return chunks;
  }

  /** Payloads compress well, and an entry takes far more in memory than its two bytes. */
  @Test
  void entriesAreCountedBeforeThereAreAny() {
    int count = 10_000_000;
    FieldWriter entries = new FieldWriter();
    for (int i = 0; i < count; i++) {
      Payloads.entry(entries, new byte[] {1}, 0, 0);
    }
    Chunk log = new Chunk(ChunkType.LOG, Payloads.log(new Vm(0, 1), 1, count, entries.take()), 0);
    assertThatThrownBy(() -> read(with(log)))
        .hasMessageContaining("takes more than 512 MiB in memory");
  }

  @Test
  void noEntryAndNoPieceIsEmpty() throws RecordingRefusedException {
    FieldWriter entries = new FieldWriter();
    Payloads.entry(entries, new byte[0], 0, 0);
    Chunk log = new Chunk(ChunkType.LOG, Payloads.log(new Vm(0, 1), 1, 1, entries.take()), 0);
    assertThatThrownBy(() -> read(with(log))).hasMessageContaining("an entry of no bytes");
    Vm vm = RecordingReader.read(HELLO).logs().firstKey();
    List<byte[]> pieces = List.of(new byte[0]);
    StateHash hash = new StateHash(1, 2);
    Chunk checkpoint = new Chunk(ChunkType.CHECKPOINT, Payloads.checkpoint(vm, 1, hash, pieces), 0);
    assertThatThrownBy(() -> read(continued(checkpoint)))
        .hasMessageContaining("a piece of no bytes");
  }

  @Test
  void piecesOfACheckpointAreCountedBeforeThereAreAny() throws RecordingRefusedException {
    Vm vm = RecordingReader.read(HELLO).logs().firstKey();
    List<byte[]> pieces = Collections.nCopies(9_000_000, new byte[] {0});
    StateHash hash = new StateHash(1, 2);
    Chunk checkpoint = new Chunk(ChunkType.CHECKPOINT, Payloads.checkpoint(vm, 1, hash, pieces), 0);
    assertThatThrownBy(() -> read(continued(checkpoint)))
        .hasMessageContaining("the checkpoint takes more than 512 MiB in memory");
  }

  @Test
  void aScenarioIsNoLongerThanPeopleWrite() {
    String fault = "[[faults]]\nkind = \"crash\"\ntarget = \"primary\"\nat = \"20ms\"\n";
    byte[] text = new FieldWriter().text("program = \"hello\"\n" + fault.repeat(240_000)).take();
    assertThatThrownBy(() -> read(with(new Chunk(ChunkType.SCENARIO, text, 0))))
        .hasMessageContaining("a scenario of " + text.length + " bytes, expected at most 1048576");
  }

  /** It died before it logged anything: nothing is wrong with that. */
  @Test
  void aMachineThatWentLiveAndLoggedNothingIsHonest() throws RecordingRefusedException {
    Vm primary = RecordingReader.read(HELLO).logs().firstKey();
    Vm backup = new Vm(1, 2);
    TreeMap<Vm, Long> last = new TreeMap<>();
    last.put(primary, (long) RecordingReader.read(HELLO).log(primary).entries().size());
    last.put(backup, 1L);
    Chunk end = new Chunk(ChunkType.END, Payloads.end(last, "trace"), 0);
    Recording recording = read(continued(takeover(backup, primary, 1), end));
    assertThat(recording.isWhole()).isTrue();
    Replay.Outcome outcome = Replay.of(recording, backup, Interpreter.INSTANCE, count -> {});
    assertThat(outcome.problem()).isEmpty();
    assertThat(outcome.entries()).isEqualTo(1);
  }

  @Test
  void aLongChainOfTakeoversReads() throws RecordingRefusedException {
    Vm first = RecordingReader.read(HELLO).logs().firstKey();
    List<Chunk> chain = new ArrayList<>();
    Vm before = first;
    for (int i = 0; i < 255; i++) {
      Vm next = new Vm(7, 1000 + i);
      chain.add(takeover(next, before, 1));
      before = next;
    }
    Recording recording = read(continued(chain.toArray(new Chunk[0])));
    assertThat(recording.log(before).entries()).hasSize(1);
    chain.add(takeover(new Vm(8, 1), before, 1));
    assertThatThrownBy(() -> read(continued(chain.toArray(new Chunk[0]))))
        .hasMessageContaining("more than 256 machines");
  }

  @Test
  void noLogContinuesItselfOrOneBehindIt() throws RecordingRefusedException {
    Vm first = RecordingReader.read(HELLO).logs().firstKey();
    assertThatThrownBy(() -> read(continued(takeover(first, first, 1))))
        .hasMessageContaining("can't continue");
    assertThatThrownBy(() -> read(continued(takeover(new Vm(1, 2), new Vm(2, 3), 0))))
        .hasMessageContaining("can't continue");
  }
}
