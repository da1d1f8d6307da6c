package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.hypervisor.log.OutputKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a scenario may choose otherwise than the paper did. */
class AlternativesTest {
  private static final long SEED = Long.getLong("understudy.seed", 1);

  /** The output may leave and has not: only the backup could send it now. */
  private static final String BEFORE_IT_LEFT = "crash primary@output:60";

  /** It has left, and the backup can't know. */
  private static final String RIGHT_AFTER_IT_LEFT = "crash primary@sent:60";

  @Test
  void whatIsSentAgainAtGoLiveMayBeSeenTwice() {
    RunReport report = counter(List.of(OutputKind.NETWORK), RIGHT_AFTER_IT_LEFT);

    assertThat(report.breaches()).isEmpty();
    assertThat(report.redundancy().failovers().get(0).resent()).isPositive();
    assertThat(report.clients().repeatedAnswers()).isPositive();
  }

  @Test
  void whatIsDroppedAtGoLiveIsNotAndIsAskedForAgainIfItWasLost() {
    RunReport left = counter(List.of(), RIGHT_AFTER_IT_LEFT);
    RunReport lost = counter(List.of(), BEFORE_IT_LEFT);

    assertThat(left.breaches()).isEmpty();
    assertThat(left.redundancy().failovers().get(0).resent()).isZero();
    assertThat(lost.breaches()).isEmpty();
    assertThat(lost.clients().retries()).isPositive();
    assertThat(lost.clients().answered()).isEqualTo(lost.clients().requests());
  }

  @Test
  void thePolicyIsChosenForEachDevice() {
    RunReport frames = counter(List.of(OutputKind.CONSOLE), RIGHT_AFTER_IT_LEFT);
    RunReport lines = clock(List.of(OutputKind.CONSOLE));
    RunReport noLines = clock(List.of(OutputKind.NETWORK));

    assertThat(frames.redundancy().failovers().get(0).resent()).isZero();
    assertThat(lines.redundancy().failovers().get(0).resent()).isPositive();
    assertThat(noLines.redundancy().failovers().get(0).resent()).isZero();
    assertThat(noLines.guest().console().length).isLessThan(lines.guest().console().length);
  }

  @Test
  void howAGuestEndedIsToldWhateverIsDropped() {
    RunReport report = play("fib", List.of(), "crash primary@output:2");

    assertThat(report.guest().end()).isNotNull();
  }

  private static RunReport counter(List<OutputKind> resend, String fault) {
    return play("counter", resend, fault);
  }

  private static RunReport clock(List<OutputKind> resend) {
    return play("clock", resend, "crash primary@output:5");
  }

  private static RunReport play(String program, List<OutputKind> resend, String fault) {
    Scenario scenario = ShippedSetups.scenario(program);
    Scenario chosen =
        scenario.builder().replication(scenario.replication().resending(resend)).scenario();
    return ShippedSetups.run(ShippedSetups.setup(chosen, ShippedSetups.image(program), SEED, fault))
        .finish();
  }
}
