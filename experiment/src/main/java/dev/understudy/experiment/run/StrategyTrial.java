package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.RunTrace.Emitted;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of one run with faults under one strategy.
 *
 * @param failover the first one, or null if there was none
 * @param lost outputs that the outside saw and the surviving machine never made, and requests that
 *     nobody answered
 * @param duplicated outputs that two hosts showed: the same bytes in the same place
 * @param broken names of the oracles that found something
 * @param missed faults that did not strike
 */
public record StrategyTrial(
    @Nullable Failover failover,
    long lost,
    long duplicated,
    ImmutableSortedSet<String> broken,
    ImmutableList<Fault> missed) {

  static final Comparator<StrategyTrial> BY_HARM =
      Comparator.comparingInt((StrategyTrial trial) -> trial.broken().size())
          .thenComparingLong(StrategyTrial::lost)
          .thenComparingLong(StrategyTrial::duplicated);

  static StrategyTrial of(RunReport report, RunFacts facts) {
    return new StrategyTrial(
        report.redundancy().failovers().stream()
            .filter(one -> one.failover() && one.liveNs() != Failover.NEVER)
            .findFirst()
            .orElse(null),
        lost(facts) + report.clients().requests() - report.clients().answered(),
        duplicated(facts),
        report.breaches().stream()
            .map(Breach::oracle)
            .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder())),
        report.interventions().faultsNotReached());
  }

  public boolean isKept() {
    return broken.isEmpty();
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
