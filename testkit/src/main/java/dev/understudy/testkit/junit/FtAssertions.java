package dev.understudy.testkit.junit;

import dev.understudy.experiment.run.Outcome;

/** The entry point of assertions on outcomes. */
public final class FtAssertions {
  private FtAssertions() {}

  public static OutcomeAssert assertThat(Outcome outcome) {
    return new OutcomeAssert(outcome);
  }
}
