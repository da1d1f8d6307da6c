package dev.understudy.cli.command;

import dev.understudy.cli.io.CommandFiles;
import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Interruption;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Progress;
import dev.understudy.cli.io.Streams;
import dev.understudy.cli.report.SweepText;
import dev.understudy.experiment.sweep.SweepReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Mixin;

/** {@code understudy sweep}. */
@Command(
    name = "sweep",
    addMethodSubcommands = false,
    description = {
      "Try every crash point: let each kind of fault strike at each moment of a run at which it"
          + " could make a difference, and see that every promise is kept each time.",
      "The run goes along once and is forked at every instant: before every event, and between any"
          + " two things that a host does. A point is an instant and a kind of fault. What becomes"
          + " of the run from there on is the point's tail. It ends when the run is over, or else"
          + " when the hosts have long come to rest (8 to 12 detection times behind the fault); or"
          + " where another tail came to the same world: points = tails + merged + skipped.",
      "Prints the outcomes, each with the first point that led to it, how many tails ended before"
          + " the run did, and for each point that did not survive the command that shows it again."
          + " The exit code is 4 if no point was explored. Interrupting it (Ctrl-C, or SIGTERM)"
          + " leaves a correct report of what was done."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy sweep bank",
      "  understudy sweep counter --faults crash-primary --instructions 1000..3000",
      "  understudy sweep kv --pairs --for 10m --resume kv.json",
      "  understudy sweep bank --shard 3/16 --json",
      "  understudy sweep --merge part-1.json part-2.json"
    })
final class SweepCommand extends CommonOptions implements IExitCodeGenerator {
  @Mixin private SweepOptions options = new SweepOptions();

  private final Streams streams;
  private int exitCode = ExitCode.OK;

  SweepCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }

  @Override
  public void run() {
    if (options.merge) {
      print(
          Progress.during(streams, "reading reports", () -> SweepFile.merge(options.arguments)), 0);
      return;
    }
    RequestedSweep session = RequestedSweep.of(options);
    try (CommandFiles files = new CommandFiles(session.inputs());
        Interruption interruption = new Interruption()) {
      ParallelSweep sweep = new ParallelSweep(session, options, files, streams, interruption);
      print(sweep.run(), sweep.seconds());
      streams.out().flush();
    }
  }

  private void print(SweepReport report, double seconds) {
    if (options.json) {
      streams.line(Json.text(SweepFile.json(report, seconds)));
    } else {
      SweepText.lines(report, seconds, streams.layout()).forEach(streams::line);
    }
    exitCode = judge(report);
  }

  /** What explored nothing has shown nothing. */
  private static int judge(SweepReport report) {
    if (!report.isKept()) {
      return ExitCode.BROKEN;
    }
    return report.isUnexplored() ? ExitCode.INCOMPLETE : ExitCode.OK;
  }
}
