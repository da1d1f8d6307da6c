package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.CommandFiles;
import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Interruption;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.OutputFolder;
import dev.understudy.cli.io.Progress;
import dev.understudy.cli.io.ProgressBar;
import dev.understudy.cli.io.Streams;
import dev.understudy.cli.io.TimeBudget;
import dev.understudy.cli.io.Workers;
import dev.understudy.cli.report.FuzzText;
import dev.understudy.experiment.fuzz.FuzzReport;
import dev.understudy.experiment.fuzz.FuzzRun;
import dev.understudy.experiment.fuzz.Fuzzer;
import dev.understudy.experiment.run.Experiment;
import dev.understudy.sim.world.SometimesProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Mixin;

/** {@code understudy fuzz}. */
@Command(
    name = "fuzz",
    addMethodSubcommands = false,
    description = {
      "Run random scenarios around a program: hosts, clocks, networks, clients, faults and"
          + " repairs, all drawn from a seed, within what is promised to survive.",
      "What breaks is grouped by cause, made smaller, and kept as a scenario that shows it. The"
          + " exit code is 1 if a promise was broken, if a second process saw something else, or if"
          + " of 100 runs none saw something that should happen sometimes; it is 4 if nothing was"
          + " run, or nothing could be compared.",
      "Interrupting it (Ctrl-C, or SIGTERM) prints what was run until then. Failures are shown as"
          + " they were found, then."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy fuzz bank --runs 200 --seed 1",
      "  understudy fuzz kv --runs 1000000 --for 5m --json",
      "  understudy fuzz disklog --beyond",
      "  understudy fuzz bank --soak 60s --runs 50",
      "  understudy fuzz bank --seed 1 --only 17"
    })
final class FuzzCommand extends CommonOptions implements IExitCodeGenerator {
  private static final int GROUPS_SHRUNK_MAX = 5;
  private static final long SOAK_LEAST_NS = 1_000_000_000L;
  private static final long SOAK_MOST_NS = 3_600 * SOAK_LEAST_NS;

  @Mixin private FuzzOptions options = new FuzzOptions();

  private final Streams streams;
  private int exitCode = ExitCode.INCOMPLETE;

  FuzzCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }

  @Override
  public void run() {
    check();
    long budgetNs = TimeBudget.ns("fuzz", options.budget);
    RequestedRun session = session();
    try (CommandFiles files = new CommandFiles(session.inputs());
        Interruption interruption = new Interruption()) {
      OutputFolder folder = options.traces ? null : folder(files, session);
      interruption
          .unlessItComes(() -> fuzzer(session))
          .ifPresentOrElse(
              fuzzer -> run(fuzzer, folder, budgetNs, interruption),
              () -> streams.message("understudy fuzz: interrupted before the first run"));
      streams.out().flush();
    }
  }

  /** What was run is reported before anything is looked at more closely: that may take longer. */
  private void run(
      Fuzzer fuzzer, @Nullable OutputFolder folder, long budgetNs, Interruption interruption) {
    FuzzReport report = new FuzzReport(fuzzer.reachable());
    TreeMap<Integer, String> traces = new TreeMap<>();
    campaign(fuzzer, report, traces, budgetNs, interruption);
    if (options.traces) {
      traces.forEach((number, hash) -> streams.line(number + " " + hash));
      exitCode = traces.isEmpty() ? ExitCode.INCOMPLETE : ExitCode.OK;
      if (traces.isEmpty()) {
        streams.message("understudy fuzz: nothing was run");
      }
      return;
    }
    if (!options.json) {
      FuzzText.lines(report, streams.layout()).forEach(streams::line);
      streams.out().flush();
    }
    List<FuzzFailure> failures = failures(fuzzer, report, folder, interruption);
    Comparison comparison = compared(traces, interruption);
    if (options.json) {
      streams.line(Json.text(json(report, failures, comparison, interruption.came())));
    } else {
      comparison.lines().forEach(streams::text);
    }
    exitCode = judge(report, comparison);
  }

  private static int judge(FuzzReport report, Comparison comparison) {
    boolean fine =
        report.broken() == 0 && comparison.differing().isEmpty() && report.neverSeen().isEmpty();
    if (!fine) {
      return ExitCode.BROKEN;
    }
    return report.runs() > 0 && comparison.isDone() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  private void check() {
    requireAtLeast("--runs", options.runs, 1);
    Workers.require("fuzz", options.workers);
    requireAtLeast("--twice", options.twice, 0);
    if (options.soak != null && options.beyond) {
      throw new BadInputException(
          "understudy fuzz: --beyond, expected nothing of the kind beside --soak: all of its faults"
              + " are within what is promised");
    }
    options.only.forEach(number -> requireAtLeast("--only", number, 0));
  }

  private static void requireAtLeast(String option, int value, int least) {
    if (value < least) {
      throw new BadInputException(
          "understudy fuzz: " + option + " '" + value + "', expected " + least + " or more");
    }
  }

  private RequestedRun session() {
    RunOptions run = new RunOptions();
    run.program = options.program;
    run.scenario = options.scenario;
    run.withoutFaults = true;
    return RequestedRun.of("fuzz", run);
  }

  private Fuzzer fuzzer(RequestedRun session) {
    Experiment base = Experiment.of(session.guest().image(), session.scenario());
    try {
      return options.soak == null
          ? Fuzzer.of(base, options.seed, options.beyond)
          : Fuzzer.soak(base, options.seed, soakNs(options.soak));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("understudy fuzz: " + e.getMessage());
    }
  }

  private static long soakNs(String text) {
    long ns = TimeBudget.ns("fuzz", "--soak", text);
    if (ns < SOAK_LEAST_NS || ns > SOAK_MOST_NS) {
      throw new BadInputException(
          "understudy fuzz: --soak '" + text + "', expected 1s to 1h of virtual time");
    }
    return ns;
  }

  /** Where failures will go, looked at before there are any. */
  private OutputFolder folder(CommandFiles files, RequestedRun session) {
    OutputFolder folder = files.folder("--artifacts", options.artifacts);
    folder.requireUnread(FailureFolder.beginning(session.scenario().name(), options.seed));
    return folder;
  }

  private void campaign(
      Fuzzer fuzzer,
      FuzzReport report,
      Map<Integer, String> traces,
      long budgetNs,
      Interruption interruption) {
    List<Integer> only = options.only.stream().sorted().distinct().toList();
    int count = only.isEmpty() ? options.runs : only.size();
    long startNs = System.nanoTime();
    try (ProgressBar bar = new ProgressBar(streams, "fuzz", "run", "broken")) {
      bar.at(0, count, 0);
      Workers.each(
          count,
          options.workers,
          interruption,
          () -> System.nanoTime() - startNs < budgetNs,
          index -> fuzzer.run(only.isEmpty() ? index : only.get(index)),
          (FuzzRun run) -> {
            report.add(run);
            traces.put(run.number(), run.traceHash());
            bar.at(report.runs(), count, report.broken());
          });
    }
  }

  // ---- a closer look

  /** Each failure made smaller and kept; as it was found when somebody interrupts. */
  private List<FuzzFailure> failures(
      Fuzzer fuzzer, FuzzReport report, @Nullable OutputFolder folder, Interruption interruption) {
    List<FuzzFailure> all = new ArrayList<>();
    for (FuzzReport.Group group : report.groups().stream().limit(GROUPS_SHRUNK_MAX).toList()) {
      FuzzFailure failure =
          smaller(fuzzer, group, all.size() + 1, interruption)
              .map(smallest -> kept(smallest, folder))
              .orElseGet(() -> FuzzFailure.asFound(group, options, streams.layout()));
      all.add(failure);
      if (!options.json) {
        streams.line("");
        failure.lines().forEach(streams::line);
        streams.out().flush();
      }
    }
    return all;
  }

  private Optional<FailureFolder> smaller(
      Fuzzer fuzzer, FuzzReport.Group group, int number, Interruption interruption) {
    return Progress.during(
        streams,
        "making failure " + number + " smaller",
        () -> interruption.unlessItComes(() -> FailureFolder.of(fuzzer, group, options.seed)));
  }

  private FuzzFailure kept(FailureFolder failure, @Nullable OutputFolder folder) {
    if (folder != null) {
      failure.save(folder);
    }
    return new FuzzFailure(failure.lines(streams.layout()), failure.json());
  }

  /**
   * What a second process saw.
   *
   * @param differing runs that were others there
   * @param problem why nothing was compared; empty if it was
   */
  private record Comparison(List<Integer> differing, String problem) {
    boolean isDone() {
      return problem.isEmpty();
    }

    List<String> lines() {
      List<String> lines = new ArrayList<>();
      differing.forEach(number -> lines.add("NOT THE SAME in a second process: run " + number));
      if (!isDone()) {
        lines.add("not compared with a second process: " + problem);
      }
      return lines;
    }
  }

  private Comparison compared(Map<Integer, String> traces, Interruption interruption) {
    try (SecondProcess second = new SecondProcess(options, traces)) {
      return Progress.during(
              streams,
              "comparing with a second process",
              () -> interruption.unlessItComes(second::differing))
          .map(differing -> new Comparison(differing, ""))
          .orElseGet(() -> new Comparison(List.of(), "interrupted"));
    } catch (SecondProcessException e) {
      return new Comparison(List.of(), String.valueOf(e.getMessage()));
    }
  }

  // ---- for programs

  private static Map<String, @Nullable Object> json(
      FuzzReport report, List<FuzzFailure> failures, Comparison comparison, boolean interrupted) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("runs", report.runs());
    json.put("interrupted", interrupted);
    json.put("broken", report.broken());
    json.put("faultsStruck", report.faultsStruck());
    json.put("failovers", report.failovers());
    Map<String, @Nullable Object> sometimes = new LinkedHashMap<>();
    report.sometimes().forEach((what, runs) -> sometimes.put(what.label(), runs));
    json.put("sometimes", sometimes);
    json.put("neverSeen", report.neverSeen().stream().map(SometimesProperty::label).toList());
    json.put("failures", failures.stream().map(FuzzFailure::json).toList());
    json.put("differing", comparison.isDone() ? comparison.differing() : null);
    json.put("tracesHash", report.tracesHash());
    return json;
  }
}
