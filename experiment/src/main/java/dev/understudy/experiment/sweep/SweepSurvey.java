package dev.understudy.experiment.sweep;

import dev.understudy.sim.oracle.Breach;
import java.util.List;

/**
 * What there is to explore, and what the run without faults came to.
 *
 * @param pointsOfBlock by block
 * @param limit where tails end at the latest
 * @param ending how the run ends in which nothing goes wrong
 * @param cut whether that is because its length is over: tails go on behind it
 * @param breaches of that run: then there is nothing to sweep for
 */
public record SweepSurvey(
    List<Long> pointsOfBlock, TailLimit limit, String ending, boolean cut, List<Breach> breaches) {
  public SweepSurvey {
    pointsOfBlock = List.copyOf(pointsOfBlock);
    breaches = List.copyOf(breaches);
  }

  public int blocks() {
    return pointsOfBlock.size();
  }
}
