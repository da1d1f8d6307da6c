package dev.understudy.cli.command;

import dev.understudy.cli.io.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What decides which worlds a campaign of random scenarios runs. */
final class FuzzOptions {

  @Parameters(
      paramLabel = "PROGRAM",
      arity = "0..1",
      description = {
        "A program that ships, a source file or an image. Default: what the scenario names."
      })
  @Nullable String program;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = {
        "What to start from: its clients, networks and times are varied, its faults are left out."
            + " Default: as for run."
      })
  @Nullable String scenario;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = RunOptions.Seed.class,
      description = "Every scenario follows from it. Default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How many scenarios. Default: ${DEFAULT-VALUE}.")
  int runs = 200;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "Stop after so long (90s, 10m, 2h), and report on what was run until then.")
  @Nullable String budget;

  @Option(
      names = "--beyond",
      description = {
        "More faults than is promised to survive. The guest may be lost then; safety is judged all"
            + " the same."
      })
  boolean beyond;

  @Option(
      names = "--soak",
      paramLabel = "TIME",
      description = {
        "A pool of hosts under one fault after the other for so long in each world (60s, 5m of"
            + " virtual time). Each heals, and the next comes when there was time for a new backup."
      })
  @Nullable String soak;

  @Option(
      names = "--only",
      paramLabel = "N",
      split = ",",
      description = "Run these scenarios of the campaign and no others; they count from 0.")
  List<Integer> only = new ArrayList<>();

  @Option(
      names = "--twice",
      paramLabel = "N",
      description = {
        "Run every N-th scenario in a second process as well and compare; 0: none. Default:"
            + " ${DEFAULT-VALUE}."
      })
  int twice = 20;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads. The report does not depend on it. Default: one a processor.")
  int workers = Workers.all();

  @Option(
      names = "--artifacts",
      paramLabel = "FOLDER",
      description = {
        "Where failures go, a folder each, and a link named latest. Default: ${DEFAULT-VALUE}."
      })
  String artifacts = "understudy-failures";

  @Option(
      names = "--traces",
      description = "Print the number and the trace hash of each run, and nothing else.")
  boolean traces;

  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  /** The words of a command that draws the same worlds, without which of them to run. */
  List<String> again() {
    List<String> words = new ArrayList<>(List.of("fuzz"));
    if (program != null) {
      words.add(program);
    }
    if (scenario != null) {
      words.addAll(List.of("--scenario", scenario));
    }
    if (beyond) {
      words.add("--beyond");
    }
    if (soak != null) {
      words.addAll(List.of("--soak", soak));
    }
    words.addAll(List.of("--seed", Long.toString(seed)));
    return words;
  }

  /** One of its worlds, as a command to paste. */
  String again(int number) {
    return Launcher.command()
        + " "
        + again().stream().map(RequestedRun::quoted).collect(Collectors.joining(" "))
        + " --only "
        + number;
  }
}
