package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;

/**
 * A place of a judge of which no bug is known that it alone notices.
 *
 * @param place the judge and the method
 * @param reason why it stands all the same
 */
public record SilentPlace(String place, String reason) {

  private static final String ORDERS =
      "the planted bugs of orders show at another place of this judge as well, in the"
          + " entries that follow";

  private static final String TIMERS =
      "the planted bugs of timers show at another place of this judge as well, at the"
          + " interrupts that follow";

  private static final String WHOLE_GUEST =
      "the planted bugs of draining and joining run into a check of the product in"
          + " that world too";

  /** All of them, by name. */
  public static final ImmutableList<SilentPlace> ALL =
      ImmutableList.of(
          new SilentPlace(
              "ConsoleJudge.ended",
              "what is shown in the end and what was taken of each text are told by one"
                  + " screen, and no rule of the product comes between them"),
          new SilentPlace(
              "InputsJudge.settled",
              "a clock that goes back is no value that the judge of the clock has worked out"
                  + " either"),
          new SilentPlace("OrdersJudge.carriedOut", ORDERS),
          new SilentPlace("OrdersJudge.ended", ORDERS),
          new SilentPlace("OrdersJudge.judgePaused", ORDERS),
          new SilentPlace(
              "OutputRequirementJudge.judge",
              "an output that an earlier primary repeated in its window and a later one repeats"
                  + " again takes two failovers and three hosts"),
          new SilentPlace(
              "OutputRequirementJudge.tookOver",
              "an output was seen whose entry the survivor does not have: output-rule saw it leave"
                  + " before, or its strategy does not promise to hold it"),
          new SilentPlace("TimerJudge.judgeFired", TIMERS),
          new SilentPlace("TimerJudge.judgeFired", TIMERS),
          new SilentPlace("TimerJudge.judgeOverdue", TIMERS),
          new SilentPlace("WholeGuestJudge.stateChanged", WHOLE_GUEST),
          new SilentPlace("WholeGuestJudge.stateChanged", WHOLE_GUEST));
}
