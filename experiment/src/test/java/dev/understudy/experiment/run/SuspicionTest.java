package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.oracle.Oracle;
import dev.understudy.sim.oracle.Verdict;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What explains that hosts take each other for failed, and what does not. */
class SuspicionTest {
  private static final String FLAP =
      """
      name = "flap"
      description = "The channel loses half of what is sent, for ever."
      program = "bank"
      length = "6s"

      [network.channel]
      loss = LOSS
      jitter = "100us"

      [cluster]
      replace-after = "20ms"

      [[hosts]]

      [[hosts]]

      [[hosts]]

      [[clients]]
      kind = "bank"
      count = 3
      requests = 200
      """;

  private static RunReport flap(String loss, long seed) {
    Scenario scenario = Scenario.parse("flap.toml", FLAP.replace("LOSS", loss)).orThrow();
    return Objects.requireNonNull(
        Experiment.of(Experiment.image("bank"), scenario.withSeed(seed)).run().report());
  }

  @Test
  void aChannelThatIsNotProvidedForIsLostAndNotBroken() {
    RunReport report = flap("0.5", 1);

    assertThat(report.breaches()).isEmpty();
    assertThat(report.isLost()).isTrue();
    assertThat(report.verdict().excess()).contains("the channel loses 50.0 % of all frames");
  }

  @Test
  void oneThatIsProvidedForIsJudged() {
    RunReport report = flap("0.02", 1);

    assertThat(report.verdict().excess()).isEmpty();
    assertThat(report.isKept()).isTrue();
    assertThat(report.isLost()).isFalse();
  }

  /** What strikes elsewhere explains nothing; what reaches the pair does, and for a while. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pause host-1@3ms+20ms",
        "pause host-2@3ms+20ms",
        "crash backup@5ms",
        "cut channel:host-1:all@4ms+11ms",
        "cut client:all:host-1@4ms"
      })
  void whatReachesThePairExplainsIt(String fault) {
    RunReport report = ShippedSetups.run(ShippedSetups.setup("counter", 3, fault)).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(needless(report).judged()).as("a suspicion, and the end").isEqualTo(2);
  }

  private static Verdict needless(RunReport report) {
    return report.verdict().oracles().stream()
        .filter(verdict -> verdict.oracle().equals(Oracle.NOTHING_NEEDLESS.label()))
        .findFirst()
        .orElseThrow();
  }
}
