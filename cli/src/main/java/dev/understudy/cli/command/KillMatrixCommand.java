package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Hint;
import dev.understudy.cli.io.Interruption;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Progress;
import dev.understudy.cli.io.ProgressBar;
import dev.understudy.cli.io.Streams;
import dev.understudy.cli.io.Workers;
import dev.understudy.experiment.mutant.Equivalent;
import dev.understudy.experiment.mutant.Forgery;
import dev.understudy.experiment.mutant.KillMatrix;
import dev.understudy.experiment.mutant.KillMatrix.Row;
import dev.understudy.experiment.mutant.Mutant;
import dev.understudy.experiment.mutant.Silence;
import dev.understudy.experiment.report.FailureReport;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy killmatrix}. */
@Command(
    name = "killmatrix",
    addMethodSubcommands = false,
    description = {
      "Plant bugs in the protocol and the hypervisor, one after the other, and see which oracle"
          + " catches which, after how many worlds, and in how small a scenario.",
      "The exit code is 1 if a bug got away, or if an oracle speaks up without one. Interrupting it"
          + " (Ctrl-C, or SIGTERM) prints the rows that are done."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy killmatrix",
      "  understudy killmatrix output-before-ack gap-skipped --json",
      "  understudy killmatrix --silence",
      "  understudy killmatrix output-before-ack --scenario mine.toml"
    })
final class KillMatrixCommand extends CommonOptions implements IExitCodeGenerator {

  @Parameters(
      paramLabel = "MUTANT",
      arity = "0..*",
      description = "Names of planted bugs. Default: all of them.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--worlds",
      paramLabel = "N",
      description = "In how many worlds to look for each, at most. Default: ${DEFAULT-VALUE}.")
  private int worlds = KillMatrix.WORLDS;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "Do not search: plant the bugs in this scenario, and tell what breaks.")
  private @Nullable String scenario;

  @Option(
      names = "--silence",
      description =
          "Print for each place of a judge that can speak what only it notices: a planted bug, or"
              + " a scenario, guest or host that is not as it is told. Nothing is made smaller.")
  private boolean silence;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads. The report does not depend on it. Default: one a processor.")
  private int workers = Workers.all();

  @Option(names = "--json", description = "Print the matrix as JSON.")
  private boolean json;

  private final Streams streams;
  private int exitCode = ExitCode.OK;

  KillMatrixCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }

  @Override
  public void run() {
    requirePositive("--worlds", worlds);
    Workers.require("killmatrix", workers);
    List<Mutant> mutants = mutants();
    if (scenario != null) {
      showIn(scenario, mutants);
      return;
    }
    try (Interruption interruption = new Interruption()) {
      List<Timed> rows = runAll(mutants, interruption);
      if (silence) {
        printPlaces(rows);
      } else {
        print(rows, mutants.size());
      }
      exitCode = judge(rows);
      streams.out().flush();
    }
  }

  private static int judge(List<Timed> rows) {
    if (!rows.stream().allMatch(Timed::isKilled)) {
      return ExitCode.BROKEN;
    }
    return rows.isEmpty() ? ExitCode.INCOMPLETE : ExitCode.OK;
  }

  /** A row, and how long it took: search, control and making smaller, on one thread. */
  private record Timed(Row row, double seconds) {
    boolean isKilled() {
      return row.isKilled();
    }

    boolean gotAway() {
      return !isKilled();
    }
  }

  private List<Timed> runAll(List<Mutant> mutants, Interruption interruption) {
    List<Timed> rows = new ArrayList<>();
    try (ProgressBar bar = new ProgressBar(streams, "killmatrix", "mutant", "got away")) {
      bar.at(0, mutants.size(), 0);
      Workers.each(
          mutants.size(),
          workers,
          interruption,
          () -> true,
          number -> run(mutants.get(number)),
          row -> {
            rows.add(row);
            bar.at(rows.size(), mutants.size(), rows.stream().filter(Timed::gotAway).count());
          });
    }
    return rows;
  }

  private Timed run(Mutant mutant) {
    long startNs = System.nanoTime();
    Row row = KillMatrix.run(mutant, worlds, silence ? 0 : KillMatrix.SHRINKING_WORLDS);
    return new Timed(row, (System.nanoTime() - startNs) / 1e9);
  }

  private static void requirePositive(String option, int value) {
    if (value < 1) {
      throw new BadInputException(
          "understudy killmatrix: " + option + " '" + value + "', expected 1 or more");
    }
  }

  private List<Mutant> mutants() {
    List<String> known = Mutant.all().stream().map(Mutant::name).toList();
    List<Mutant> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          Mutant.find(name)
              .orElseThrow(
                  () ->
                      new BadInputException(
                          "understudy killmatrix: unknown mutant '"
                              + name
                              + "'"
                              + Hint.of(name, known))));
    }
    return chosen.isEmpty() ? Mutant.all() : chosen;
  }

  // ---- the places that speak

  private void printPlaces(List<Timed> rows) {
    Silence found = new Silence();
    rows.forEach(timed -> found.add(timed.row));
    if (names.isEmpty()) {
      Forgery.all().forEach(found::add);
    }
    if (json) {
      streams.line(Json.text(found.places()));
      return;
    }
    TextTable table = new TextTable();
    table.row("place", "what only it notices");
    found.places().forEach((place, only) -> table.row(place, only.isEmpty() ? "-" : text(only)));
    table.lines("").forEach(streams::line);
  }

  private static String text(List<String> only) {
    int more = only.size() - 1;
    return only.get(0) + (more == 0 ? "" : " and " + more + " more");
  }

  // ---- the matrix

  private void print(List<Timed> rows, int asked) {
    long killed = rows.stream().filter(Timed::isKilled).count();
    if (json) {
      streams.line(Json.text(matrix(rows, killed)));
      return;
    }
    TextTable table = new TextTable();
    table.heading("", "mutant", "caught by", "worlds", "seconds", "minimal scenario");
    rows.forEach(row -> table.row(cells(row)));
    streams.table(table);
    streams.line("");
    streams.text(killed + " of " + ReadableNumbers.count(rows.size(), "mutant") + " killed");
    if (rows.size() < asked) {
      streams.text("interrupted: " + (asked - rows.size()) + " were not looked for to the end");
    }
    if (!rows.isEmpty()) {
      streams.text(longest(rows));
    }
    if (names.isEmpty()) {
      streams.text(
          Equivalent.ALL.size()
              + " more, which nobody outside can tell, are in docs/reference/KILLMATRIX.md");
    }
  }

  private static String longest(List<Timed> rows) {
    Timed longest = Collections.max(rows, Comparator.comparingDouble(Timed::seconds));
    return "longest: " + longest.row.mutant().name() + ", " + seconds(longest) + " s";
  }

  private static String seconds(Timed timed) {
    return String.format(Locale.ROOT, "%.1f", timed.seconds);
  }

  private static String[] cells(Timed timed) {
    Row row = timed.row;
    return new String[] {
      row.isKilled() ? "ok" : "GOT AWAY",
      row.mutant().name(),
      row.caught().map(one -> one.signature().oracle()).orElse("nobody"),
      ReadableNumbers.number(row.worlds()),
      seconds(timed),
      row.caught().map(one -> inShort(one.minimal().scenario())).orElse(row.mutant().breaks())
    };
  }

  private static String inShort(Scenario minimal) {
    List<String> parts = new ArrayList<>();
    parts.add(minimal.program() + " --seed " + minimal.seed());
    for (Fault fault : minimal.faults()) {
      parts.add("--fault \"" + fault.text() + "\"");
    }
    return String.join(" ", parts);
  }

  private static Map<String, @Nullable Object> matrix(List<Timed> rows, long killed) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("mutants", rows.size());
    json.put("killed", killed);
    json.put("rows", rows.stream().map(KillMatrixCommand::row).toList());
    return json;
  }

  private static Map<String, @Nullable Object> row(Timed timed) {
    Row row = timed.row;
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("mutant", row.mutant().name());
    json.put("breaks", row.mutant().breaks());
    json.put("killed", row.isKilled());
    json.put("oracle", row.caught().map(one -> one.signature().oracle()).orElse(null));
    json.put("worlds", row.worlds());
    json.put("seconds", Math.round(timed.seconds * 1000) / 1000.0);
    json.put("campaign", row.mutant().campaign().label());
    json.put("seen", row.caught().map(one -> one.breach().text()).orElse(null));
    json.put("scenario", row.caught().map(one -> one.minimal().scenario().toToml()).orElse(null));
    return json;
  }

  // ---- one scenario

  private void showIn(String file, List<Mutant> mutants) {
    Scenario read = RequestedRun.read(file);
    Experiment unmodified = Experiment.of(RequestedRun.guestOf(file, read).image(), read);
    boolean first = true;
    for (Mutant mutant : mutants) {
      Outcome outcome;
      try (Progress progress = new Progress(streams, mutant.name())) {
        outcome = unmodified.with(mutant.rules()).run(List.of(new ProgressWatcher(progress)));
      }
      if (!first) {
        streams.line("");
      }
      streams.text(mutant.name() + ": " + mutant.breaks());
      first = false;
      if (outcome.isKept()) {
        streams.line("  no promise is broken in this scenario");
      }
      outcome.first().ifPresent(breach -> show(outcome, breach, mutant, file));
    }
  }

  private void show(Outcome outcome, Breach breach, Mutant mutant, String file) {
    exitCode = ExitCode.BROKEN;
    String again = Launcher.command() + " killmatrix " + mutant.name() + " --scenario " + file;
    FailureReport.of(outcome, breach, again, streams.layout()).forEach(streams::line);
  }
}
