package dev.understudy.experiment.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.run.RunReport;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultTrigger;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.SometimesProperty;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A pool of hosts goes on under one fault after the other.
 *
 * <p>{@code -Dunderstudy.soak=60} soaks for as many virtual seconds, {@code -Dunderstudy.seed=N} in
 * another world. A clone is interrupted in world 18 of seed 1, so that is the first one tried, and
 * with another seed those after it; {@code -Dunderstudy.soaks=20} tries all.
 */
class SoakTest {
  private static final long SECONDS = Long.getLong("understudy.soak", 3);
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final int SOAKS = Integer.getInteger("understudy.soaks", 1);
  private static final int INTERRUPTING = 18;
  private static final long MS = 1_000_000;

  @ParameterizedTest
  @ValueSource(strings = {"bank", "kv"})
  void everyClientIsAnsweredThroughAllFailovers(String program) {
    FuzzRun run = Fuzzer.soak(Experiment.shipped(program), SEED, SECONDS * 1_000 * MS).run(1);

    assertThat(run.breaches()).as("%s, seed %d", program, SEED).isEmpty();
    assertThat(run.excess()).as("%s, seed %d", program, SEED).isEmpty();
    assertThat(run.failovers()).isGreaterThanOrEqualTo(SECONDS * 8 / 6);
    assertThat(run.seen()).contains(SometimesProperty.FAILOVER, SometimesProperty.CLONED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bank", "kv"})
  void anOperatorBetweenTheFaultsTakesNothingAway(String program) {
    Fuzzer fuzzer = Fuzzer.soak(Experiment.shipped(program), SEED, SECONDS * 1_000 * MS);
    int number = 0;
    while (fuzzer.scenario(number).operations().isEmpty()) {
      number++;
    }
    Outcome outcome = fuzzer.judged(fuzzer.experiment(fuzzer.scenario(number)));

    assertThat(outcome.breaches()).as("%s, seed %d, run %d", program, SEED, number).isEmpty();
    RunReport report = Objects.requireNonNull(outcome.report());
    assertThat(report.verdict().excess())
        .as("%s, seed %d, run %d", program, SEED, number)
        .isEmpty();
    assertThat(report.interventions().operations().stream().filter(OperationOutcome::done).count())
        .isGreaterThanOrEqualTo(SECONDS / 2);
  }

  @Test
  void someOfThemInterruptAClone() {
    Fuzzer fuzzer = Fuzzer.soak(Experiment.shipped("bank"), SEED, 3_000 * MS);
    boolean seen = false;
    for (int i = 0; i < 20 && (!seen || i < SOAKS); i++) {
      int number = (INTERRUPTING + i) % 20;
      FuzzRun run = fuzzer.run(number);
      assertThat(run.breaches()).as("seed %d, run %d", SEED, number).isEmpty();
      seen |= run.seen().contains(SometimesProperty.CLONE_INTERRUPTED);
    }
    assertThat(seen).isTrue();
    assertThat(fuzzer.reachable().often()).contains(SometimesProperty.CLONE_INTERRUPTED);
  }

  @Test
  void aFaultComesWhenThereWasTimeToBeRedundantAgain() {
    Experiment bank = Experiment.shipped("bank");
    Fuzzer fuzzer = Fuzzer.soak(bank, SEED, 60_000 * MS);
    int aimed = 0;
    int operations = 0;
    for (int number = 0; number < 20; number++) {
      Scenario scenario = fuzzer.scenario(number);
      long recoveryNs =
          scenario
              .cluster()
              .redundantWithinNs(
                  scenario.protocol().config(),
                  scenario.networks().channel(),
                  bank.image().memorySize());
      assertThat(scenario.hosts()).hasSize(5);
      long freeNs = 0;
      long lastNs = 0;
      for (Fault fault : scenario.faults()) {
        boolean follows = atNs(fault) - lastNs < 30 * MS;
        aimed += follows ? 1 : 0;
        assertThat(follows || atNs(fault) >= freeNs).as("%d: %s", number, fault.text()).isTrue();
        lastNs = atNs(fault);
        freeNs = Math.max(freeNs, lastNs + fault.forNs() + recoveryNs);
      }
      boolean operated = !scenario.operations().isEmpty();
      operations += scenario.operations().size();
      assertThat(scenario.faults()).hasSizeBetween(operated ? 60 : 150, 320);
      for (PlannedOperation planned : scenario.operations()) {
        assertThat(scenario.faults())
            .as("%d: %s", number, planned.text())
            .noneMatch(fault -> isAround(fault, planned.atNs(), recoveryNs));
      }
      assertThat(Scenario.parse("drawn.toml", scenario.toToml()).orThrow()).isEqualTo(scenario);
    }
    assertThat(aimed).isGreaterThan(20 * 30);
    assertThat(operations).isGreaterThan(100);
  }

  /** Whether this is not over, or comes, while something is ordered and carried out. */
  private static boolean isAround(Fault fault, long orderedNs, long recoveryNs) {
    return atNs(fault) < orderedNs + 150 * MS + recoveryNs
        && atNs(fault) + fault.forNs() + recoveryNs > orderedNs;
  }

  private static long atNs(Fault fault) {
    return ((FaultTrigger.AtTime) fault.trigger()).timeNs();
  }

  @Test
  void aGuestThatNobodyAsksIsRefused() {
    assertThatThrownBy(() -> Fuzzer.soak(Experiment.shipped("dice"), SEED, 1_000 * MS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("serve clients");
  }
}
