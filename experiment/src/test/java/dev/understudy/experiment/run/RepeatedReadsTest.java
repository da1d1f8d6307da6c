package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.DiskReads;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.Watcher;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A backup that reads for itself what its guest has read (§4.2).
 *
 * <p>{@code -Dunderstudy.instants=50} lets hosts die at as many instants.
 */
class RepeatedReadsTest {
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final long MS = 1_000_000;
  private static final int INSTANTS = Integer.getInteger("understudy.instants", 4);

  private static Scenario scenario(String program, DiskReads reads) {
    Scenario base = ShippedSetups.scenario(program);
    return base.builder().disk(base.disk().with(reads)).lengthNs(2_000 * MS).scenario();
  }

  private static Setup setup(String program, long seed, String... faults) {
    Scenario scenario = scenario(program, DiskReads.REPEATED);
    return ShippedSetups.setup(scenario, ShippedSetups.image(program), seed, faults);
  }

  private static RunReport play(String program, long seed, String... faults) {
    return ShippedSetups.run(setup(program, seed, faults)).finish();
  }

  @Test
  void theLogIsAFractionOfWhatItWasAndTheGuestSeesNoDifference() {
    RunReport logged =
        ShippedSetups.run(
                ShippedSetups.setup(
                    scenario("disklog", DiskReads.LOGGED), ShippedSetups.image("disklog"), SEED))
            .finish();
    RunReport repeated = play("disklog", SEED);

    assertThat(repeated.breaches()).isEmpty();
    assertThat(repeated.guest().console()).isEqualTo(logged.guest().console());
    assertThat(repeated.log().bytes()).isLessThan(logged.log().bytes() / 10);
    assertThat(repeated.channel().traffic().sentBytes())
        .isLessThan(logged.channel().traffic().sentBytes() / 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"racer", "disklog"})
  void thePrimaryMayDieAtAnyInstant(String program) {
    long failovers = 0;
    Chance at = Chance.seeded(SEED).named(program);
    for (int i = 0; i < INSTANTS; i++) {
      String fault = "crash primary@" + at.below(i, 60 * MS) + "ns";
      RunReport report = play(program, SEED + i, fault);
      assertThat(report.breaches()).as(fault + ", seed " + (SEED + i)).isEmpty();
      assertThat(report.guest().end()).as(fault).isNotNull();
      failovers += report.failovers();
    }
    assertThat(failovers).isGreaterThan(INSTANTS / 2);
  }

  /** The destination of a clone reads too, from the first entry behind its snapshot. */
  @Test
  void aClonedBackupReadsForItselfAndMayTakeOver() {
    long failovers = 0;
    Chance at = Chance.seeded(SEED).named("clones");
    for (int i = 0; i < INSTANTS; i++) {
      long firstNs = at.below(2L * i, 20 * MS);
      long secondNs = firstNs + 15 * MS + at.below(2L * i + 1, 60 * MS);
      String[] faults = {
        "crash " + (i % 2 == 0 ? "backup" : "primary") + "@" + firstNs + "ns",
        "crash primary@" + secondNs + "ns"
      };
      Scenario scenario =
          scenario("racer", DiskReads.REPEATED)
              .builder()
              .hosts(ShippedSetups.THREE_HOSTS)
              .cluster(new ClusterConfig(2 * MS, ShippedSetups.SERVICE.limits()))
              .scenario();
      RunReport report =
          ShippedSetups.run(
                  ShippedSetups.setup(scenario, ShippedSetups.image("racer"), SEED + i, faults))
              .finish();
      assertThat(report.breaches()).as(String.join(", ", faults)).isEmpty();
      failovers += report.failovers();
    }
    assertThat(failovers).isGreaterThan(INSTANTS);
  }

  /**
   * The first hazard: a backup that waits for its disk falls behind, and does nothing else wrong.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "disk-outage disk@20ms+30ms",
        "cut storage:host-2:all@5ms+15ms",
        "cut storage:all:host-2@5ms+15ms"
      })
  void aDiskOutOfReachIsWaitedFor(String fault) {
    RunReport report = play("racer", SEED, fault);

    assertThat(report.breaches()).isEmpty();
    assertThat(report.guest().end()).isNotNull();
  }

  /** Or one cut would stop a guest that has a primary with nothing wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"cut storage:host-2:all@5ms", "cut storage:all:host-2@5ms"})
  void aBackupThatCanNeverReadAgainGivesItsPlaceUp(String fault) {
    RunReport report = play("racer", SEED, fault);

    assertThat(report.breaches()).isEmpty();
    assertThat(report.guest().end()).isNotNull();
    assertThat(report.failovers()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Strategy.class,
      names = {"SYNC", "EPOCH", "VM_FT"})
  void whoeverReplaysCanRepeat(Strategy strategy) {
    Scenario base = scenario("racer", DiskReads.REPEATED);
    Scenario scenario = base.builder().replication(base.replication().with(strategy)).scenario();
    for (int i = 0; i < 3; i++) {
      String fault = "crash primary@" + (9 + 8 * i) + "ms";
      RunReport report =
          ShippedSetups.run(
                  ShippedSetups.setup(scenario, ShippedSetups.image("racer"), SEED, fault))
              .finish();
      assertThat(report.breaches()).as(strategy.label() + ", " + fault).isEmpty();
      assertThat(report.failovers()).isEqualTo(1);
    }
  }

  /** Each read of a follower is its own, and each once. */
  @Test
  void everyReadIsMadeByBothAndByTheBackupOnce() {
    List<Long> own = new ArrayList<>();
    Watcher watcher =
        new Watcher() {
          @Override
          public void noted(long nowNs, int host, Note note) {
            if (note instanceof Note.ReadsItself read) {
              assertThat(host).isEqualTo(1);
              own.add(read.io().requestId());
            }
          }

          @Override
          public Watcher fork() {
            return this;
          }
        };
    Run.of(setup("racer", SEED), new MemoryPool(), List.of(watcher)).finish();

    assertThat(own).doesNotHaveDuplicates().hasSize(48);
  }

  @Test
  void lookingAtEveryInstructionChangesNothing() {
    Setup setup = setup("disklog", SEED, "crash primary@40ms");
    Run watched = ShippedSetups.run(setup);
    watched.world().stopEvery(1);

    assertThat(watched.finish().traceHash())
        .isEqualTo(ShippedSetups.run(setup).finish().traceHash());
  }
}
