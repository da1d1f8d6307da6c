package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.CommandFiles;
import dev.understudy.cli.io.InputFile;
import dev.understudy.cli.io.Interruption;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.OutputFile;
import dev.understudy.cli.io.ProgressBar;
import dev.understudy.cli.io.Streams;
import dev.understudy.cli.io.Workers;
import dev.understudy.experiment.scenario.DurationText;
import dev.understudy.experiment.sweep.BlockExplorer;
import dev.understudy.experiment.sweep.BlockReport;
import dev.understudy.experiment.sweep.SweepReport;
import dev.understudy.experiment.sweep.SweepSurvey;
import dev.understudy.experiment.sweep.SweepWork;
import dev.understudy.experiment.sweep.TailLimit;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.vm.machine.MemoryPool;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One sweep and the threads that share it. Each has a world, a memory pool and an engine of its
 * own; they take blocks from one list, and blocks' reports add up in any order.
 */
final class ParallelSweep implements SweepWork {
  private static final long SAVE_EVERY_NS = 30_000_000_000L;

  private final RequestedSweep session;
  private final Interruption interruption;
  private final @Nullable String file;
  private final @Nullable OutputFile kept;
  private final int workers;
  private final List<BlockReport> begun = new ArrayList<>();
  private final long startNs = System.nanoTime();
  private final ProgressBar bar;
  private SweepReport report;
  private SweepSurvey survey = new SweepSurvey(List.of(), TailLimit.UNKNOWN, "", false, List.of());
  private double secondsBefore;
  private long nextSaveNs = startNs + SAVE_EVERY_NS;
  private boolean failed;
  private int taken = -1;

  /** Points so far, those of unfinished blocks too. */
  private long explored;

  private long broken;

  ParallelSweep(
      RequestedSweep session,
      SweepOptions options,
      CommandFiles files,
      Streams streams,
      Interruption interruption) {
    this.session = session;
    this.interruption = interruption;
    this.file = options.resume;
    this.kept = options.resume == null ? null : files.output("--resume", options.resume);
    this.workers = options.workers;
    this.bar = new ProgressBar(streams, session.program(), "point", "broken");
    this.report = fresh();
  }

  private SweepReport fresh() {
    return SweepReport.of(
        session.program(),
        survey.cut() ? prolonged() : session.again(),
        session.identity(),
        session.seed(),
        survey,
        session.shard());
  }

  /** A fault near the end of the run shows what came of it only behind that. */
  private String prolonged() {
    long lengthNs = session.plans().get().prolonged().deadlineNs();
    return session.again() + " --length " + DurationText.print(lengthNs);
  }

  /** Explores until everything is explored, the time is up, or the user interrupts. */
  SweepReport run() {
    try (bar) {
      Optional<SweepSurvey> counted =
          interruption.unlessItComes(
              () -> new BlockExplorer(session.plans().get(), new MemoryPool()).survey());
      if (counted.isEmpty()) {
        return report;
      }
      explore(counted.get());
    }
    save();
    return withBegun();
  }

  private void explore(SweepSurvey counted) {
    survey = counted;
    requireSoundPrefix();
    report = fresh();
    takeUp();
    explored = report.points() - report.skipped();
    broken = report.brokenPoints();
    showProgress();
    Workers.each(workers, workers, interruption, () -> true, worker -> work(), worker -> {});
  }

  /**
   * The report with what was explored of blocks that are not finished. The file does without: a
   * later sweep explores them from their beginning.
   */
  private synchronized SweepReport withBegun() {
    SweepReport sum = report;
    for (BlockReport block : begun) {
      sum = sum.plus(block);
    }
    return sum;
  }

  double seconds() {
    return secondsBefore + (System.nanoTime() - startNs) / 1e9;
  }

  private void requireSoundPrefix() {
    if (!survey.breaches().isEmpty()) {
      Breach first = survey.breaches().get(0);
      throw new BadInputException(
          "understudy sweep: a promise is broken without any fault: "
              + first.oracle()
              + ": "
              + first.text()
              + "; see: "
              + session.again()
              + " --no-faults");
    }
  }

  /** Goes on where an earlier campaign stopped. */
  private void takeUp() {
    if (file == null || Files.notExists(InputFile.path(file))) {
      return;
    }
    SweepFile.Read read = SweepFile.read(file);
    if (!read.report().isPartOf(report)) {
      throw new BadInputException(
          file
              + ": the report of another sweep (of "
              + read.report().program()
              + "), expected one"
              + " of this program, scenario, faults and share");
    }
    if (!read.report().begun().isEmpty()) {
      throw new BadInputException(
          file
              + ": of block "
              + read.report().begun().next(0)
              + " only a part was explored, expected a file that --resume wrote: what 'understudy"
              + " sweep --json' prints when it is stopped only adds up with --merge");
    }
    report = read.report();
    secondsBefore = read.seconds();
  }

  /** True when it comes to its end; if it fails, the others end too. */
  private boolean work() {
    boolean fine = false;
    try {
      new BlockExplorer(session.plans().get(), new MemoryPool()).explore(survey, this);
      fine = true;
    } finally {
      ended(fine);
    }
    return fine;
  }

  private synchronized void ended(boolean fine) {
    failed |= !fine;
  }

  @Override
  public synchronized int nextBlock(int after) {
    if (mustStop()) {
      return -1;
    }
    for (int block = taken + 1; block < survey.blocks(); block++) {
      if (report.isLeft(block)) {
        taken = block;
        return block;
      }
    }
    return -1;
  }

  @Override
  public synchronized void done(BlockReport block) {
    if (!block.whole()) {
      begun.add(block);
      return;
    }
    report = report.plus(block);
    if (System.nanoTime() - nextSaveNs > 0) {
      nextSaveNs = System.nanoTime() + SAVE_EVERY_NS;
      save();
    }
  }

  @Override
  public synchronized void explored(boolean kept) {
    explored++;
    broken += kept ? 0 : 1;
    showProgress();
  }

  private void showProgress() {
    bar.at(explored, report.points(), broken);
  }

  @Override
  public synchronized boolean mustStop() {
    return interruption.came() || failed || System.nanoTime() - startNs > session.budgetNs();
  }

  private void save() {
    if (kept != null) {
      kept.write((Json.text(SweepFile.json(report, seconds())) + "\n").getBytes(UTF_8));
    }
  }
}
