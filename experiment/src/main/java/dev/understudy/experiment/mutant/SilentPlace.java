package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;

/**
 * A place of a judge of which no bug is known that it alone notices.
 *
 * @param place the judge and the method
 * @param reason why it stands all the same
 */
public record SilentPlace(String place, String reason) {

  /** All of them, by name. */
  public static final ImmutableList<SilentPlace> ALL =
      ImmutableList.of(
          new SilentPlace(
              "OutputRequirementJudge.judge",
              "an output that an earlier primary repeated in its window and a later one repeats"
                  + " again takes two failovers and three hosts"),
          new SilentPlace(
              "OutputRequirementJudge.tookOver",
              "an output was seen whose entry the survivor does not have: output-rule saw it leave"
                  + " before, or its strategy does not promise to hold it"));
}
