package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.CommandFiles;
import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Interruption;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.OutputFolder;
import dev.understudy.cli.io.ProgressBar;
import dev.understudy.cli.io.Streams;
import dev.understudy.cli.io.TimeBudget;
import dev.understudy.cli.io.Workers;
import dev.understudy.experiment.fuzz.FuzzReport;
import dev.understudy.experiment.fuzz.FuzzRun;
import dev.understudy.experiment.fuzz.Fuzzer;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.experiment.run.Experiment;
import dev.understudy.sim.world.SometimesProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
          + " exit code is 1 if a promise was broken, if a second process saw something else, or"
          + " if of 100 runs none saw something that should happen sometimes."
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
  private int exitCode = ExitCode.OK;

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
    long endNs = TimeBudget.ns("fuzz", options.budget);
    RequestedRun session = session();
    Fuzzer fuzzer = fuzzer(session);
    FuzzReport report = new FuzzReport(fuzzer.reachable());
    TreeMap<Integer, String> traces = new TreeMap<>();
    try (CommandFiles files = new CommandFiles(session.inputs());
        Interruption interruption = new Interruption()) {
      OutputFolder folder = options.traces ? null : folder(files, session);
      campaign(fuzzer, report, traces, endNs, interruption);
      if (options.traces) {
        traces.forEach((number, hash) -> streams.line(number + " " + hash));
        return;
      }
      List<FailureFolder> failures = failures(fuzzer, report, folder);
      List<Integer> differing = SecondProcess.differing(options, traces);
      print(report, failures, differing);
      boolean fine = report.broken() == 0 && differing.isEmpty() && report.neverSeen().isEmpty();
      exitCode = fine ? ExitCode.OK : ExitCode.BROKEN;
      streams.out().flush();
    }
  }

  private void check() {
    requireAtLeast("--runs", options.runs, 1);
    requireAtLeast("--workers", options.workers, 1);
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
      Workers.each(
          count,
          options.workers,
          () -> !interruption.came() && System.nanoTime() - startNs < budgetNs,
          index -> fuzzer.run(only.isEmpty() ? index : only.get(index)),
          (FuzzRun run) -> {
            report.add(run);
            traces.put(run.number(), run.traceHash());
            bar.at(report.runs(), count, report.broken());
          });
    }
  }

  private List<FailureFolder> failures(
      Fuzzer fuzzer, FuzzReport report, @Nullable OutputFolder folder) {
    List<FailureFolder> all = new ArrayList<>();
    for (FuzzReport.Group group : report.groups().stream().limit(GROUPS_SHRUNK_MAX).toList()) {
      FailureFolder failure = FailureFolder.of(fuzzer, group, options.seed);
      if (folder != null) {
        failure.save(folder);
      }
      all.add(failure);
    }
    return all;
  }

  // ---- the report

  private void print(FuzzReport report, List<FailureFolder> failures, List<Integer> differing) {
    if (options.json) {
      streams.line(Json.text(json(report, failures, differing)));
      return;
    }
    streams.line(
        ReadableNumbers.count(report.runs(), "run")
            + ", "
            + ReadableNumbers.count(report.faultsStruck(), "fault")
            + " struck, "
            + ReadableNumbers.count(report.failovers(), "failover")
            + ", "
            + ReadableNumbers.number(report.broken())
            + " broke a promise");
    TextTable table = new TextTable();
    report
        .sometimes()
        .forEach((what, runs) -> table.row(ReadableNumbers.number(runs), what.label(), what.doc()));
    table.lines("  ").forEach(streams::line);
    report
        .neverSeen()
        .forEach(what -> streams.line("NEVER SEEN  " + what.label() + ": " + what.doc()));
    differing.forEach(number -> streams.line("NOT THE SAME in a second process: run " + number));
    for (FailureFolder failure : failures) {
      streams.line("");
      failure.lines().forEach(streams::line);
    }
  }

  private static Map<String, @Nullable Object> json(
      FuzzReport report, List<FailureFolder> failures, List<Integer> differing) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("runs", report.runs());
    json.put("broken", report.broken());
    json.put("faultsStruck", report.faultsStruck());
    json.put("failovers", report.failovers());
    Map<String, @Nullable Object> sometimes = new LinkedHashMap<>();
    report.sometimes().forEach((what, runs) -> sometimes.put(what.label(), runs));
    json.put("sometimes", sometimes);
    json.put("neverSeen", report.neverSeen().stream().map(SometimesProperty::label).toList());
    json.put("failures", failures.stream().map(FailureFolder::json).toList());
    json.put("differing", differing);
    json.put("tracesHash", report.tracesHash());
    return json;
  }
}
