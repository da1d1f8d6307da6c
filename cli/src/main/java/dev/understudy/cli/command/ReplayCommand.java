package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Progress;
import dev.understudy.cli.io.Streams;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.RecordingRefusedException;
import dev.understudy.inspect.recording.Reenactment;
import dev.understudy.inspect.recording.Replay;
import dev.understudy.sim.world.EngineAssignment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
          + " output and every hash with what was recorded. The times of entries and the trace hash"
          + " are not a machine's to confirm: --world runs the whole world again and compares them"
          + " too, with the build that recorded.",
      "Exit code 1: the log and the machine disagree, and at which entry. Exit code 2: the file is"
          + " damaged or cut short, and at which byte."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy replay bank.rec              what 'run bank --record bank.rec' wrote",
      "  understudy replay bank.rec --from 5000 --engine interpreted",
      "  understudy replay bank.rec --world --json"
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

  @Option(
      names = "--from",
      paramLabel = "ENTRY",
      description = "Begin at the last checkpoint that is not behind this entry. Default: boot.")
  private long from;

  @Option(
      names = "--world",
      description = {
        "Also run the hosts, networks, disk and clients again, and compare what they log with the"
            + " file."
      })
  private boolean world;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  private static final String NOT_VERIFIED =
      "not verified: times of entries and trace hash, which take --world";

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

  /** What the world did when it was run again. */
  private record Again(String problem, long elapsedNs) {}

  @Override
  public void run() {
    if (from < 0) {
      throw new BadInputException("understudy replay: --from " + from + ", expected an entry");
    }
    EngineAssignment engines = EngineChoice.of("replay", engine).engines();
    Recording recording = RecordFile.read(file, prefix, streams);
    if (recording.logs().isEmpty()) {
      throw new BadInputException(file + ": the recording holds no log");
    }
    if (world) {
      BuildIdentity.requireSame(file, recording);
    }
    List<Timed> results = new ArrayList<>();
    Optional<Again> again = Optional.empty();
    try (Progress progress = new Progress(streams, "replay")) {
      for (Recording.Vm vm : recording.logs().keySet()) {
        long startNs = System.nanoTime();
        Replay.Outcome outcome =
            Replay.from(recording, vm, engines.of(vm.host()), from, progress::at);
        results.add(new Timed(outcome, System.nanoTime() - startNs));
      }
      if (world) {
        again = Optional.of(again(recording, progress));
      }
    }
    boolean ok =
        results.stream().allMatch(result -> result.outcome().isOk())
            && again.map(Again::problem).orElse("").isEmpty();
    exitCode = ok ? ExitCode.OK : ExitCode.BROKEN;
    if (json) {
      streams.line(Json.text(json(recording, results, again, ok)));
    } else {
      results.forEach(result -> streams.text(text(recording, result)));
      streams.text(again.map(this::text).orElse(NOT_VERIFIED));
    }
  }

  private Again again(Recording recording, Progress progress) {
    long startNs = System.nanoTime();
    try {
      String problem =
          Reenactment.problem(recording, EngineChoice.of("replay", engine).engines(), progress::at);
      return new Again(problem, System.nanoTime() - startNs);
    } catch (RecordingRefusedException e) {
      throw new IllegalStateException("what was just recorded does not read", e);
    }
  }

  private String text(Again again) {
    return again.problem().isEmpty()
        ? "ok  world: times, takeovers, logs and trace hash; recorded again in "
            + ReadableNumbers.instant(again.elapsedNs())
        : "DIVERGED  world: " + again.problem();
  }

  private String text(Recording recording, Timed result) {
    Replay.Outcome outcome = result.outcome();
    if (!outcome.isOk()) {
      return "DIVERGED  " + recording.name(outcome.vm()) + ": " + outcome.problem();
    }
    return "ok  "
        + recording.name(outcome.vm())
        + ": "
        + begun(outcome.from())
        + ReadableNumbers.count(outcome.entries(), "entry").replace("entrys", "entries")
        + ", "
        + ReadableNumbers.count(outcome.outputs(), "output")
        + ", "
        + ReadableNumbers.count(outcome.marks(), "hash mark")
        + ", "
        + ReadableNumbers.count(outcome.checkpoints(), "checkpoint")
        + ", "
        + ReadableNumbers.count(outcome.instructions(), "instruction")
        + " at "
        + ReadableNumbers.number(result.instructionsPerSecond())
        + " a second; state "
        + outcome.stateHash();
  }

  /** Somebody who asked for a later beginning is told that there was none. */
  private String begun(long at) {
    if (at > 0) {
      return "from the checkpoint behind entry " + at + ": ";
    }
    return from > 0 ? "from boot, for no checkpoint stands before entry " + from + ": " : "";
  }

  private static Map<String, @Nullable Object> json(
      Recording recording, List<Timed> results, Optional<Again> again, boolean ok) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("verdict", ok ? "ok" : "diverged");
    json.put("whole", recording.isWhole());
    json.put("build", recording.build().version());
    json.put("buildIdentity", recording.build().identity());
    json.put("traceHash", recording.isWhole() ? recording.traceHash() : null);
    List<Map<String, @Nullable Object>> vms = new ArrayList<>();
    for (Timed result : results) {
      Replay.Outcome outcome = result.outcome();
      Map<String, @Nullable Object> vm = new LinkedHashMap<>();
      vm.put("host", recording.name(outcome.vm()));
      vm.put("incarnation", outcome.vm().incarnation());
      vm.put("from", outcome.from());
      vm.put("entries", outcome.entries());
      vm.put("outputs", outcome.outputs());
      vm.put("hashMarks", outcome.marks());
      vm.put("checkpoints", outcome.checkpoints());
      vm.put("instructions", outcome.instructions());
      vm.put("instructionsPerSecond", result.instructionsPerSecond());
      vm.put("stateHash", outcome.stateHash().text());
      vm.put("problem", outcome.isOk() ? null : outcome.problem());
      vms.add(vm);
    }
    json.put("machines", vms);
    json.put("verified", again.isPresent() ? List.of("logs", "world") : List.of("logs"));
    json.put("notVerified", again.isPresent() ? List.of() : List.of("times", "traceHash"));
    json.put(
        "worldProblem", again.map(Again::problem).filter(text -> !text.isEmpty()).orElse(null));
    json.put("worldNs", again.map(Again::elapsedNs).orElse(null));
    json.put("replayNs", results.stream().mapToLong(Timed::elapsedNs).sum());
    return json;
  }
}
