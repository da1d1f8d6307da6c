package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.DurationText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.protocol.ChannelFrame;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Where a run is cut before something is due, nobody says that it did not come. */
class CutRunsTest {
  private static final long MS = 1_000_000;
  private static final long SEED = Long.getLong("understudy.seed", 1);

  /** A backup that takes nobody for dead. */
  private static final Rules PATIENT =
      new Rules() {
        @Override
        public boolean judgesSilenceBefore(Event event) {
          return false;
        }

        @Override
        public boolean signOfLife(ChannelFrame frame, long highestSequenceHeard) {
          return true;
        }

        @Override
        public long givesUpAfterNs(ProtocolConfig config) {
          return Long.MAX_VALUE / 4;
        }

        @Override
        public long detectionAfterNs(ProtocolConfig config) {
          return Long.MAX_VALUE / 4;
        }
      };

  /** An output leaves at once. */
  private static final Rules HASTY =
      new Rules() {
        @Override
        public long releasable(long appendedThrough, long acknowledgedThrough) {
          return appendedThrough;
        }
      };

  @TestFactory
  Stream<DynamicTest> aHostMayFailAtAnyTimeBeforeTheEnd() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String program : List.of("bank", "disklog", "typist")) {
      for (String fault : List.of("crash primary@", "crash backup@", "cut channel:all:all@")) {
        for (long beforeNs : List.of(1L, 1 * MS, 11 * MS, 30 * MS)) {
          String when = fault + (60 * MS - beforeNs) + "ns";
          tests.add(
              DynamicTest.dynamicTest(
                  program + ", " + when,
                  () -> assertThat(cut(program, "60ms", when).breaches()).isEmpty()));
        }
      }
    }
    return tests.stream();
  }

  @Test
  void aRunMayBeCutWhileClientsWait() {
    for (int ms = 1; ms < 40; ms += 3) {
      RunReport report = cut("bank", ms + "ms");

      assertThat(report.breaches()).as("cut at %d ms", ms).isEmpty();
    }
  }

  @Test
  void aFailoverThatIsDueAfterTheEndIsNotJudged() {
    RunReport report = cut("counter", "400ms", "crash primary@399ms");

    assertThat(verdict(report, "liveness").judged()).isZero();
    assertThat(verdict(report, "liveness").unjudged()).isOne();
    assertThat(verdict(report, "output-rule").judged()).isPositive();
  }

  @Test
  void aFailoverThatWasDueIsJudged() {
    Setup patient = setup("counter", "400ms", "crash primary@20ms");
    RunReport report = ShippedSetups.run(patient.withRules(patient.rules().with(PATIENT))).finish();

    assertThat(report.breaches()).extracting(Breach::oracle).contains("liveness", "clients");
  }

  @Test
  void safetyIsJudgedToTheLastEvent() {
    Setup hasty = setup("counter", "60ms", "crash primary@59999us");
    RunReport report = ShippedSetups.run(hasty.withRules(hasty.rules().with(HASTY))).finish();

    assertThat(report.breaches()).extracting(Breach::oracle).contains("output-rule");
  }

  @Test
  void aDeclaredFailoverMayBeStillToCome() {
    RunReport late = declared("primary", "395ms");
    RunReport never = declared("backup", "20ms");

    assertThat(late.breaches()).isEmpty();
    assertThat(verdict(late, "declared").unjudged()).isPositive();
    assertThat(never.breaches()).extracting(Breach::oracle).containsExactly("declared");
  }

  /** A run of 400 ms that declares a failover, with a crash. */
  private static RunReport declared(String whom, String when) {
    String toml =
        "program = \"counter\"\nlength = \"400ms\"\n[expect]\nfailovers = 1\n[[faults]]\n"
            + ("kind = \"crash\"\ntarget = \"" + whom + "\"\nat = \"" + when + "\"\n");
    Scenario scenario = Scenario.parse("cut.toml", toml).orThrow();
    Setup setup =
        SetupFactory.faultTolerant(Interpreter.INSTANCE)
            .setup(scenario, ShippedSetups.image("counter"));
    return ShippedSetups.run(setup).finish();
  }

  private static Verdict verdict(RunReport report, String oracle) {
    return report.verdict().oracles().stream()
        .filter(one -> one.oracle().equals(oracle))
        .findFirst()
        .orElseThrow();
  }

  private static RunReport cut(String program, String length, String... faults) {
    return ShippedSetups.run(setup(program, length, faults)).finish();
  }

  private static Setup setup(String program, String length, String... faults) {
    Setup setup = ShippedSetups.setup(program, SEED, faults);
    long lengthNs = DurationText.parse(length).orElseThrow();
    return setup.withLength(lengthNs);
  }
}
