package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.replica.Replication;
import dev.understudy.ft.replica.ReplicationRules;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.world.RuleSet;
import dev.understudy.sim.world.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each strategy keeps what it promises, whenever its primary dies; each bug in one shows. */
class StrategyTest {
  private static final long US = 1_000;
  private static final long MS = 1_000 * US;
  private static final long SEED = Long.getLong("understudy.seed", 1);

  private static final List<Strategy> SAFE =
      List.of(Strategy.SYNC, Strategy.EPOCH, Strategy.VM_FT, Strategy.CHECKPOINT);

  @TestFactory
  Stream<DynamicTest> aPrimaryMayDieAtAnyTime() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Strategy strategy : SAFE) {
      for (String program : List.of("counter", "bank", "disklog", "typist")) {
        for (String when : List.of("1ms", "sent:20", "entry:31")) {
          String name = strategy.label() + ", " + program + " at " + when + ", seed " + SEED;
          tests.add(DynamicTest.dynamicTest(name, () -> survives(strategy, program, when)));
        }
      }
    }
    return tests.stream();
  }

  private static void survives(Strategy strategy, String program, String when) {
    Setup setup = setup(strategy, program, "crash primary@" + when);

    assertThat(ShippedSetups.run(setup).finish().breaches()).isEmpty();
  }

  @Test
  void aBackupMayDieAndThePrimaryGoesOnWithoutWaiting() {
    for (Strategy strategy : SAFE) {
      RunReport report = ShippedSetups.run(setup(strategy, "bank", "crash backup@20ms")).finish();

      assertThat(report.breaches()).as(strategy.label()).isEmpty();
      assertThat(report.clients().answered()).isEqualTo(report.clients().requests());
    }
  }

  @Test
  void aGuestMayEndInAnyWay() {
    for (Strategy strategy : SAFE) {
      for (String program : List.of("hello", "fib", "racer", "disklog")) {
        assertThat(ShippedSetups.run(setup(strategy, program)).finish().breaches())
            .as(strategy.label() + " " + program)
            .isEmpty();
      }
    }
  }

  @Test
  void anEpochThatBeginsBeforeTheBackupHasTheLastOneShows() {
    ReplicationRules hasty =
        new ReplicationRules() {
          @Override
          public boolean mayBeginEpoch(long boundary, long acknowledgedThrough) {
            return true;
          }
        };

    assertThat(judgedAlike(Strategy.EPOCH, hasty, "waiting")).contains("before the backup had");
  }

  @Test
  void anInputInTheMiddleOfAnEpochShows() {
    ReplicationRules hasty =
        new ReplicationRules() {
          @Override
          public boolean inputsWaitForTheEnd() {
            return false;
          }
        };

    assertThat(judgedAlike(Strategy.EPOCH, hasty, "waiting")).contains("in the middle of an epoch");
  }

  @Test
  void anOutputBeforeItsCheckpointHasArrivedShows() {
    ReplicationRules hasty =
        new ReplicationRules() {
          @Override
          public long leavesThrough(long checkpointed, long logged) {
            return logged;
          }
        };

    assertThat(judgedAlike(Strategy.CHECKPOINT, hasty, "output-rule")).contains("had received");
    Setup crash = setup(Strategy.CHECKPOINT, "counter", "crash primary@sent:60");
    assertThat(ShippedSetups.run(crash.withRules(RuleSet.STANDARD.with(hasty))).finish().breaches())
        .extracting(Breach::oracle)
        .contains("output-requirement");
  }

  /**
   * What the oracle says of the broken rule; of the product's it must have judged and say nothing.
   */
  private static String judgedAlike(Strategy strategy, ReplicationRules broken, String oracle) {
    Setup setup = setup(strategy, "counter");
    RunReport sound = ShippedSetups.run(setup).finish();
    assertThat(sound.breaches()).isEmpty();
    assertThat(sound.verdict().oracles())
        .filteredOn(verdict -> verdict.oracle().equals(oracle))
        .allSatisfy(verdict -> assertThat(verdict.judged()).isPositive());
    return ShippedSetups.run(setup.withRules(RuleSet.STANDARD.with(broken)))
        .finish()
        .verdict()
        .oracles()
        .stream()
        .filter(verdict -> verdict.oracle().equals(oracle))
        .map(Verdict::breaches)
        .flatMap(List::stream)
        .map(Breach::text)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void anAnswerTakesAboutAnEpochLonger() {
    long none = waitNs(replication(Strategy.NONE, MS, MS, 0));
    long one = waitNs(replication(Strategy.EPOCH, 1 * MS, MS, 0)) - none;
    long four = waitNs(replication(Strategy.EPOCH, 4 * MS, MS, 0)) - none;

    assertThat(one).isBetween(MS / 4, 2 * MS);
    assertThat(four).isBetween(1 * MS, 8 * MS).isGreaterThan(2 * one);
  }

  @Test
  void checkpointsCostBandwidthTheMoreOftenTheyAreTaken() {
    long rare = bytes(replication(Strategy.CHECKPOINT, MS, 20 * MS, US));
    long often = bytes(replication(Strategy.CHECKPOINT, MS, 5 * MS, US));

    assertThat(often).isGreaterThan(rare * 3 / 2);
  }

  @Test
  void aLogCarriesWhatComesInAndNotWhatGoesOut() {
    RunReport sink = play("sink", Replication.STANDARD);
    RunReport source = play("source", Replication.STANDARD);

    long received = 128 * (512 + 16); // what the scenario sends, with addresses
    assertThat(sink.log().bytes()).isBetween(received, received * 11 / 10);
    long sent = 400 * (1024 + 16);
    assertThat(source.log().bytes()).isBetween(400L, sent / 40);
  }

  @Test
  void checkpointsCostBandwidthTheMoreIsDirtied() {
    Replication often = replication(Strategy.CHECKPOINT, MS, 5 * MS, US);
    RunReport little = play("fib", often); // counts in registers
    RunReport much = play("sort", often); // moves an array about

    assertThat(perSecond(much)).isGreaterThan(4 * perSecond(little));
  }

  private static long perSecond(RunReport report) {
    return report.channel().traffic().sentBytes() * 1000 * MS / report.virtualTimeNs();
  }

  private static Replication replication(
      Strategy strategy, long epochNs, long checkpointNs, long pageCopyNs) {
    return new Replication(
        strategy, epochNs, checkpointNs, pageCopyNs, Replication.STANDARD.resend());
  }

  private static long waitNs(Replication replication) {
    return play("counter", replication).clients().waitNs().medianNs();
  }

  private static long bytes(Replication replication) {
    return perSecond(play("sort", replication));
  }

  private static RunReport play(String program, Replication replication) {
    Scenario scenario =
        ShippedSetups.scenario(program).builder().replication(replication).scenario();
    return ShippedSetups.run(ShippedSetups.setup(scenario, ShippedSetups.image(program), SEED))
        .finish();
  }

  private static Setup setup(Strategy strategy, String program, String... faults) {
    Replication replication = replication(strategy, MS, 2 * MS, US);
    Scenario scenario =
        ShippedSetups.scenario(program).builder().replication(replication).scenario();
    return ShippedSetups.setup(scenario, ShippedSetups.image(program), SEED, faults);
  }
}
