package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.scenario.RecurringFaults;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.experiment.scenario.ScenarioBuilder;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.RunTrace.Emitted;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One experiment under every replication strategy. Each is run twice: without its faults, to see
 * what it costs, and with them, to see what it is good for.
 */
public record StrategyComparison(ImmutableList<Line> lines) {

  /** Who is slow is given the time to finish: so many times what the scenario has. */
  private static final int PATIENCE = 8;

  /**
   * What one strategy costs and gives.
   *
   * @param throughputPerMille of the work done in a time, against the same without replication
   * @param outputDelayNs what the median answer takes longer than without replication; without
   *     clients, the median time for which an output was held
   * @param bytesPerSecond on the logging channel, both ways
   * @param failover the first one, or null if there was none
   * @param lost outputs that the outside saw and the surviving machine never made, and requests
   *     that nobody answered
   * @param duplicated outputs that two hosts showed: the same bytes in the same place
   * @param broken names of the oracles that found something, each once
   */
  public record Line(
      Strategy strategy,
      long throughputPerMille,
      long outputDelayNs,
      long bytesPerSecond,
      @Nullable Failover failover,
      long lost,
      long duplicated,
      ImmutableList<String> broken) {}

  /**
   * Runs them all. Where the work comes to an end by itself each gets the time that it needs for
   * it, within reason: what is not done when the scenario's time is up is late and not lost.
   */
  public static StrategyComparison of(Scenario asked, Image image, EngineAssignment engines) {
    RunReport none = play(Strategy.NONE, calm(asked), image, engines).finish();
    boolean ends = none.virtualTimeNs() < asked.lengthNs();
    Scenario scenario =
        ends ? asked.builder().lengthNs(asked.lengthNs() * PATIENCE).scenario() : asked;
    Scenario quiet = calm(scenario);
    ImmutableList.Builder<Line> lines = ImmutableList.builder();
    for (Strategy strategy : Strategy.values()) {
      RunReport calm =
          strategy == Strategy.NONE ? none : play(strategy, quiet, image, engines).finish();
      Run run = play(strategy, scenario, image, engines);
      lines.add(line(strategy, none, calm, run.finish(), RunFacts.of(run.trace(), run.world())));
    }
    return new StrategyComparison(lines.build());
  }

  private static Scenario calm(Scenario scenario) {
    return scenario.builder().faults(List.of()).recurringFaults(RecurringFaults.NONE).scenario();
  }

  private static Run play(
      Strategy strategy, Scenario scenario, Image image, EngineAssignment engines) {
    ScenarioBuilder builder = scenario.builder().replication(scenario.replication().with(strategy));
    if (strategy == Strategy.CHECKPOINT) {
      builder.cluster(ClusterConfig.NONE); // There is no log with which a clone could go on.
    }
    return Run.of(
        new SetupFactory(true, engines, false).setup(builder.scenario(), image), new MemoryPool());
  }

  private static Line line(
      Strategy strategy, RunReport none, RunReport calm, RunReport faulty, RunFacts facts) {
    TreeSet<String> broken = new TreeSet<>();
    for (Breach breach : faulty.breaches()) {
      broken.add(breach.oracle());
    }
    return new Line(
        strategy,
        none.virtualTimeNs() * 1000 / calm.virtualTimeNs(),
        delayNs(none, calm),
        calm.channel().traffic().sentBytes() * 1_000_000_000L / calm.virtualTimeNs(),
        faulty.redundancy().failovers().stream()
            .filter(one -> one.failover() && one.liveNs() != Failover.NEVER)
            .findFirst()
            .orElse(null),
        lost(facts) + faulty.clients().requests() - faulty.clients().answered(),
        duplicated(facts),
        ImmutableList.copyOf(broken));
  }

  private static long delayNs(RunReport none, RunReport calm) {
    return calm.clients().answered() == 0
        ? calm.holds().heldNs().medianNs()
        : calm.clients().waitNs().medianNs() - none.clients().waitNs().medianNs();
  }

  /** Seen outside, and not what the survivor made in that place. */
  private static long lost(RunFacts facts) {
    NavigableMap<Long, Logged> made = facts.survivorLog().outputs();
    long lost = 0;
    for (Emitted emitted : facts.trace().emitted()) {
      Logged logged = made.get(emitted.outputIndex());
      OutputEffect output = logged == null ? null : logged.output();
      boolean same =
          output != null
              && output.kind() == emitted.kind()
              && output.payload().digest() == emitted.payload().digest();
      lost += same ? 0 : 1;
    }
    return lost;
  }

  private static long duplicated(RunFacts facts) {
    Map<Long, List<Emitted>> seen = new TreeMap<>();
    long again = 0;
    for (Emitted emitted : facts.trace().emitted()) {
      List<Emitted> before =
          seen.computeIfAbsent(emitted.outputIndex(), index -> new ArrayList<>());
      again += before.stream().anyMatch(one -> isSame(one, emitted)) ? 1 : 0;
      before.add(emitted);
    }
    return again;
  }

  /** Two machines that went apart may both have an output of this number, and mean others. */
  private static boolean isSame(Emitted one, Emitted other) {
    return one.kind() == other.kind() && one.payload().digest() == other.payload().digest();
  }
}
