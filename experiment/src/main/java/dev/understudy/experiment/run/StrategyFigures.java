package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.sim.world.Fault;
import java.util.Comparator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one strategy costs and gives.
 *
 * @param throughputPerMille of the work done in a time, against the same without replication
 * @param outputDelayNs what the median answer takes longer than without replication; without
 *     clients, the median time for which an output was held
 * @param bytesPerSecond on the logging channel, both ways
 * @param trials with faults, at least one
 */
public record StrategyFigures(
    Strategy strategy,
    long throughputPerMille,
    long outputDelayNs,
    long bytesPerSecond,
    ImmutableList<StrategyTrial> trials) {

  static StrategyFigures of(
      Strategy strategy, RunReport none, RunReport calm, ImmutableList<StrategyTrial> trials) {
    return new StrategyFigures(
        strategy,
        none.virtualTimeNs() * 1000 / calm.virtualTimeNs(),
        delayNs(none, calm),
        calm.channel().traffic().sentBytes() * 1_000_000_000L / calm.virtualTimeNs(),
        trials);
  }

  private static long delayNs(RunReport none, RunReport calm) {
    return calm.clients().answered() == 0
        ? calm.holds().heldNs().medianNs()
        : calm.clients().waitNs().medianNs() - none.clients().waitNs().medianNs();
  }

  /** The most that was lost in a trial. */
  public long lost() {
    return trials.stream().mapToLong(StrategyTrial::lost).max().orElse(0);
  }

  /** The most that was shown twice in a trial. */
  public long duplicated() {
    return trials.stream().mapToLong(StrategyTrial::duplicated).max().orElse(0);
  }

  /** The failover that took longest; null if there was none. */
  public @Nullable Failover failover() {
    return trials.stream()
        .map(StrategyTrial::failover)
        .filter(one -> one != null)
        .max(Comparator.comparingLong(Failover::tookNs))
        .orElse(null);
  }

  /** Names of the oracles that found something in any trial, each once. */
  public ImmutableSortedSet<String> broken() {
    return trials.stream()
        .flatMap(trial -> trial.broken().stream())
        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
  }

  /** In how many trials something held. */
  public long in(Predicate<StrategyTrial> what) {
    return trials.stream().filter(what).count();
  }

  /** The trial in which most was broken, or else lost, or shown twice; the first of equals. */
  public StrategyTrial worst() {
    StrategyTrial worst = trials.get(0);
    for (StrategyTrial trial : trials) {
      worst = StrategyTrial.BY_HARM.compare(trial, worst) > 0 ? trial : worst;
    }
    return worst;
  }

  /** Faults that could not strike under this strategy, each once. */
  public ImmutableList<Fault> missed() {
    return trials.stream()
        .flatMap(trial -> trial.missed().stream())
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }
}
