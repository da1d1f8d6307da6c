package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Progress;
import dev.understudy.cli.io.Streams;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.inspect.diff.Difference;
import dev.understudy.inspect.diff.HostsComparison;
import dev.understudy.inspect.diff.HostsComparison.NotComparableException;
import dev.understudy.inspect.diff.PairComparison;
import dev.understudy.inspect.diff.RecordingComparison;
import dev.understudy.inspect.recording.Playback.CheckpointException;
import dev.understudy.inspect.recording.Playback.MachineSetup;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.RecordingRefusedException;
import dev.understudy.inspect.recording.Reenactment;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Interpreter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy diff}. */
@Command(
    name = "diff",
    addMethodSubcommands = false,
    description = {
      "Find the first instruction at which two recorded machines differ, and why: the entry that is"
          + " missing, altered, moved or out of place, what differs in registers and memory there,"
          + " and how it spread to where it shows.",
      "Compares the machine with the longest log of each file, or the one of --host. Exit code 0:"
          + " they are the same; 1: they differ; 2: a file is damaged or cut short.",
      "With --pair one log runs two machines side by side, one on each engine, as a primary and the"
          + " backup that should be its equal: the first instruction at which they differ, or that"
          + " the log does not cover.",
      "With --hosts the run of one recording is run again, and the guest of the second host, which"
          + " followed, is compared with that of the first, whose log it followed."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy diff good.rec bad.rec",
      "  understudy diff good.rec bad.rec --host host-1 --json",
      "  understudy diff --pair good.rec",
      "  understudy diff bank.rec --hosts host-1,host-2 --engine mixed"
    })
final class DiffCommand extends CommonOptions implements IExitCodeGenerator {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "A",
      description = "A recording, taken for right.")
  private @Nullable String first;

  @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "Another one.")
  private @Nullable String second;

  @Option(
      names = "--pair",
      paramLabel = "FILE",
      description = "Instead of A and B: two machines that run by the log of this recording.")
  private @Nullable String pair;

  @Option(
      names = "--hosts",
      paramLabel = "HOST,HOST",
      split = ",",
      description =
          "Instead of B: compare these two hosts of the run in A, a primary and its backup.")
  private @Nullable List<String> hosts;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Compare what this host ran: host-1 ...")
  private @Nullable String host;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "What executes the guests, as for run. Default: ${DEFAULT-VALUE}.")
  private String engine = EngineChoice.INTERPRETED.word();

  @Option(names = "--prefix", description = "Take what there is of a recording that breaks off.")
  private boolean prefix;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  private final Streams streams;
  private int exitCode = ExitCode.OK;

  DiffCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }

  @Override
  public void run() {
    Compared compared;
    try (Progress progress = new Progress(streams, "diff")) {
      compared =
          pair != null
              ? pair(pair, progress)
              : hosts != null ? hosts(hosts, progress) : files(progress);
    }
    Optional<Difference> difference = compared.difference();
    exitCode = difference.isPresent() ? ExitCode.BROKEN : ExitCode.OK;
    if (json) {
      streams.line(Json.text(json(difference)));
    } else {
      text(compared, difference).forEach(streams::text);
    }
  }

  /**
   * What was found.
   *
   * @param same what to say if the two don't differ
   * @param sides what to call them
   */
  private record Compared(
      String machine, Optional<Difference> difference, String same, List<String> sides) {}

  private Compared files(Progress progress) {
    if (first == null || second == null) {
      throw new BadInputException(
          "understudy diff: missing "
              + (first == null ? "A and B" : "B")
              + ", two recordings, or --pair FILE; see 'understudy diff --help'");
    }
    Engine executes = EngineChoice.of("diff", engine).engines().even();
    Recording one = RecordFile.read(first, prefix);
    Recording other = RecordFile.read(second, prefix);
    Recording.Vm vm = machine(first, one);
    Recording.Vm otherVm = machine(second, other);
    try {
      return new Compared(
          one.name(vm),
          RecordingComparison.of(one, vm, other, otherVm, executes, progress::at),
          "entries, times, registers and hashes",
          List.of("A:", "B:"));
    } catch (CheckpointException e) {
      throw new BadInputException(first + " or " + second + ": " + e.getMessage());
    }
  }

  private Compared pair(String file, Progress progress) {
    if (first != null) {
      throw new BadInputException(
          "understudy diff: --pair " + file + " compares by itself, '" + first + "' is too much");
    }
    Recording recording = RecordFile.read(file, prefix);
    Recording.Vm vm = machine(file, recording);
    Engine compiled = EngineChoice.COMPILED.engines().even();
    Optional<Difference> difference =
        PairComparison.of(
            MachineSetup.of(recording, vm, Interpreter.INSTANCE, SeamRules.STANDARD),
            MachineSetup.of(recording, vm, compiled, SeamRules.STANDARD),
            progress::at);
    return new Compared(
        recording.name(vm),
        difference,
        "both engines, behind each of "
            + ReadableNumbers.number(recording.log(vm).entries().size())
            + " entries",
        List.of("the interpreter:", "the compiler:"));
  }

  private Compared hosts(List<String> names, Progress progress) {
    if (first == null || second != null || names.size() != 2) {
      throw new BadInputException(
          "understudy diff: --hosts takes two hosts of one recording, as in"
              + " 'understudy diff bank.rec --hosts host-1,host-2'");
    }
    Recording recording = RecordFile.read(first, prefix);
    BuildIdentity.requireSame(first, recording);
    Setup setup = Reenactment.setup(recording, EngineChoice.of("diff", engine).engines());
    try {
      HostsComparison.Outcome outcome =
          HostsComparison.of(recording, setup, names.get(0), names.get(1), progress::at);
      return new Compared(
          names.get(0) + " and " + names.get(1),
          outcome.difference(),
          "one guest, behind each of " + ReadableNumbers.number(outcome.entries()) + " entries",
          List.of(names.get(0) + ":", names.get(1) + ":"));
    } catch (NotComparableException e) {
      throw new BadInputException(first + ": " + e.getMessage());
    } catch (RecordingRefusedException e) {
      throw new IllegalStateException("what was just recorded does not read", e);
    }
  }

  private Recording.Vm machine(String file, Recording recording) {
    return recording.logs().keySet().stream()
        .filter(vm -> host == null || recording.name(vm).equals(host))
        .max(Comparator.comparingInt(vm -> recording.log(vm).entries().size()))
        .orElseThrow(
            () ->
                new BadInputException(
                    file + ": " + (host == null ? "no host" : host) + " logged nothing"));
  }

  private List<String> text(Compared compared, Optional<Difference> found) {
    if (found.isEmpty()) {
      return List.of("same  " + compared.machine() + ": " + compared.same());
    }
    Difference difference = found.get();
    List<String> lines = new ArrayList<>();
    lines.add(
        "DIFFERS  "
            + compared.machine()
            + ": entry "
            + difference.entry()
            + ", instruction "
            + ReadableNumbers.number(difference.count())
            + ", pc 0x"
            + Integer.toHexString(difference.pc()));
    lines.add("cause: " + difference.cause().text());
    lines.add("  " + difference.sentence());
    lines.add("");
    lines.add("last in both: " + difference.lastCommon());
    lines.add("next in " + padded(compared.sides().get(0)) + difference.nextFirst());
    lines.add("next in " + padded(compared.sides().get(1)) + difference.nextSecond());
    section(lines, "code:", difference.code());
    section(
        lines,
        "what differs (A, B):",
        difference.values().stream()
            .map(value -> value.place() + "  " + hex(value.first()) + "  " + hex(value.second()))
            .toList());
    section(lines, "how it came there, the latest first:", difference.path());
    return lines;
  }

  private static String padded(String side) {
    return side + " ".repeat(Math.max(1, 6 - side.length()));
  }

  private static void section(List<String> lines, String title, List<String> content) {
    if (!content.isEmpty()) {
      lines.add("");
      lines.add(title);
      content.forEach(line -> lines.add("  " + line));
    }
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  private static Map<String, @Nullable Object> json(Optional<Difference> found) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("verdict", found.isPresent() ? "differ" : "same");
    found.ifPresent(
        difference -> {
          json.put("cause", difference.cause().name().toLowerCase(java.util.Locale.ROOT));
          json.put("sentence", difference.sentence());
          json.put("entry", difference.entry());
          json.put("instruction", difference.count());
          json.put("pc", Integer.toUnsignedLong(difference.pc()));
          json.put("lastCommon", difference.lastCommon());
          json.put("nextA", difference.nextFirst());
          json.put("nextB", difference.nextSecond());
          json.put("values", difference.values().stream().map(DiffCommand::json).toList());
          json.put("code", difference.code());
          json.put("path", difference.path());
        });
    return json;
  }

  private static Map<String, Object> json(Difference.Value value) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("place", value.place());
    json.put("a", hex(value.first()));
    json.put("b", hex(value.second()));
    return json;
  }
}
