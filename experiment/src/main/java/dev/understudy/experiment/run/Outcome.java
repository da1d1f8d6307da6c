package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.RunTrace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of an experiment.
 *
 * @param report null if the run was ended by one of the product's own checks
 * @param breaches everything that was broken
 */
public record Outcome(
    Experiment experiment,
    @Nullable RunReport report,
    RunTrace trace,
    ImmutableList<Breach> breaches) {

  Outcome(
      Experiment experiment, @Nullable RunReport report, RunTrace trace, List<Breach> breaches) {
    this(experiment, report, trace, ImmutableList.copyOf(breaches));
  }

  public boolean isKept() {
    return breaches.isEmpty();
  }

  /** The breach to tell of: of several the earliest, which is nearest to the cause. */
  public Optional<Breach> first() {
    return breaches.stream().min(Comparator.comparingLong(Breach::atNs));
  }

  /** This outcome with one more breach. */
  public Outcome with(Breach breach) {
    ImmutableList<Breach> more =
        ImmutableList.<Breach>builder().addAll(breaches).add(breach).build();
    return new Outcome(experiment, report, trace, more);
  }

  /** This outcome without its breaches. */
  public Outcome withoutBreaches() {
    return new Outcome(experiment, report, trace, ImmutableList.of());
  }

  /** Hash of everything observable; empty if the run was ended by a check. */
  public String traceHash() {
    return report == null ? "" : report.traceHash();
  }
}
