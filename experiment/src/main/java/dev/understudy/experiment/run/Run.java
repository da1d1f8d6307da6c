package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Jury;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.SometimesProperty;
import dev.understudy.sim.world.Watcher;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;

/** One run of one setup, under the eyes of a jury. */
public final class Run {
  private final World world;

  private Run(World world) {
    this.world = world;
  }

  /** A run in which nothing has happened yet. */
  public static Run of(Setup setup, MemoryPool pool) {
    return of(setup, pool, List.of());
  }

  /** A run of a setup that further watchers are told of. */
  public static Run of(Setup setup, MemoryPool pool, List<Watcher> watchers) {
    Jury jury = new Jury(setup, pool);
    List<Watcher> all = new ArrayList<>(watchers);
    all.add(new RunTrace());
    all.add(jury);
    World world = new World(setup, pool, all);
    return new Run(world);
  }

  /** A copy that goes its own way. */
  public Run fork() {
    return new Run(world.fork());
  }

  public World world() {
    return world;
  }

  /** What was observed so far. */
  public RunTrace trace() {
    return world.watcher(RunTrace.class);
  }

  /** Runs to the end, judges, and returns the report. */
  public RunReport finish() {
    world.run();
    return report();
  }

  /** The report on what has happened so far, as if the run were over. */
  public RunReport report() {
    return report(List.of());
  }

  /** The report, with what was found broken by looking at more than this run. */
  public RunReport report(List<Breach> more) {
    RunFacts facts = RunFacts.of(trace(), world);
    ImmutableList<SometimesProperty> seen = Sightings.in(facts);
    Jury jury = world.watcher(Jury.class).fork();
    ImmutableList.Builder<Verdict> verdicts = ImmutableList.builder();
    verdicts.addAll(verdicts(jury)).add(Sightings.judge(facts, seen));
    ImmutableList<Verdict> all = ImmutableList.copyOf(with(verdicts.build(), more));
    return RunReport.of(facts, verdict(all, seen, jury));
  }

  /** The report where more went wrong than is provided for: judged by safety alone. */
  public RunReport safety() {
    Jury jury = world.watcher(Jury.class).fork();
    jury.judgeSafetyOnly();
    RunFacts facts = RunFacts.of(trace(), world);
    return RunReport.of(facts, verdict(verdicts(jury), Sightings.in(facts), jury));
  }

  private static RunVerdict verdict(
      ImmutableList<Verdict> verdicts, ImmutableList<SometimesProperty> seen, Jury jury) {
    return new RunVerdict(verdicts, seen, jury.excess(), jury.unprovidedSuspicions());
  }

  private ImmutableList<Verdict> verdicts(Jury jury) {
    jury.end(world);
    jury.park();
    return jury.verdicts();
  }

  /** The verdicts, with these breaches added to the one that they belong to. */
  private static List<Verdict> with(List<Verdict> verdicts, List<Breach> more) {
    List<Verdict> all = new ArrayList<>();
    for (Verdict one : verdicts) {
      List<Breach> breaches = new ArrayList<>(one.breaches());
      more.stream().filter(breach -> breach.oracle().equals(one.oracle())).forEach(breaches::add);
      all.add(new Verdict(one.oracle(), one.judged(), one.unjudged(), breaches));
    }
    return all;
  }
}
