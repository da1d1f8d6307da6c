package dev.understudy.experiment.fuzz;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.SometimesProperty;
import java.util.Optional;

/**
 * What is kept of one run of a campaign.
 *
 * @param traceHash of everything observable
 * @param struck how many faults struck; others found the run over, or nobody in the role
 * @param failovers how often a backup went live
 * @param excess what went wrong if it was more than is provided for: then safety alone was judged
 */
public record FuzzRun(
    int number,
    Scenario scenario,
    String traceHash,
    ImmutableList<Breach> breaches,
    Optional<Breach> first,
    ImmutableList<SometimesProperty> seen,
    int struck,
    long failovers,
    String excess) {

  static FuzzRun of(int number, Outcome outcome) {
    return new FuzzRun(
        number,
        outcome.experiment().scenario(),
        outcome.traceHash(),
        outcome.breaches(),
        outcome.first(),
        outcome.report() == null ? ImmutableList.of() : outcome.report().verdict().sometimes(),
        outcome.report() == null ? 0 : outcome.report().interventions().faultsApplied().size(),
        outcome.report() == null ? 0 : outcome.report().failovers(),
        outcome.report() == null ? "" : outcome.report().verdict().excess());
  }
}
