package dev.understudy.cli.command;

import dev.understudy.cli.io.Workers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What decides what a sweep explores, and who explores it. */
final class SweepOptions {

  @Parameters(
      paramLabel = "PROGRAM",
      arity = "0..*",
      description = {
        "A program that ships, a source file or an image; with --merge, reports of parts of one"
            + " sweep."
      })
  List<String> arguments = new ArrayList<>();

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = {
        "Networks, clients and protocol, as TOML; its [sweep] makes the workload small. Its own"
            + " faults are left out. Default: as for run."
      })
  @Nullable String scenario;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = RunOptions.Seed.class,
      description = "Everything random follows from it. Default: the scenario's.")
  @Nullable Long seed;

  @Option(
      names = "--faults",
      paramLabel = "KINDS",
      split = ",",
      description = {
        "What goes wrong at each instant: crash-primary, crash-backup, cut-channel, pause-primary,"
            + " disk-outage, lost-reply (the primary stops, and the test-and-set's first answers"
            + " get lost). Default: all of them."
      })
  List<String> faults = new ArrayList<>();

  @Option(
      names = "--instructions",
      paramLabel = "FROM..TO",
      arity = "0..1",
      fallbackValue = "all",
      description = {
        "Also between any two of the guest's instructions, or of those from one count to another."
            + " Default: before every event, and between any two things that a host does."
      })
  @Nullable String instructions;

  @Option(
      names = "--pairs",
      description = {
        "Two faults: at every instant after the first, the second. Beyond what is promised the"
            + " guest may be lost; safety is judged all the same."
      })
  boolean pairs;

  @Option(names = "--full", description = "The scenario's whole workload, not that of its [sweep].")
  boolean full;

  @Option(
      names = "--no-merge",
      description = "Run every tail to its end, also from worlds that another tail came to.")
  boolean withoutMerging;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "Stop after so long (90s, 10m, 2h); what is left out is counted as skipped.")
  @Nullable String budget;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Threads that share the work; the report is the same. Default: as many as the"
              + " machine has processors.")
  int workers = Workers.all();

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "One share of N, such as 3/16; the reports of all shares add up with --merge.")
  @Nullable String shard;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = {
        "Keep the report in this file while it grows, and go on from it if it is there."
      })
  @Nullable String resume;

  @Option(names = "--merge", description = "Add up the JSON reports of parts of one sweep.")
  boolean merge;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "What executes the guest, as for run. Default: ${DEFAULT-VALUE}.")
  String engine = EngineChoice.INTERPRETED.word();

  @Option(names = "--json", description = "Print the report as JSON; --merge reads it.")
  boolean json;
}
