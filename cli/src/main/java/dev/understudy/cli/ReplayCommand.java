package dev.understudy.cli;

import dev.understudy.sim.recording.Recording;
import dev.understudy.sim.recording.Replay;
import dev.understudy.sim.world.Engines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy replay}. */
@Command(
    name = "replay",
    addMethodSubcommands = false,
    description = {
      "Run each virtual machine of a recording again by its log, and compare every entry, every"
          + " output and every hash with what was recorded.",
      "Exit code 1: the log and the machine disagree, and at which entry. Exit code 2: the file is"
          + " damaged or cut short, and at which byte."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy replay bank.rec              what 'run bank --record bank.rec' wrote",
      "  understudy replay bank.rec --json"
    })
final class ReplayCommand extends CommonOptions implements IExitCodeGenerator {
  @Parameters(paramLabel = "FILE", description = "A recording that 'run --record' wrote.")
  private String file = "";

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description =
          "What executes the guest, as for run; it need not be what recorded. Default:"
              + " ${DEFAULT-VALUE}.")
  private String engine = EngineChoice.COMPILED.word();

  @Option(names = "--prefix", description = "Take what there is of a recording that breaks off.")
  private boolean prefix;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  private final Streams streams;
  private int exitCode = ExitCode.OK;

  ReplayCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }

  /** An outcome and how long it took on this host. */
  private record Timed(Replay.Outcome outcome, long elapsedNs) {
    long instructionsPerSecond() {
      return elapsedNs == 0 ? 0 : (long) (outcome.instructions() * 1e9 / elapsedNs);
    }
  }

  @Override
  public void run() {
    Engines engines = EngineChoice.of("replay", engine).engines();
    Recording recording = RecordFile.read(file, prefix);
    if (recording.logs().isEmpty()) {
      throw new BadInputException(file + ": the recording holds no log");
    }
    Progress progress = new Progress(streams, "replay");
    List<Timed> results = new ArrayList<>();
    for (Recording.Vm vm : recording.logs().keySet()) {
      long startNs = System.nanoTime();
      Replay.Outcome outcome = Replay.of(recording, vm, engines.of(vm.host()), progress::at);
      results.add(new Timed(outcome, System.nanoTime() - startNs));
    }
    progress.done();
    boolean ok = results.stream().allMatch(result -> result.outcome().isOk());
    exitCode = ok ? ExitCode.OK : ExitCode.BROKEN;
    if (json) {
      streams.line(Json.text(json(recording, results, ok)));
    } else {
      results.forEach(result -> streams.line(text(result)));
    }
  }

  private String text(Timed result) {
    Replay.Outcome outcome = result.outcome();
    if (!outcome.isOk()) {
      return "DIVERGED  " + outcome.vm().text() + ": " + outcome.problem();
    }
    return "ok  "
        + outcome.vm().text()
        + ": "
        + Text.count(outcome.entries(), "entry").replace("entrys", "entries")
        + ", "
        + Text.count(outcome.outputs(), "output")
        + ", "
        + Text.count(outcome.marks(), "hash mark")
        + ", "
        + Text.count(outcome.instructions(), "instruction")
        + " at "
        + Text.number(result.instructionsPerSecond())
        + " a second; state "
        + outcome.stateHash();
  }

  private static Map<String, @Nullable Object> json(
      Recording recording, List<Timed> results, boolean ok) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("verdict", ok ? "ok" : "diverged");
    json.put("whole", recording.isWhole());
    json.put("build", recording.build());
    json.put("traceHash", recording.isWhole() ? recording.traceHash() : null);
    List<Map<String, @Nullable Object>> vms = new ArrayList<>();
    for (Timed result : results) {
      Replay.Outcome outcome = result.outcome();
      Map<String, @Nullable Object> vm = new LinkedHashMap<>();
      vm.put("host", outcome.vm().text());
      vm.put("incarnation", outcome.vm().incarnation());
      vm.put("entries", outcome.entries());
      vm.put("outputs", outcome.outputs());
      vm.put("hashMarks", outcome.marks());
      vm.put("instructions", outcome.instructions());
      vm.put("instructionsPerSecond", result.instructionsPerSecond());
      vm.put("stateHash", outcome.stateHash().toString());
      vm.put("problem", outcome.isOk() ? null : outcome.problem());
      vms.add(vm);
    }
    json.put("machines", vms);
    return json;
  }
}
