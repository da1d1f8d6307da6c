package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.world.SometimesProperty;

/**
 * How a run was judged.
 *
 * @param oracles what each oracle says
 * @param sometimes what happened of that which should happen in some runs
 * @param excess what went wrong, if it was more than is provided for; else empty
 * @param unprovided how often hosts took each other for failed because of a channel that is not
 *     provided for
 */
public record RunVerdict(
    ImmutableList<Verdict> oracles,
    ImmutableList<SometimesProperty> sometimes,
    String excess,
    int unprovided) {

  ImmutableList<Breach> breaches() {
    return oracles.stream()
        .flatMap(verdict -> verdict.breaches().stream())
        .collect(ImmutableList.toImmutableList());
  }
}
