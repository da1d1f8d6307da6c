package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Progress;
import dev.understudy.cli.io.Streams;
import dev.understudy.cli.report.CompareText;
import dev.understudy.experiment.run.StrategyComparison;
import dev.understudy.sim.world.Watcher;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy compare}. */
@Command(
    name = "compare",
    addMethodSubcommands = false,
    description = {
      "Run the same guest, seed and faults under each replication strategy, and set side by side"
          + " what each costs and what each loses.",
      "Every strategy runs without the faults, for throughput, delay and bandwidth, and with them,"
          + " for the failover, for what was lost or shown twice, and for the verdict.",
      "Without a fault or an operation the primary is killed, in eight more runs under each"
          + " strategy, right behind one output after the other (a guest that says little: at one"
          + " time after the other). Shown is the worst of these runs, and in how many it was so."
          + " The exit code is 4 if what was asked for struck under no strategy."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy compare counter",
      "  understudy compare bank --crash primary@20ms",
      "  understudy compare counter --crash primary@output:60 --json"
    })
final class CompareCommand extends CommonOptions implements IExitCodeGenerator {
  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--json", description = "Print the comparison as JSON.")
  private boolean json;

  private final Streams streams;
  private int exitCode = ExitCode.OK;

  CompareCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }

  @Override
  public void run() {
    if (options.mutant != null) {
      throw new BadInputException(
          "understudy compare: --mutant, expected by 'run' and 'debug': a planted bug would be in"
              + " every strategy");
    }
    RequestedRun session = RequestedRun.of("compare", options);
    StrategyComparison comparison = compared(session);
    if (json) {
      streams.line(Json.text(CompareJson.of(session, comparison)));
    } else {
      streams.text(session.guest().name() + ", seed " + session.scenario().seed());
      new CompareText(comparison, streams.layout())
          .lines(session.again().run())
          .forEach(streams::line);
    }
    exitCode = judge(comparison);
  }

  private StrategyComparison compared(RequestedRun session) {
    try (Progress progress = new Progress(streams, "compare")) {
      List<Watcher> watchers = List.of(new ProgressWatcher(progress));
      return StrategyComparison.of(
          session.scenario(),
          session.guest().image(),
          session.setup().engines(),
          (strategy, number, of) -> {
            progress.now(strategy.label() + ", run " + number + " of " + of);
            return watchers;
          });
    }
  }

  /** A comparison of runs without the fault that was asked for compares nothing. */
  private static int judge(StrategyComparison comparison) {
    boolean struck =
        comparison.lines().stream()
            .flatMap(line -> line.trials().stream())
            .anyMatch(trial -> trial.missed().isEmpty());
    return struck ? ExitCode.OK : ExitCode.INCOMPLETE;
  }
}
