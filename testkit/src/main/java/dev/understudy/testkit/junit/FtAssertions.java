package dev.understudy.testkit.junit;

import dev.understudy.experiment.run.Outcome;

/** Where assertions on outcomes begin. */
public final class FtAssertions {
  private FtAssertions() {}

  public static OutcomeAssert assertThat(Outcome outcome) {
    return new OutcomeAssert(outcome);
  }
}
