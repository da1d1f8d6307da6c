package dev.understudy.cli.command;

import dev.understudy.cli.explore.PageFiles;
import dev.understudy.cli.explore.StandalonePage;
import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.CommandFiles;
import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.OutputFile;
import dev.understudy.cli.io.Progress;
import dev.understudy.cli.io.Streams;
import dev.understudy.experiment.report.FailureReport;
import dev.understudy.experiment.report.ReportedRun;
import dev.understudy.experiment.report.RunReportJson;
import dev.understudy.experiment.report.RunReportText;
import dev.understudy.experiment.run.Run;
import dev.understudy.experiment.run.RunReport;
import dev.understudy.experiment.run.SoloComparison;
import dev.understudy.experiment.run.Standstill;
import dev.understudy.inspect.recording.RecordingFullException;
import dev.understudy.inspect.recording.RecordingWriter;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.Watcher;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy run}. */
@Command(
    name = "run",
    addMethodSubcommands = false,
    description = {
      "Run a guest under fault tolerance: a primary, a backup that replays its log, and clients"
          + " who must not notice when one of the two dies.",
      "Prints the guest's console, then a report of the run: who was primary when, what was"
          + " held and for how long, how a failover went, what clients saw, and whether every"
          + " promise was kept."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy run hello",
      "  understudy run bank --crash primary@20ms --seed 7",
      "  understudy run bank --crash primary@#150000 --json",
      "  understudy run bank --crash primary@20ms --record bank.rec",
      "  understudy run bank --crash primary@20ms --trace bank.json --shiviz bank.shiviz",
      "  understudy run kv --fault \"cut channel:primary:backup@5ms+30ms\"",
      "  understudy run bank --do failover@20ms --do pause@30ms --do resume@35ms",
      "  understudy run mine.asm --scenario mine.toml --console-only"
    })
final class RunCommand extends CommonOptions implements IExitCodeGenerator {
  @Mixin private RunOptions options = new RunOptions();

  /** How much to print; one of them at most. */
  static final class Amount {
    @Option(
        names = "--console-only",
        description = "Print the guest's console, byte for byte, and nothing else.")
    private boolean consoleOnly;

    @Option(
        names = "--quiet",
        description = "Print nothing unless a promise was broken or the run did not do its work.")
    private boolean quiet;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;
  }

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = {
        "Write the run there while it goes on: 'replay' runs it again, 'log' prints its entries."
      })
  private @Nullable String record;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = {
        "Write a page there that shows the run and opens from disk in a browser, the simulator"
            + " included: what 'explore' shows, in one file to hand on."
      })
  private @Nullable String html;

  @Mixin private TimelineFiles timelines = new TimelineFiles();

  @Mixin private LayoutOptions layout = new LayoutOptions();

  @ArgGroup private Amount amount = new Amount();

  private final Streams streams;
  private int exitCode = ExitCode.OK;

  /** What everybody did around the first breach; empty if there is none. */
  private List<String> drawing = List.of();

  RunCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }

  @Override
  public void run() {
    RequestedRun session = requested();
    ReportedRun report;
    try (CommandFiles files = new CommandFiles(session.inputs());
        Progress progress = new Progress(streams, session.guest().name())) {
      report = report(session, files, progress);
    } catch (RuntimeException caught) {
      if (options.mutant == null || caught instanceof BadInputException) {
        throw caught;
      }
      streams.text(
          "BROKEN  a check of the product's own ended the run with the planted bug "
              + options.mutant.name()
              + ": "
              + caught.getMessage());
      exitCode = ExitCode.BROKEN;
      return;
    }
    print(report);
    exitCode = ExitCode.of(report.report().result());
  }

  private RequestedRun requested() {
    if (options.mutant != null && record != null) {
      throw new BadInputException(
          "understudy run: --record, expected nothing of the kind beside --mutant: a recording does"
              + " not tell which bug was planted, and would replay otherwise");
    }
    return RequestedRun.of("run", options);
  }

  private ReportedRun report(RequestedRun session, CommandFiles files, Progress progress) {
    timelines.open(files);
    Optional<OutputFile> page = Optional.ofNullable(html).map(name -> page(files, name));
    Run run =
        record == null
            ? unrecorded(session, progress)
            : recorded(session, files.output("--record", record), progress);
    progress.now("writing the report");
    timelines.write(run, session.guest().name() + ", seed " + session.scenario().seed());
    page.ifPresent(this::write);
    RunReport report = run.report();
    List<Breach> unlike = SoloComparison.of(session.scenario(), session.setup(), report);
    if (!unlike.isEmpty()) {
      report = run.report(unlike);
    }
    if (!report.isKept()) {
      Breach breach = report.breaches().get(0);
      drawing = FailureReport.drawing(session.setup(), run.trace(), breach, layout.layout(streams));
    }
    return session.reported(report);
  }

  /** Opened before the run, which is not to be in vain. */
  private static OutputFile page(CommandFiles files, String name) {
    PageFiles.found("run --html");
    return files.output("--html", name);
  }

  private void write(OutputFile page) {
    String opening = ExploreRequest.of("run", options).orElseThrow();
    page.write(new StandalonePage(PageFiles.found("run --html")).of(opening));
  }

  private Run unrecorded(RequestedRun session, Progress progress) {
    Run run = Run.of(session.setup(), new MemoryPool(), timelines.watchers(session.setup()));
    finish(run, progress, world -> {});
    return run;
  }

  private Run recorded(RequestedRun session, OutputFile out, Progress progress) {
    try (RecordFile file = new RecordFile(out)) {
      RecordingWriter writer = file.begin(session, options.verify);
      List<Watcher> watchers = new ArrayList<>(timelines.watchers(session.setup()));
      watchers.add(writer);
      Run run = Run.of(session.setup(), new MemoryPool(), watchers);
      finish(run, progress, writer::stepped);
      writer.end(run.world());
      return run;
    } catch (RecordingFullException e) {
      throw new BadInputException(record + ": " + e.getMessage());
    }
  }

  private static void finish(Run run, Progress progress, Consumer<World> stepped) {
    World world = run.world();
    Standstill standstill = new Standstill();
    while (!world.isOver() && world.step()) {
      if (standstill.at(world.nowNs())) {
        throw new IllegalStateException("the world stands still");
      }
      stepped.accept(world);
      progress.at(world.nowNs());
    }
  }

  private void print(ReportedRun report) {
    RunReportText text = new RunReportText(report, layout.layout(streams));
    if (amount.json) {
      streams.line(Json.text(RunReportJson.of(report)));
    } else if (amount.consoleOnly) {
      streams.write(report.report().guest().console());
      text.complaint().forEach(streams::message);
    } else if (amount.quiet) {
      text.complaint().forEach(streams::line);
    } else {
      account(report, text);
    }
  }

  private void account(ReportedRun report, RunReportText text) {
    paragraph(text.console());
    text.lines().forEach(streams::line);
    if (!report.report().isKept()) {
      streams.line("");
      drawing.forEach(streams::line);
      streams.line("");
      text.broken().forEach(streams::line); // last, so that it is what people see
    }
  }

  private void paragraph(List<String> lines) {
    if (!lines.isEmpty()) {
      lines.forEach(streams::line);
      streams.line("");
    }
  }
}
