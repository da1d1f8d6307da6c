package dev.understudy.browser.engine;

import dev.understudy.experiment.report.ReportedRun;
import dev.understudy.experiment.report.RunReportJson;
import dev.understudy.experiment.run.Run;
import dev.understudy.experiment.run.Standstill;
import dev.understudy.inspect.timeline.TimelineRecorder;
import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.inspect.timetravel.RunDiffersException;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A run that is over, what was taken down of it, and a cursor that can be moved through it. */
final class ExploredRun {
  private final RunPlan plan;
  private final Run run;
  private final TimelineRecorder recorder;
  private final LongConsumer progress;
  private @Nullable ReplayTimeline timeline;

  private ExploredRun(RunPlan plan, Run run, TimelineRecorder recorder, LongConsumer progress) {
    this.plan = plan;
    this.run = run;
    this.recorder = recorder;
    this.progress = progress;
  }

  /**
   * Runs to the end.
   *
   * @param progress told often how far it is, in ns of the run
   * @throws RequestRefusedException if it comes to no end
   */
  static ExploredRun of(RunPlan plan, LongConsumer progress) {
    Setup setup = plan.setup();
    List<String> hosts =
        setup.hosts().stream().limit(setup.faultTolerant() ? 2 : 1).map(HostProfile::name).toList();
    TimelineRecorder recorder = new TimelineRecorder(hosts);
    Run run = Run.of(setup, new MemoryPool(), List.of(recorder));
    World world = run.world();
    Standstill standstill = new Standstill();
    while (!world.isOver() && world.nextNs() <= plan.recorded().breaksOffNs() && world.step()) {
      if (standstill.at(world.nowNs())) {
        throw new RequestRefusedException("the world stands still at " + world.nowNs() + " ns");
      }
      progress.accept(world.nowNs());
    }
    return new ExploredRun(plan, run, recorder, progress);
  }

  RunPlan plan() {
    return plan;
  }

  Run run() {
    return run;
  }

  TimelineRecorder recorder() {
    return recorder;
  }

  /** The report as {@code run --json} prints it. */
  Map<String, @Nullable Object> report() {
    return RunReportJson.of(
        new ReportedRun(
            plan.name(), plan.scenario(), "interpreted", plan.command().again(), run.report()));
  }

  /**
   * The cursor. The first time that it is asked for, the run is run through once more to lay
   * checkpoints.
   *
   * @throws RequestRefusedException if it is another run than the one that was recorded
   */
  ReplayTimeline timeline() {
    if (timeline == null) {
      try {
        timeline =
            ReplayTimeline.through(plan.setup(), new MemoryPool(), plan.recorded(), progress);
      } catch (RunDiffersException e) {
        throw new RequestRefusedException(
            "this build runs it otherwise than the one that recorded it: " + e.getMessage());
      }
    }
    return timeline;
  }
}
