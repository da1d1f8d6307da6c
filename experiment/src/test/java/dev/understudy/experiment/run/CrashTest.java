package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.hypervisor.Polling;
import dev.understudy.programs.Programs;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.compiled.CompilingEngine;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A primary dies and nobody outside notices.
 *
 * <p>{@code -Dunderstudy.instants=200} tries as many instants for every program; {@code
 * -Dunderstudy.programs=bank,kv} for these alone; {@code -Dunderstudy.seed=N} other instants.
 */
class CrashTest {
  private static final int INSTANTS = Integer.getInteger("understudy.instants", 6);
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final Fault CRASH =
      FaultText.parse("crash primary@0ns", "the test").fault().orElseThrow();
  private static final List<String> PROGRAMS = programs(System.getProperty("understudy.programs"));

  @Test
  void aBankLosesItsPrimaryUnderTraffic() {
    RunReport report =
        ShippedSetups.run(ShippedSetups.setup("bank", 7, "crash primary@20ms")).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isEqualTo(1);
    assertThat(report.clients().answered()).isEqualTo(report.clients().requests());
    assertThat(report.clients().requests()).isGreaterThanOrEqualTo(1000);
    assertThat(report.interventions().faultsNotReached()).isEmpty();
  }

  @Test
  void aPrimaryThatLosesItsBackupGoesOnAlone() {
    RunReport report =
        ShippedSetups.run(ShippedSetups.setup("counter", 7, "crash backup@5ms")).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isZero();
    assertThat(report.redundancy().failovers()).hasSize(1);
    assertThat(report.clients().waiting()).isEmpty();
  }

  @Test
  void aPausedPrimaryThatWakesUpStaysQuiet() {
    RunReport report =
        ShippedSetups.run(ShippedSetups.setup("bank", 7, "pause primary@20ms+40ms")).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isEqualTo(1);
    assertThat(report.clients().waiting()).isEmpty();
  }

  @Test
  void whenTheChannelIsCutExactlyOneHostGoesOn() {
    RunReport report =
        ShippedSetups.run(
                ShippedSetups.setup(
                    "bank",
                    7,
                    "cut channel:primary:backup@20ms",
                    "cut channel:backup:primary@20ms"))
            .finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.redundancy().failovers().stream().filter(one -> one.liveNs() >= 0))
        .hasSize(1);
    assertThat(report.clients().waiting()).isEmpty();
  }

  @Test
  void whileTheDiskIsOutNobodyGoesLive() {
    RunReport report =
        ShippedSetups.run(
                ShippedSetups.setup("counter", 7, "disk-outage disk@4ms+30ms", "crash primary@5ms"))
            .finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isEqualTo(1);
    assertThat(report.redundancy().failovers().get(0).liveNs()).isGreaterThan(34_000_000);
    assertThat(report.clients().waiting()).isEmpty();
  }

  @Test
  void aCrashAfterTheLastAnswerIsSurvivedToo() {
    RunReport report =
        ShippedSetups.run(ShippedSetups.setup("counter", 7, "crash primary@900ms")).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isEqualTo(1);
  }

  @TestFactory
  Stream<DynamicTest> atAnyInstantOfAnyProgram() {
    return PROGRAMS.stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> survivesCrashes(name)));
  }

  private static List<String> programs(@Nullable String wanted) {
    List<String> names = wanted == null ? Programs.names() : Splitter.on(',').splitToList(wanted);
    assertThat(Programs.names()).as("-Dunderstudy.programs").containsAll(names);
    return names;
  }

  /** One program looks for its answers itself: its source says why. */
  private static void pollsOnlyIfItMeansTo(String program, RunReport whole) {
    assertThat(whole.guest().polling().map(Polling::asked))
        .as("what %s polls", program)
        .isEqualTo(program.equals("racer") ? Optional.of("DISK_DONE") : Optional.empty());
  }

  /** What comes before a crash is executed once: the world is forked at each instant. */
  private static void survivesCrashes(String program) {
    Setup setup =
        ShippedSetups.setup(program, SEED)
            .withEngines(EngineAssignment.all(CompilingEngine.create()));
    RunReport whole = ShippedSetups.run(setup).finish();
    assertThat(whole.breaches()).as("%s without a fault", program).isEmpty();
    pollsOnlyIfItMeansTo(program, whole);
    Chance chance = Chance.seeded(SEED).named("instants").named(program);
    long[] instants =
        LongStream.range(0, INSTANTS)
            .map(i -> chance.below(i, whole.virtualTimeNs()))
            .sorted()
            .toArray();
    Run run = ShippedSetups.run(setup);
    for (long atNs : instants) {
      while (run.world().stepUntil(atNs)) {
        // Everything happens in stepUntil().
      }
      Run fork = run.fork();
      boolean struck = fork.world().inject(CRASH, atNs);
      RunReport report = fork.finish();
      assertThat(struck).as("%s, crash at %d ns", program, atNs).isTrue();
      assertThat(report.breaches()).as("%s, crash at %d ns", program, atNs).isEmpty();
      assertThat(report.clients().waiting()).as("%s, crash at %d ns", program, atNs).isEmpty();
      assertThat(whole.guest().end() == null || report.guest().end() != null)
          .as("%s, crash at %d ns: it ends", program, atNs)
          .isTrue();
    }
  }
}
