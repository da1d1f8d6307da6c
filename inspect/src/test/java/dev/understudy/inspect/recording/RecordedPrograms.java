package dev.understudy.inspect.recording;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.run.Run;
import dev.understudy.experiment.run.SetupFactory;
import dev.understudy.experiment.scenario.DiskSettings;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.hypervisor.DiskReads;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.EntryDecoder;
import dev.understudy.hypervisor.log.EntryEncoder;
import dev.understudy.programs.Programs;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Recordings for tests, and forgeries of them whose checksums are right. */
final class RecordedPrograms {
  private RecordedPrograms() {}

  static byte[] record(String program, long seed, boolean faultTolerant, String... faults) {
    ImmutableList<Fault> plan =
        Arrays.stream(faults)
            .map(text -> FaultText.parse(text, "test").fault().orElseThrow())
            .collect(ImmutableList.toImmutableList());
    Scenario scenario =
        Scenario.parse(program + ".toml", Programs.find(program).orElseThrow().scenario())
            .orThrow()
            .withSeed(seed)
            .withFaults(plan);
    String source = Programs.find(program).orElseThrow().source();
    return record(scenario, assembled(program, source), faultTolerant, SeamRules.STANDARD);
  }

  /** A recording of a pair whose backup reads for itself, so that the log has no data. */
  static byte[] recordWithoutData(String program, long seed, String fault) {
    Scenario base =
        Scenario.parse(program + ".toml", Programs.find(program).orElseThrow().scenario())
            .orThrow();
    DiskSettings disk = base.disk().with(DiskReads.REPEATED);
    Scenario scenario =
        base.builder()
            .disk(disk)
            .seed(seed)
            .faults(List.of(FaultText.parse(fault, "test").fault().orElseThrow()))
            .scenario();
    String source = Programs.find(program).orElseThrow().source();
    return record(scenario, assembled(program, source), true, SeamRules.STANDARD);
  }

  /** A shipped program alone, on a hypervisor with these rules. */
  static byte[] recordAlone(String program, SeamRules rules) {
    Scenario scenario =
        Scenario.parse(program + ".toml", Programs.find(program).orElseThrow().scenario())
            .orThrow()
            .withSeed(7);
    String source = Programs.find(program).orElseThrow().source();
    return record(scenario, assembled(program, source), false, rules);
  }

  /** A guest of its own, alone. */
  static byte[] recordAlone(String source) {
    return record(
        Scenario.of("test").withSeed(1), assembled("test", source), false, SeamRules.STANDARD);
  }

  private static Image assembled(String name, String source) {
    return Assembler.assemble(name + ".asm", source, Programs::include).image().orElseThrow();
  }

  private static byte[] record(
      Scenario scenario, Image image, boolean faultTolerant, SeamRules rules) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    RecordingWriter writer =
        RecordingWriter.begin(
            file::writeBytes, new Build("a test", ""), image, scenario, faultTolerant, false);
    Setup setup =
        new SetupFactory(faultTolerant, EngineAssignment.all(Interpreter.INSTANCE), false)
            .setup(scenario, image);
    Run run = Run.of(setup.withRules(setup.rules().with(rules)), new MemoryPool(), List.of(writer));
    while (!run.world().isOver() && run.world().step()) {
      writer.stepped(run.world());
    }
    writer.end(run.world());
    return file.toByteArray();
  }

  /** The chunks of a file that reads. */
  static List<Chunk> chunks(byte[] file) throws RecordingRefusedException {
    ChunkReader in = new ChunkReader(file);
    List<Chunk> chunks = new ArrayList<>();
    for (StoredChunk chunk = in.next(); chunk != null; chunk = in.next()) {
      chunks.add(chunk.inflated());
    }
    return chunks;
  }

  /** A file of these chunks, with every checksum as it should be. */
  static byte[] write(List<Chunk> chunks) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ChunkWriter out = new ChunkWriter(file::writeBytes);
    chunks.forEach(chunk -> out.write(chunk.type(), chunk.payload()));
    return file.toByteArray();
  }

  /** The log of the only machine, changed, encoded anew and put back with all checksums mended. */
  static Recording changed(Recording recording, UnaryOperator<List<Entry>> change) {
    Recording.Vm vm = recording.logs().firstKey();
    Recording.Log log = Objects.requireNonNull(recording.logs().get(vm));
    EntryDecoder decoder = new EntryDecoder();
    List<Entry> entries = new ArrayList<>();
    log.entries().forEach(entry -> entries.add(decoder.decode(entry.encoded())));
    EntryEncoder encoder = new EntryEncoder();
    List<Recording.Entry> encoded = new ArrayList<>();
    for (Entry entry : change.apply(entries)) {
      int at = encoded.size();
      Recording.Entry was = log.entries().get(Math.min(at, log.entries().size() - 1));
      encoded.add(new Recording.Entry(at + 1, encoder.encode(entry), was.atNs(), was.quickHash()));
    }
    return new Recording(
        recording.build(),
        recording.image(),
        recording.scenario(),
        recording.faultTolerant(),
        recording.marksEveryEntry(),
        com.google.common.collect.ImmutableSortedMap.of(
            vm,
            new Recording.Log(null, ImmutableList.copyOf(encoded), log.marks(), log.checkpoints())),
        recording.names(),
        recording.traceHash(),
        recording.length());
  }
}
