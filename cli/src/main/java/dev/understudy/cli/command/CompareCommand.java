package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Streams;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.experiment.run.Failover;
import dev.understudy.experiment.run.StrategyComparison;
import dev.understudy.experiment.run.StrategyComparison.Line;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy compare}. */
@Command(
    name = "compare",
    addMethodSubcommands = false,
    description = {
      "Run the same guest, seed and faults under each replication strategy, and set side by side"
          + " what each costs and what each loses.",
      "Every strategy runs twice: without the faults, for throughput, delay and bandwidth; with"
          + " them, for the failover, for what was lost or shown twice, and for the verdict."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy compare bank --crash primary@20ms",
      "  understudy compare counter --crash primary@output:60 --json"
    })
final class CompareCommand extends CommonOptions {
  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--json", description = "Print the comparison as JSON.")
  private boolean json;

  private final Streams streams;

  CompareCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    if (options.mutant != null) {
      throw new BadInputException(
          "understudy compare: --mutant, expected by 'run' and 'debug': a planted bug would be in"
              + " every strategy");
    }
    RequestedRun session = RequestedRun.of("compare", options);
    StrategyComparison comparison =
        StrategyComparison.of(
            session.scenario(), session.guest().image(), session.setup().engines());
    if (json) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      all.put("program", session.guest().name());
      all.put("scenario", session.scenario().name());
      all.put("seed", session.scenario().seed());
      all.put("strategies", comparison.lines().stream().map(CompareCommand::json).toList());
      streams.line(Json.text(all));
    } else {
      table(comparison.lines()).lines("").forEach(streams::line);
    }
  }

  private static Map<String, @Nullable Object> json(Line line) {
    Failover failover = line.failover();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", line.strategy().label());
    json.put("throughputVsNone", line.throughputPerMille() / 1000.0);
    json.put("outputDelayNs", line.outputDelayNs());
    json.put("bandwidthBytesPerSecond", line.bytesPerSecond());
    json.put("failoverNs", failover == null ? null : failover.tookNs());
    json.put("detectionNs", failover == null ? null : noticedNs(failover));
    json.put("arbitrationNs", failover == null ? null : failover.arbitrationNs());
    json.put("catchingUpNs", failover == null ? null : failover.drainNs());
    json.put("lost", line.lost());
    json.put("duplicated", line.duplicated());
    json.put("verdict", line.broken().isEmpty() ? "ok" : "broken");
    json.put("broken", line.broken());
    return json;
  }

  private static TextTable table(List<Line> lines) {
    TextTable table = new TextTable();
    table.row(
        "strategy", "throughput", "delay", "log/s", "failover", "lost", "twice", "verdict", "");
    for (Line line : lines) {
      table.row(
          line.strategy().label(),
          String.format(Locale.ROOT, "%.3f", line.throughputPerMille() / 1000.0),
          ReadableNumbers.duration(line.outputDelayNs()),
          ReadableNumbers.count(line.bytesPerSecond(), "byte"),
          failover(line.failover()),
          ReadableNumbers.number(line.lost()),
          ReadableNumbers.number(line.duplicated()),
          line.broken().isEmpty() ? "ok" : "broken: " + String.join(", ", line.broken()),
          line.strategy().meaning());
    }
    return table;
  }

  private static String failover(@Nullable Failover one) {
    return one == null
        ? "-"
        : ReadableNumbers.duration(one.tookNs())
            + " ("
            + noticed(one)
            + ReadableNumbers.duration(one.drainNs())
            + " to catch up)";
  }

  private static @Nullable Long noticedNs(Failover one) {
    return one.detectionNs() == Failover.NEVER ? null : one.detectionNs();
  }

  private static String noticed(Failover one) {
    Long noticedNs = noticedNs(one);
    return noticedNs == null ? "by order, " : ReadableNumbers.duration(noticedNs) + " to notice, ";
  }
}
