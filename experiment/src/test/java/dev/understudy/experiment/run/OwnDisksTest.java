package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.disk.SharedDisk;
import dev.understudy.experiment.scenario.OperationText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.replica.Replica;
import dev.understudy.ft.replica.StorageRules;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.DiskReads;
import dev.understudy.hypervisor.device.DiskKind;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each host has a disk for itself, and a third party arbitrates (§4.1).
 *
 * <p>{@code -Dunderstudy.instants=50} lets hosts die at as many instants, {@code
 * -Dunderstudy.stride=1} at every entry of a race.
 */
class OwnDisksTest {
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final long MS = 1_000_000;
  private static final int INSTANTS = Integer.getInteger("understudy.instants", 5);
  private static final int STRIDE = Integer.getInteger("understudy.stride", 7);

  private static Scenario scenario(String program, DiskKind kind) {
    Scenario base = ShippedSetups.scenario(program);
    return base.builder().disk(base.disk().with(kind)).lengthNs(2_000 * MS).scenario();
  }

  private static Scenario own(String program) {
    return scenario(program, DiskKind.OWN);
  }

  private static Scenario cluster(String program) {
    return own(program)
        .builder()
        .hosts(ShippedSetups.THREE_HOSTS)
        .cluster(new ClusterConfig(2 * MS, ShippedSetups.SERVICE.limits()))
        .scenario();
  }

  private static Run run(Scenario scenario, long seed, String... faults) {
    return ShippedSetups.run(setup(scenario, seed, faults));
  }

  private static Setup setup(Scenario scenario, long seed, String... faults) {
    return ShippedSetups.setup(scenario, ShippedSetups.image(scenario.program()), seed, faults);
  }

  // ---- what the guest writes is its own affair

  @Test
  void aWriteIsNoOutputAndWaitsForNobody() {
    Run own = run(own("racer"), SEED);
    RunReport report = own.finish();
    RunReport shared = run(scenario("racer", DiskKind.SHARED), SEED).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.guest().console()).isEqualTo(shared.guest().console());
    assertThat(own.trace().released()).noneMatch(output -> output.kind() == OutputKind.DISK_WRITE);
    assertThat(report.log().entries()).isLessThan(shared.log().entries());
    assertThat(report.virtualTimeNs()).isLessThan(shared.virtualTimeNs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"disklog", "bank"})
  void inTheEndBothDisksHoldTheSame(String program) {
    Run run = run(own(program), SEED);
    run.finish();

    SharedDisk one = disk(run.world(), 0);
    assertThat(one.blocksWrittenSince(null)).isNotEmpty();
    assertThat(disk(run.world(), 1).contentDigest()).isEqualTo(one.contentDigest());
  }

  private static SharedDisk disk(World world, int host) {
    Replica replica = Objects.requireNonNull(world.replica(host));
    return replica.ownDisk().orElseThrow();
  }

  // ---- failover

  @ParameterizedTest
  @CsvSource({"racer, 9", "disklog, 14", "bank, 60"})
  void thePrimaryMayDieAtAnyInstant(String program, long takesMs) {
    long failovers = 0;
    Chance at = Chance.seeded(SEED).named(program);
    for (int i = 0; i < INSTANTS; i++) {
      String fault = "crash primary@" + at.below(i, takesMs * MS) + "ns";
      RunReport report = run(own(program), SEED + i, fault).finish();
      assertThat(report.breaches()).as(fault + ", seed " + (SEED + i)).isEmpty();
      failovers += report.failovers();
    }
    assertThat(failovers).isGreaterThan(INSTANTS / 2);
  }

  /** Every so many entries of a guest that reads and writes one block by turns. */
  @Test
  void thePrimaryMayDieAtAnyEntryOfARace() {
    for (int entry = 1; entry <= 90; entry += STRIDE) {
      String fault = "crash primary@entry:" + entry;
      RunReport report = run(own("racer"), SEED, fault).finish();
      assertThat(report.breaches()).as(fault).isEmpty();
      assertThat(report.failovers()).as(fault).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Strategy.class,
      names = {"SYNC", "EPOCH", "VM_FT", "CHECKPOINT"})
  void whateverTheStrategy(Strategy strategy) {
    for (String program : List.of("racer", "disklog")) {
      Scenario base = own(program);
      Scenario scenario = base.builder().replication(base.replication().with(strategy)).scenario();
      for (int i = 0; i < 3; i++) {
        String fault = "crash primary@" + (1 + 2 * i) + "ms";
        RunReport report = run(scenario, SEED + i, fault).finish();
        assertThat(report.breaches()).as(strategy.label() + ", " + fault).isEmpty();
        assertThat(report.failovers()).isEqualTo(1);
      }
    }
  }

  /** Side by side, with a primary that dies while it writes. */
  @Test
  void everyStrategyKeepsItsPromisesAndThePapersGains() {
    StrategyComparison own = compared(DiskKind.OWN);
    StrategyComparison shared = compared(DiskKind.SHARED);

    assertThat(own.lines())
        .filteredOn(line -> line.strategy().holdsOutputs())
        .allSatisfy(line -> assertThat(line.broken()).as(line.strategy().label()).isEmpty());
    assertThat(throughput(own, Strategy.VM_FT)).isGreaterThan(throughput(shared, Strategy.VM_FT));
  }

  private static StrategyComparison compared(DiskKind kind) {
    Scenario calm = scenario("disklog", kind);
    Scenario scenario = calm.withFaults(setup(calm, SEED, "crash primary@4ms").faults());
    return StrategyComparison.of(
        scenario,
        ShippedSetups.image("disklog"),
        EngineAssignment.all(Interpreter.INSTANCE),
        (strategy, number, of) -> List.of());
  }

  private static long throughput(StrategyComparison comparison, Strategy strategy) {
    return comparison.lines().stream()
        .filter(line -> line.strategy() == strategy)
        .mapToLong(StrategyFigures::throughputPerMille)
        .sum();
  }

  @Test
  void aBackupMayReadForItselfAndNoWriteHasToWaitForThat() {
    Scenario base = own("racer");
    Scenario repeated = base.builder().disk(base.disk().with(DiskReads.REPEATED)).scenario();
    RunReport logged = run(base, SEED).finish();
    RunReport report = run(repeated, SEED).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.log().bytes()).isLessThan(logged.log().bytes() / 5);
    assertThat(report.virtualTimeNs()).isLessThan(logged.virtualTimeNs() * 11 / 10);
    for (int i = 0; i < INSTANTS; i++) {
      String fault = "crash primary@" + (1 + i) + "ms";
      assertThat(run(repeated, SEED + i, fault).finish().breaches()).as(fault).isEmpty();
    }
  }

  // ---- a new backup needs the disk too

  @Test
  void aCloneBringsTheDiskAndMayTakeOver() {
    long clones = 0;
    long failovers = 0;
    Chance at = Chance.seeded(SEED).named("clones");
    for (int i = 0; i < INSTANTS; i++) {
      long firstNs = at.below(2L * i, 12 * MS);
      long secondNs = firstNs + 25 * MS + at.below(2L * i + 1, 25 * MS);
      String[] faults = {
        "crash " + (i % 2 == 0 ? "backup" : "primary") + "@" + firstNs + "ns+20ms",
        "crash primary@" + secondNs + "ns+20ms"
      };
      RunReport report = run(cluster("bank"), SEED + i, faults).finish();
      assertThat(report.breaches()).as(String.join(", ", faults)).isEmpty();
      clones += report.redundancy().clones().size();
      failovers += report.failovers();
    }
    assertThat(clones).isGreaterThan(INSTANTS);
    assertThat(failovers).isGreaterThan(INSTANTS / 2);
  }

  /** Fault tolerance that is switched on later has to sync the disks first. */
  @ParameterizedTest
  @CsvSource({
    "ft-off@5ms, ft-on@15ms",
    "move-backup:host-3@8ms, move-primary:host-2@25ms",
    "failover@6ms, move-backup:host-3@20ms"
  })
  void anOperatorMayMoveTheGuestAndItsDisk(String first, String second) {
    Scenario scenario =
        cluster("bank").builder().operations(List.of(planned(first), planned(second))).scenario();
    Run run = run(scenario, SEED, "crash primary@60ms");
    RunReport report = run.finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.redundancy().clones()).isNotEmpty();
    assertThat(report.clients().waiting()).isEmpty();
  }

  private static PlannedOperation planned(String text) {
    return OperationText.parse(text, "test").planned().orElseThrow();
  }

  // ---- the third party

  /** Unlike a shared disk it is not needed for serving. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cut storage:host-1:all@5ms",
        "cut storage:all:host-1@5ms",
        "cut storage:host-2:all@5ms",
        "disk-outage disk@5ms+30ms"
      })
  void aHostThatReachesNoThirdPartyServesOn(String fault) {
    RunReport report = run(own("bank"), SEED, fault).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isZero();
    assertThat(report.clients().waiting()).isEmpty();
  }

  @Test
  void withoutTheThirdPartyNobodyGoesLiveUntilItIsBack() {
    RunReport report =
        run(own("bank"), SEED, "disk-outage disk@5ms+40ms", "crash primary@10ms").finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isEqualTo(1);
    assertThat(report.redundancy().failovers().get(0).liveNs()).isGreaterThan(45 * MS);
  }

  /** It is one fault of those that are survived, where the loss of a shared disk is too much. */
  @Test
  void aThirdPartyThatIsGoneForGoodIsNoExcess() {
    String gone = "disk-outage disk@5ms";
    RunReport own = run(own("bank"), SEED, gone).finish();
    RunReport shared = run(scenario("bank", DiskKind.SHARED), SEED, gone).finish();

    assertThat(own.breaches()).isEmpty();
    assertThat(own.verdict().excess()).isEmpty();
    assertThat(own.clients().waiting()).isEmpty();
    assertThat(shared.verdict().excess()).contains(gone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"crash primary@20ms", "pause primary@20ms+60ms"})
  void withoutTheThirdPartyForGoodNothingMoreIsSurvived(String fault) {
    RunReport report = run(own("bank"), SEED, "disk-outage disk@5ms", fault).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isZero();
    assertThat(report.verdict().excess()).contains("disk-outage disk@5ms");
  }

  @Test
  void aSplitBrainIsSettledByTheThirdParty() {
    RunReport report =
        run(own("bank"), SEED, "cut channel:all:all@8ms", "cut client:host-1:all@8ms").finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.clients().waiting()).isEmpty();
  }

  /** A former primary that wakes up has its own disk, and nobody else's. */
  @Test
  void aPausedPrimaryThatWakesHarmsNobody() {
    for (int i = 0; i < INSTANTS; i++) {
      String fault = "pause primary@" + (3 * MS + i * 700_000L) + "ns+60ms";
      assertThat(run(own("bank"), SEED + i, fault).finish().breaches()).as(fault).isEmpty();
    }
  }

  // ---- the oracle can fail

  @Test
  void aBackupThatDoesNotWriteIsFoundOut() {
    assertThat(oraclesThatSaw(NO_WRITES, own("disklog"), "crash primary@9ms")).contains("disk");
  }

  @Test
  void aCloneWithoutTheLastBlocksIsFoundOut() {
    List<String> saw = new ArrayList<>();
    for (int i = 0; i < 12 && saw.isEmpty(); i++) {
      String fault = "crash backup@" + (5 + i) + "ms";
      saw.addAll(oraclesThatSaw(NO_LAST_BLOCKS, cluster("bank"), fault));
    }
    assertThat(saw).contains("disk");
  }

  private static final StorageRules NO_WRITES =
      new StorageRules() {
        @Override
        public boolean carriesOutFollowed() {
          return false;
        }
      };

  private static final StorageRules NO_LAST_BLOCKS =
      new StorageRules() {
        @Override
        public boolean clonesLastBlocks() {
          return false;
        }
      };

  private static List<String> oraclesThatSaw(StorageRules bug, Scenario scenario, String fault) {
    Setup setup = setup(scenario, SEED, fault);
    assertThat(ShippedSetups.run(setup).finish().breaches()).isEmpty();
    return ShippedSetups.run(setup.withRules(setup.rules().with(bug))).finish().breaches().stream()
        .map(Breach::oracle)
        .toList();
  }

  // ---- determinism

  @Test
  void aForkAtAnyMomentGoesTheSameWay() {
    Setup setup = setup(cluster("bank"), SEED, "crash primary@10ms+20ms", "crash primary@45ms");
    String expected = ShippedSetups.run(setup).finish().traceHash().toString();
    Run forked = ShippedSetups.run(setup);
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      forked = forked.fork();
      for (int step = 0; step < 1_000 && forked.world().step(); step++) {
        // The world goes on.
      }
      hashes.add(forked.fork().finish().traceHash().toString());
    }
    assertThat(hashes).allMatch(expected::equals);
  }

  @Test
  void lookingAtEveryInstructionChangesNothing() {
    Setup setup = setup(own("racer"), SEED, "crash primary@8ms");
    Run watched = ShippedSetups.run(setup);
    watched.world().stopEvery(1);

    assertThat(watched.finish().traceHash())
        .isEqualTo(ShippedSetups.run(setup).finish().traceHash());
  }
}
