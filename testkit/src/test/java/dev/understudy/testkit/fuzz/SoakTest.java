package dev.understudy.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.sim.scenario.Scenario;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Fault.Trigger;
import dev.understudy.sim.world.Sometimes;
import dev.understudy.testkit.Experiment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A pool of hosts goes on under one fault after the other.
 *
 * <p>{@code -Dunderstudy.soak=60} soaks for as many virtual seconds, {@code -Dunderstudy.seed=N} in
 * another world.
 */
class SoakTest {
  private static final long SECONDS = Long.getLong("understudy.soak", 6);
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final long MS = 1_000_000;

  @ParameterizedTest
  @ValueSource(strings = {"bank", "kv"})
  void everyClientIsAnsweredThroughAllFailovers(String program) {
    FuzzRun run = Fuzzer.soak(Experiment.shipped(program), SEED, SECONDS * 1_000 * MS).run(1);

    assertThat(run.breaches()).as("%s, seed %d", program, SEED).isEmpty();
    assertThat(run.failovers()).isGreaterThanOrEqualTo(SECONDS * 10 / 6);
    assertThat(run.seen()).contains(Sometimes.FAILOVER, Sometimes.CLONED);
  }

  @Test
  void aFaultComesWhenThereWasTimeToBeRedundantAgain() {
    Fuzzer fuzzer = Fuzzer.soak(Experiment.shipped("bank"), SEED, 60_000 * MS);
    for (int number = 0; number < 20; number++) {
      Scenario scenario = fuzzer.scenario(number);
      long recoveryNs =
          scenario.cluster().replaceAfterNs()
              + 10 * scenario.protocol().config().detectionTimeoutNs();
      List<Fault> faults = scenario.faults();
      assertThat(scenario.hosts()).hasSize(5);
      assertThat(faults).hasSizeBetween(170, 250);
      for (int i = 1; i < faults.size(); i++) {
        long endNs = atNs(faults.get(i - 1)) + faults.get(i - 1).forNs();
        assertThat(atNs(faults.get(i))).isGreaterThanOrEqualTo(endNs + recoveryNs);
      }
      assertThat(Scenario.parse("drawn.toml", scenario.toToml()).orThrow()).isEqualTo(scenario);
    }
  }

  private static long atNs(Fault fault) {
    return ((Trigger.AtTime) fault.trigger()).timeNs();
  }

  @Test
  void aGuestThatNobodyAsksIsRefused() {
    assertThatThrownBy(() -> Fuzzer.soak(Experiment.shipped("dice"), SEED, 1_000 * MS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("serve clients");
  }
}
