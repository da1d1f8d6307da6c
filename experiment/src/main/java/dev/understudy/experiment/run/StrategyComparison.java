package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.scenario.RecurringFaults;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.experiment.scenario.ScenarioBuilder;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Watcher;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.MemoryPool;
import java.util.List;

/**
 * One experiment under every replication strategy. Each is run without faults, to see what it
 * costs, and with faults, to see what it is good for.
 *
 * @param row the crashes that every strategy was put through, one in each trial; empty if the
 *     scenario has faults or operations of its own: then these are the one trial
 */
public record StrategyComparison(ImmutableList<Fault> row, ImmutableList<StrategyFigures> lines) {

  /** Who is slow is given the time to finish: so many times what the scenario has. */
  private static final int PATIENCE = 8;

  /** Hears of each run before it begins. */
  @FunctionalInterface
  public interface Observer {

    /**
     * A run begins.
     *
     * @param number of it under this strategy, from 1
     * @param of how many there are under this strategy
     * @return who watches it
     */
    List<Watcher> begins(Strategy strategy, int number, int of);
  }

  /**
   * Runs them all. Where the work comes to an end by itself each gets the time that it needs for
   * it, within reason: what is not done when the scenario's time is up is late and not lost.
   */
  public static StrategyComparison of(
      Scenario asked, Image image, EngineAssignment engines, Observer observer) {
    Run alone =
        play(Strategy.NONE, calm(asked), image, engines, observer.begins(Strategy.NONE, 1, 1));
    RunReport none = alone.finish();
    boolean ends = none.virtualTimeNs() < asked.lengthNs();
    Scenario scenario =
        ends ? asked.builder().lengthNs(asked.lengthNs() * PATIENCE).scenario() : asked;
    ImmutableList<Fault> row =
        isQuiet(asked) ? CrashRow.of(alone.trace(), none.virtualTimeNs()) : ImmutableList.of();
    ImmutableList.Builder<StrategyFigures> lines = ImmutableList.builder();
    List<Scenario> struck = underEach(row, scenario);
    int of = struck.size() + 1;
    for (Strategy strategy : Strategy.values()) {
      RunReport calm =
          strategy == Strategy.NONE
              ? none
              : play(strategy, calm(scenario), image, engines, observer.begins(strategy, 1, of))
                  .finish();
      ImmutableList.Builder<StrategyTrial> trials = ImmutableList.builder();
      int number = 1;
      for (Scenario one : struck) {
        number++;
        Run run = play(strategy, one, image, engines, observer.begins(strategy, number, of));
        trials.add(StrategyTrial.of(run.finish(), RunFacts.of(run.trace(), run.world())));
      }
      lines.add(StrategyFigures.of(strategy, none, calm, trials.build()));
    }
    return new StrategyComparison(row, lines.build());
  }

  /** Whether nothing goes wrong in it and nobody does anything to it. */
  private static boolean isQuiet(Scenario scenario) {
    return scenario.faults().isEmpty()
        && scenario.operations().isEmpty()
        && scenario.equals(calm(scenario));
  }

  private static Scenario calm(Scenario scenario) {
    return scenario.builder().faults(List.of()).recurringFaults(RecurringFaults.NONE).scenario();
  }

  private static List<Scenario> underEach(List<Fault> row, Scenario scenario) {
    return row.isEmpty()
        ? List.of(scenario)
        : row.stream().map(fault -> scenario.withFaults(List.of(fault))).toList();
  }

  private static Run play(
      Strategy strategy,
      Scenario scenario,
      Image image,
      EngineAssignment engines,
      List<Watcher> watchers) {
    ScenarioBuilder builder = scenario.builder().replication(scenario.replication().with(strategy));
    if (strategy == Strategy.CHECKPOINT) {
      builder.cluster(ClusterConfig.NONE); // There is no log with which a clone could go on.
    }
    return Run.of(
        new SetupFactory(true, engines, false).setup(builder.scenario(), image),
        new MemoryPool(),
        watchers);
  }
}
