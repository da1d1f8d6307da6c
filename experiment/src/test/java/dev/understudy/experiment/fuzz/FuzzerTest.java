package dev.understudy.experiment.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.FaultLoss;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.RuleSet;
import dev.understudy.sim.world.SometimesProperty;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random scenarios keep every promise.
 *
 * <p>{@code -Dunderstudy.runs=1000} tries as many for every program, {@code -Dunderstudy.seed=N}
 * other ones.
 */
class FuzzerTest {
  private static final int RUNS = Integer.getInteger("understudy.runs", 4);
  private static final long SEED = Long.getLong("understudy.seed", 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bank", "counter", "kv", "dice", "threads", "typist", "disklog", "clock", "backlog",
        "lottery"
      })
  void withinWhatIsPromisedNothingBreaks(String program) {
    Fuzzer fuzzer = Fuzzer.of(Experiment.shipped(program), SEED, false);
    for (int number = 0; number < RUNS; number++) {
      FuzzRun run = fuzzer.run(number);
      assertThat(run.breaches()).as("%s, seed %d, run %d", program, SEED, number).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bank", "dice"})
  void beyondItNothingUnsafeHappens(String program) {
    Fuzzer fuzzer = Fuzzer.of(Experiment.shipped(program), SEED, true);
    for (int number = 0; number < RUNS; number++) {
      FuzzRun run = fuzzer.run(number);
      assertThat(run.breaches()).as("%s, seed %d, run %d", program, SEED, number).isEmpty();
    }
  }

  @Test
  void aNumberOfASeedIsAlwaysTheSameAndMakesAFile() {
    Fuzzer one = Fuzzer.of(Experiment.shipped("counter"), 5, false);
    Fuzzer other = Fuzzer.of(Experiment.shipped("counter"), 5, false);
    for (int number = 0; number < 50; number++) {
      Scenario scenario = one.scenario(number);
      assertThat(other.scenario(number)).isEqualTo(scenario);
      assertThat(Scenario.parse("drawn.toml", scenario.toToml()).orThrow()).isEqualTo(scenario);
    }
    assertThat(one.run(3).traceHash()).isEqualTo(other.run(3).traceHash());
    assertThat(one.run(3).traceHash()).isNotEqualTo(one.run(4).traceHash());
  }

  @Test
  void aWorldHasAtMostOneCrashUnlessMoreIsAskedFor() {
    Fuzzer within = Fuzzer.of(Experiment.shipped("counter"), SEED, false);
    Fuzzer beyond = Fuzzer.of(Experiment.shipped("counter"), SEED, true);
    long most = 0;
    for (int number = 0; number < 100; number++) {
      assertThat(crashes(within.scenario(number))).isLessThanOrEqualTo(1);
      most = Math.max(most, crashes(beyond.scenario(number)));
    }
    assertThat(most).isGreaterThan(1);
  }

  private static long crashes(Scenario scenario) {
    return scenario.faults().stream().filter(one -> one.effect().loss() == FaultLoss.HOST).count();
  }

  @Test
  void someWorldsAreOperatedAndWhoeverIsPausedGoesOn() {
    Fuzzer fuzzer = Fuzzer.of(Experiment.shipped("counter"), SEED, false);
    int operated = 0;
    for (int number = 0; number < 200; number++) {
      List<String> orders =
          fuzzer.scenario(number).operations().stream().map(PlannedOperation::text).toList();
      assertThat(orders).hasSizeLessThanOrEqualTo(3);
      assertThat(orders.stream().filter(one -> one.startsWith("pause")).count())
          .isEqualTo(orders.stream().filter(one -> one.startsWith("resume")).count());
      operated += orders.isEmpty() ? 0 : 1;
    }
    assertThat(operated).isBetween(40, 100);
  }

  @Test
  void aBugIsFoundAndFailuresOfOneCauseAreOneGroup() {
    Rules hasty =
        new Rules() {
          @Override
          public long releasable(long appendedThrough, long acknowledgedThrough) {
            return appendedThrough;
          }
        };
    Experiment planted = Experiment.shipped("counter").with(RuleSet.STANDARD);
    Fuzzer fuzzer = Fuzzer.of(planted, SEED, false);
    FuzzReport report = new FuzzReport(fuzzer.reachable());
    for (int number = 0; number < 10; number++) {
      Experiment broken = planted.with(fuzzer.scenario(number)).with(RuleSet.STANDARD.with(hasty));
      report.add(FuzzRun.of(number, broken.run()));
    }

    assertThat(report.broken()).isGreaterThan(1);
    assertThat(report.groups())
        .first()
        .satisfies(
            group -> {
              assertThat(group.signature().oracle()).isEqualTo("output-rule");
              assertThat(group.runs()).isGreaterThan(1);
            });
  }

  @Test
  void anEngineThatShowsIsABreach() {
    Experiment counter = Experiment.shipped("counter");
    Experiment other = counter.with(counter.scenario().withSeed(2));

    assertThat(Fuzzer.compared(counter.run(), counter).breaches()).isEmpty();
    assertThat(Fuzzer.compared(counter.run(), other).breaches())
        .singleElement()
        .extracting(Breach::oracle)
        .isEqualTo(Fuzzer.ENGINES);
  }

  @Test
  void whatShouldHaveHappenedInAHundredRunsIsMissed() {
    Fuzzer fuzzer = Fuzzer.of(Experiment.shipped("counter"), SEED, false);
    assertThat(fuzzer.reachable().often())
        .contains(
            SometimesProperty.FAILOVER, SometimesProperty.CONTEST, SometimesProperty.OUTPUT_HELD)
        .doesNotContain(SometimesProperty.IO_REISSUED, SometimesProperty.TIMER_OVERDUE);
    FuzzRun nothing = FuzzRun.of(0, Experiment.shipped("hello").run());
    FuzzReport report = new FuzzReport(fuzzer.reachable());
    for (int run = 1; run < ReachableProperties.RUNS_ENOUGH; run++) {
      report.add(nothing);
    }
    assertThat(report.neverSeen()).isEmpty();
    report.add(nothing);
    assertThat(report.neverSeen())
        .containsAll(
            List.of(
                SometimesProperty.FAILOVER, SometimesProperty.CONTEST, SometimesProperty.RETRIED))
        .doesNotContain(SometimesProperty.OUTPUT_HELD);
  }
}
