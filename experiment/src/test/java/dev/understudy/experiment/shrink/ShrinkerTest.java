package dev.understudy.experiment.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.PlannedOperation;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is left is what the failure needs, whatever it was that failed. */
class ShrinkerTest {
  private static final Breach BREACH = new Breach("one-chain", 7, "host-1 changed block 12");
  private static final FailureSignature CAUSE = FailureSignature.of(BREACH);

  private static final String LARGE =
      """
      program = "counter"
      seed = 4711

      [network.client]
      jitter = "40us"
      loss = 0.005

      [network.channel]
      jitter = "30us"
      loss = 0.01
      duplication = 0.05

      [[hosts]]
      instruction-time = "7ns"

      [[hosts]]
      clock-offset = "40ms"

      [[clients]]
      kind = "counter"
      count = 5
      requests = 120

      [[clients]]
      kind = "echo"
      count = 3
      requests = 9

      [[faults]]
      kind = "slow"
      at = "1ms"
      target = "backup"
      for = "3ms"

      [[faults]]
      kind = "crash"
      at = "7654321ns"

      [[operations]]
      do = "failover"
      at = "30ms"

      [[operations]]
      do = "ft-on"
      at = "40ms"

      [[faults]]
      kind = "disk-outage"
      at = "2ms"
      for = "3ms"
      """;

  /** Worlds that fail when the scenario is so. */
  private static Function<Experiment, Outcome> failing(Predicate<Scenario> when) {
    return experiment ->
        new Outcome(
            experiment,
            null,
            new RunTrace(),
            when.test(experiment.scenario()) ? ImmutableList.of(BREACH) : ImmutableList.of());
  }

  private static Scenario shrunk(Predicate<Scenario> when, int worlds) {
    Function<Experiment, Outcome> run = failing(when);
    Scenario large = Scenario.parse("large.toml", LARGE).orThrow();
    Outcome found = run.apply(Experiment.shipped("counter").with(large));
    return Shrinker.shrink(found, CAUSE, worlds, run).outcome().experiment().scenario();
  }

  @Test
  void aFailureThatNeedsNothingIsLeftWithNothing() {
    Scenario smallest = shrunk(scenario -> true, 1_000);
    Scenario usual = Scenario.of("counter");

    assertThat(smallest.faults()).isEmpty();
    assertThat(smallest.operations()).isEmpty();
    assertThat(smallest.clients()).isEmpty();
    assertThat(smallest.networks()).isEqualTo(usual.networks());
    assertThat(smallest.hosts()).isEqualTo(usual.hosts());
    assertThat(smallest.seed()).isEqualTo(usual.seed());
  }

  @Test
  void whatItNeedsStays() {
    Scenario smallest =
        shrunk(
            scenario ->
                scenario.faults().stream().anyMatch(one -> one.text().startsWith("crash"))
                    && scenario.clients().stream().anyMatch(one -> one.count() >= 2)
                    && scenario.networks().channel().loss().partsPerBillion() > 0,
            1_000);

    assertThat(smallest.faults()).singleElement().extracting("text").isEqualTo("crash primary@0ns");
    assertThat(smallest.clients()).singleElement().extracting("count").isEqualTo(2);
    assertThat(smallest.clients()).singleElement().extracting("requests").isEqualTo(1L);
    assertThat(smallest.networks().client()).isEqualTo(Scenario.of("counter").networks().client());
    assertThat(smallest.networks().channel().loss().partsPerBillion()).isEqualTo(10_000_000);
    assertThat(smallest.networks().channel().jitterNs()).isZero();
  }

  @Test
  void whatLastsLastsNoLongerThanItNeeds() {
    Scenario smallest =
        shrunk(
            scenario ->
                scenario.faults().stream()
                    .anyMatch(one -> one.text().startsWith("slow") && one.forNs() >= 1_000_000),
            1_000);

    assertThat(smallest.faults()).singleElement().extracting(Fault::forNs).isEqualTo(1_000_000L);
  }

  @Test
  void anOperationThatItNeedsStays() {
    Scenario smallest =
        shrunk(
            scenario ->
                scenario.operations().stream().anyMatch(one -> one.text().startsWith("failover")),
            1_000);

    assertThat(smallest.operations())
        .extracting(PlannedOperation::text)
        .containsExactly("failover@30ms");
  }

  @Test
  void itStopsWhenItHasRunEnoughWorlds() {
    Scenario large = Scenario.parse("large.toml", LARGE).orThrow();

    assertThat(shrunk(scenario -> true, 0)).isEqualTo(large);
    assertThat(shrunk(scenario -> true, 1)).isNotEqualTo(large);
  }

  @Test
  void causesForgetNumbersAndNothingElse() {
    assertThat(FailureSignature.of(new Breach("one-chain", 9, "host-2 changed block 3")))
        .isEqualTo(CAUSE);
    assertThat(FailureSignature.of(new Breach("one-chain", 7, "host-1 changed no block")))
        .isNotEqualTo(CAUSE);
    assertThat(FailureSignature.of(new Breach("disk", 7, "host-1 changed block 12")))
        .isNotEqualTo(CAUSE);
  }
}
