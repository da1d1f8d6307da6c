package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.NetworkSettings;
import dev.understudy.experiment.scenario.RecurringFaults;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.ft.protocol.CloneLimits;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.programs.Programs;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.SometimesProperty;
import dev.understudy.sim.world.World;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.MemoryPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Redundancy returns: a pool of hosts, and a service that makes new backups.
 *
 * <p>{@code -Dunderstudy.stride=1} lets each fault strike at every step of a clone.
 */
class ClusterTest {
  private static final long MS = 1_000_000;
  private static final long SEED = Long.getLong("understudy.seed", 7);
  private static final int STRIDE = Integer.getInteger("understudy.stride", 2);
  private static final ClusterConfig SERVICE = ShippedSetups.SERVICE;

  @Test
  void onePrimaryAfterTheOtherDies() {
    RunReport report =
        play(
            5,
            "crash primary@20ms",
            "crash primary@60ms",
            "crash primary@100ms",
            "crash primary@140ms");

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isEqualTo(4);
    assertThat(report.clients().waiting()).isEmpty();
    assertThat(report.story().terms())
        .extracting(PrimaryTerm::host)
        .containsExactly("host-1", "host-2", "host-3", "host-4", "host-5");
  }

  @Test
  void aBackupThatDiesIsReplaced() {
    RunReport report = play(3, "crash backup@20ms");

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isZero();
    assertThat(report.redundancy().clones()).extracting(CloneAttempt::to).containsExactly("host-3");
    assertThat(report.redundancy().clonePauseNs()).isBetween(1L, CloneLimits.DEFAULT.pauseNs());
  }

  /** Two places are enough if they come back; a host that comes back is another one. */
  @Test
  void twoHostsTakeTurns() {
    RunReport report = play(2, "crash primary@20ms+10ms", "crash primary@80ms+10ms");

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isEqualTo(2);
    assertThat(report.story().terms())
        .extracting(PrimaryTerm::host)
        .containsExactly("host-1", "host-2", "host-1.2");
    assertThat(report.redundancy().clones())
        .extracting(CloneAttempt::to)
        .containsExactly("host-1.2", "host-2.2");
  }

  /** A guest that waits for its backup waits for the new one too, from when there is one. */
  @ParameterizedTest
  @EnumSource(
      value = Strategy.class,
      names = {"SYNC", "EPOCH"})
  void whoWaitsForABackupWaitsForTheNextOne(Strategy strategy) {
    Scenario scenario =
        Scenario.parse(
                "bank-under-" + strategy.label() + ".toml",
                """
                program = "bank"

                [[hosts]]
                [[hosts]]
                [[hosts]]
                [[hosts]]

                [cluster]
                replace-after = "5ms"

                [[clients]]
                kind = "bank"
                count = 4
                requests = 60
                think-time = "500us"
                """)
            .orThrow();
    scenario = scenario.builder().replication(scenario.replication().with(strategy)).scenario();
    RunReport report =
        ShippedSetups.run(
                ShippedSetups.setup(
                    scenario,
                    ShippedSetups.image("bank"),
                    SEED,
                    "crash primary@20ms",
                    "crash primary@60ms",
                    "crash primary@100ms"))
            .finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isEqualTo(3);
    assertThat(report.clients().waiting()).isEmpty();
  }

  @Test
  void withoutAServiceNobodyComes() {
    Setup setup = setup(3, ClusterConfig.NONE, "crash primary@20ms");
    RunReport report = Run.of(setup, new MemoryPool()).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.redundancy().clones()).isEmpty();
  }

  /** A primary that only stood still finds that the world has gone on without it, twice. */
  @Test
  void aPrimaryWakesTwoGenerationsLater() {
    RunReport report = play(4, "pause primary@20ms+70ms", "crash primary@60ms");

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isEqualTo(2);
    assertThat(report.story().moments())
        .extracting(RunStory.Moment::text)
        .anyMatch(text -> text.startsWith("host-1 halts"));
  }

  /** Whatever happens to whom while the guest is being cloned: nobody outside can tell. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "crash primary@0ms",
        "crash host-3@0ms",
        "pause primary@0ms+30ms",
        "pause host-3@0ms+30ms",
        "cut channel:primary:all@0ms+30ms",
        "cut channel:host-3:all@0ms+30ms",
        "disk-outage disk@0ms+30ms"
      })
  void somethingHappensAtEachStepOfAClone(String text) {
    Fault fault = FaultText.parse(text, "the test").fault().orElseThrow();
    Run run = Run.of(setup(4, SERVICE, "crash backup@20ms"), new MemoryPool());
    World world = run.world();
    while (run.trace().cloned().isEmpty() && !hasJoiner(world)) {
      world.step();
    }
    int step = text.length(); // So that not all of them strike at the same steps.
    int tried = 0;
    long untilNs = Long.MAX_VALUE;
    while (world.nowNs() < untilNs && world.step()) {
      if (untilNs == Long.MAX_VALUE && !run.trace().cloned().isEmpty()) {
        untilNs = world.nowNs() + MS;
      }
      if (++step % STRIDE != 0) {
        continue;
      }
      Run fork = run.fork();
      fork.world().inject(fault, fork.world().nowNs());
      fork.world().settle();
      RunReport report = fork.finish();
      tried++;

      boolean isLost = isAlone(world) && text.startsWith("crash primary");
      assertThat(isLost ? fork.safety().breaches() : report.breaches())
          .as("%s in step %d at %d ns", text, step - text.length(), world.nowNs())
          .isEmpty();
    }
    assertThat(tried).isGreaterThan(20);
    assertThat(run.trace().cloned().get(0).how().how()).isEqualTo(CloneEnd.PAIRED);
  }

  /** Rounds take long on a slow channel, and nobody can have promised otherwise. */
  @ParameterizedTest
  @CsvSource({"4000, 0", "8000, 0", "50, 8000000", "4000, 8000000"})
  void aSlowChannelIsGivenItsTime(long latencyUs, long bytesPerSecond) {
    Scenario scenario = ShippedSetups.clustered("bank", 3, SERVICE);
    LinkModel usual = scenario.networks().channel();
    LinkModel slow =
        new LinkModel(
            latencyUs * 1_000,
            0,
            usual.loss(),
            usual.duplication(),
            usual.reordering(),
            bytesPerSecond);
    NetworkSettings networks =
        new NetworkSettings(scenario.networks().client(), slow, scenario.networks().storage());
    Setup setup =
        ShippedSetups.setup(
            scenario.builder().networks(networks).lengthNs(10_000 * MS).scenario(),
            ShippedSetups.image("bank"),
            SEED,
            "crash backup@20ms");
    RunReport report = Run.of(setup, new MemoryPool()).finish();

    assertThat(report.redundancy().clones()).extracting(CloneAttempt::isMade).contains(true);
    assertThat(report.breaches()).isEmpty();
  }

  /** A host that the guest is being cloned to has nothing yet that anybody needs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "crash destination@0ms",
        "pause destination@0ms+60ms",
        "cut channel:destination:all@0ms+60ms",
        "cut channel:all:destination@0ms+60ms"
      })
  void aCloneThatIsInterruptedIsMadeAgain(String text) {
    Fault fault = FaultText.parse(text, "the test").fault().orElseThrow();
    Run run = Run.of(setup(5, SERVICE, "crash backup@20ms"), new MemoryPool());
    World world = run.world();
    int interrupted = 0;
    while (run.trace().cloned().isEmpty() && world.step()) {
      Run fork = run.fork();
      if (fork.world().inject(fault, fork.world().nowNs())) {
        fork.world().settle();
        RunReport report = fork.finish();
        assertThat(report.breaches()).as("%s at %d ns", text, world.nowNs()).isEmpty();
        assertThat(report.verdict().excess()).as("%s at %d ns", text, world.nowNs()).isEmpty();
        interrupted +=
            report.verdict().sometimes().contains(SometimesProperty.CLONE_INTERRUPTED) ? 1 : 0;
      }
    }
    assertThat(interrupted).isGreaterThan(5);
  }

  /** The first seconds of the soaks that ship; people play them for a minute, with many seeds. */
  @ParameterizedTest
  @ValueSource(strings = {"bank", "kv"})
  void somethingGoesWrongAgainAndAgain(String program) throws IOException {
    Path file = Path.of("../scenarios/soak-" + program + ".toml");
    Scenario whole = Scenario.parse(file.toString(), Files.readString(file)).orThrow();
    RecurringFaults recurringFaults =
        new RecurringFaults(whole.recurringFaults().everyNs(), 300 * MS, 5_000 * MS, 150 * MS);
    List<ClientGroup> clients = whole.clients().stream().map(ClusterTest::fewer).toList();
    Scenario shorter = whole.builder().recurringFaults(recurringFaults).clients(clients).scenario();
    RunReport report =
        ShippedSetups.run(ShippedSetups.setup(shorter, ShippedSetups.image(program), SEED))
            .finish();

    assertThat(report.breaches()).as("seed %d", SEED).isEmpty();
    assertThat(report.verdict().excess()).as("seed %d", SEED).isEmpty();
    assertThat(report.interventions().faultsNotReached()).as("seed %d", SEED).isEmpty();
    assertThat(report.failovers()).as("seed %d", SEED).isGreaterThan(8);
    assertThat(report.clients().waiting()).as("seed %d", SEED).isEmpty();
  }

  private static ClientGroup fewer(ClientGroup group) {
    return new ClientGroup(
        group.workload(),
        group.firstNumber(),
        group.count(),
        group.requests() / 12,
        group.startNs(),
        group.thinkNs(),
        group.retryNs());
  }

  /**
   * A scenario that prefers no backup to a slow guest gets none, and the service gives up trying.
   */
  @Test
  void aGuestThatMustNotBeSlowedIsGivenUpOnce() {
    Image restless =
        Assembler.assemble(
                "restless.asm",
                """
                start:  mov     r1, 0x10000
                        mov     r3, 0x30000
                next:   st8     [r1], r2
                        add     r2, 1
                        add     r1, 4096
                        jltu    r1, r3, next
                        jmp     start
                """,
                Programs::include)
            .image()
            .orElseThrow();
    Scenario scenario =
        Scenario.parse(
                "restless.toml",
                """
                program = "restless"
                length = "400ms"

                [[hosts]]
                [[hosts]]
                [[hosts]]

                [network.channel]
                bandwidth = 4000000

                [cluster]
                replace-after = "5ms"
                pause-max = "1ms"
                rounds-max = 3
                not-converging = "give-up"
                """)
            .orThrow();
    RunReport report =
        Run.of(ShippedSetups.setup(scenario, restless, SEED, "crash backup@20ms"), new MemoryPool())
            .finish();

    assertThat(report.redundancy().clones())
        .extracting(CloneAttempt::how)
        .containsExactly(CloneEnd.NOT_CONVERGING);
    assertThat(report.breaches()).isEmpty();
  }

  /** More goes wrong than any pair survives: nothing was promised, and nobody says it was. */
  @Test
  void whoLosesBothHostsIsLost() {
    RunReport report = play(3, "crash primary@20ms", "crash backup@21ms");

    assertThat(report.breaches()).isEmpty();
    assertThat(report.isLost()).isTrue();
    assertThat(report.verdict().excess()).contains("crash primary@20ms", "crash backup@21ms");
  }

  /** Two crashes with time for a new backup in between are provided for. */
  @Test
  void whoLosesOneAfterTheOtherIsNot() {
    RunReport report = play(3, "crash primary@20ms", "crash backup@60ms");

    assertThat(report.breaches()).isEmpty();
    assertThat(report.isLost()).isFalse();
    assertThat(report.verdict().excess()).isEmpty();
  }

  /** Nobody else has the guest as long as the disk has not taken the new pair. */
  private static boolean isAlone(World world) {
    return world.disk().generations().size() == 1;
  }

  private static boolean hasJoiner(World world) {
    return world.hostCount() > 2;
  }

  private static RunReport play(int hosts, String... faults) {
    return Run.of(setup(hosts, SERVICE, faults), new MemoryPool()).finish();
  }

  private static Setup setup(int hosts, ClusterConfig cluster, String... faults) {
    return ShippedSetups.cluster("counter", SEED, hosts, cluster, faults);
  }
}
