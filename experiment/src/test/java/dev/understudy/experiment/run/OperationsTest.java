package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.OperationText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.replica.Replica;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.log.Control;
import dev.understudy.hypervisor.log.ControlApplied;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.programs.Programs;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.Interpreter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator does to a guest under fault tolerance, and faults that strike meanwhile. */
class OperationsTest {
  private static final long MS = 1_000_000;
  private static final long SEED = Long.getLong("understudy.seed", 7);

  // ---- what each does

  @Test
  void aPausedGuestAnswersNobodyUntilItGoesOn() {
    Run run = play("counter", "pause@20ms", "resume@40ms");

    assertThat(refusals(run)).isEmpty();
    assertThat(run.finish().clients().waiting()).isEmpty();
    assertThat(run.trace().emitted())
        .filteredOn(output -> output.kind() == OutputKind.NETWORK)
        .noneMatch(output -> output.atNs() > 21 * MS && output.atNs() < 40 * MS)
        .anyMatch(output -> output.atNs() < 20 * MS)
        .anyMatch(output -> output.atNs() > 40 * MS);
  }

  /** Both hosts: a backup that got more of its processor would say nothing about the primary. */
  @Test
  void aShareSlowsTheGuestDownOnBothHosts() {
    Run run = play("counter", "share:25%@20ms");

    assertThat(run.trace().paced())
        .extracting(paced -> paced.host() + ": " + paced.speedPerMille())
        .contains("0: 250", "1: 250");
  }

  @Test
  void whoeverIsSwitchedOffEndsOnBothHosts() {
    Run run = play("counter", "power-off@20ms");

    assertThat(run.finish().guest().end()).isNotNull();
    assertThat(run.finish().guest().end().how().kind()).isEqualTo(OutputKind.POWER_OFF);
    assertThat(refusals(run)).isEmpty();
  }

  /** At its final point nothing is under way that would have to be repeated. */
  @ParameterizedTest
  @EnumSource(
      value = Strategy.class,
      names = {"NONE"},
      mode = EnumSource.Mode.EXCLUDE)
  void aFailoverByOrderRepeatsNothing(Strategy strategy) {
    RunReport report =
        run(setup("bank", strategy, 2, ClusterConfig.NONE, "failover@20ms")).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isEqualTo(1);
    assertThat(report.clients().waiting()).isEmpty();
    Failover first =
        report.redundancy().failovers().stream()
            .filter(Failover::failover)
            .findFirst()
            .orElseThrow();
    assertThat(first.host()).isEqualTo("host-2");
    assertThat(first.resent()).isZero();
    assertThat(first.reissued()).isZero();
    assertThat(first.liveNs() - 20 * MS).isLessThan(12 * MS);
  }

  /** Each tick would be one more entry to acknowledge, and the next comes before that is done. */
  @Test
  void aFailoverByOrderDoesNotWaitForTicksToEnd() {
    RunReport report = run(ticking("failover@30ms")).finish();

    assertThat(report.breaches()).isEmpty();
    Failover first = report.redundancy().failovers().get(0);
    assertThat(first.liveNs() - 30 * MS).isLessThan(5 * MS);
  }

  /**
   * The backup dies while its primary gives way to it, and before it asks the disk: the guest goes
   * on where it was, and has its timer.
   */
  @Test
  void aTickThatCameDuringAFailoverThatCameToNothingIsNotLost() {
    for (long us = 0; us < 1_300; us += 100) {
      String crash = "crash backup@" + (30_000 + us) + "us";
      RunReport report = run(ticking("failover@30ms", crash)).finish();

      assertThat(report.breaches()).as(crash).isEmpty();
      assertThat(report.guest().end()).as(crash).isNotNull();
    }
  }

  /** A guest with a tick each 300 us, over a channel on which a round trip takes a millisecond. */
  private static Setup ticking(String order, String... faults) {
    String toml =
        Programs.find("alarm").orElseThrow().scenario()
            + "\n[network.channel]\nlatency = \"500us\"\n";
    Scenario scenario = ordered(Scenario.parse("alarm.toml", toml).orThrow(), order);
    return ShippedSetups.setup(scenario, ShippedSetups.image("alarm"), SEED, faults);
  }

  @Test
  void faultToleranceIsTurnedOffAndOnAgain() {
    Run run = play("counter", "ft-off@20ms", "ft-on@50ms");
    RunReport report = run.finish();

    assertThat(refusals(run)).isEmpty();
    assertThat(report.failovers()).isZero();
    assertThat(report.redundancy().clones())
        .extracting(CloneAttempt::to)
        .containsExactly("host-2.2");
  }

  /** The cluster service does as it is told too. */
  @Test
  void nobodyMakesABackupWhileItIsOff() {
    Run run = run(setup("counter", Strategy.VM_FT, 3, ShippedSetups.SERVICE, "ft-off@20ms"));

    assertThat(run.finish().breaches()).isEmpty();
    assertThat(run.finish().redundancy().clones()).isEmpty();
  }

  @Test
  void eitherHostIsMoved() {
    RunReport backup = play("counter", "move-backup:host-3@20ms").finish();
    assertThat(backup.redundancy().clones()).extracting(CloneAttempt::to).containsExactly("host-3");
    assertThat(backup.failovers()).isZero();

    RunReport primary = play("counter", "move-primary:host-3@20ms").finish();
    assertThat(primary.story().terms())
        .extracting(PrimaryTerm::host)
        .containsExactly("host-1", "host-3");
    assertThat(primary.redundancy().clones())
        .extracting(CloneAttempt::to)
        .containsExactly("host-3", "host-4");
  }

  /** With a backup there is time for the disk; without one what is pending goes along. */
  @Test
  void aGuestThatIsMovedHasNothingPendingAndOneThatIsClonedMay() {
    int pendingInClones = 0;
    for (int ms = 2; ms <= 10; ms += 2) {
      for (Strategy strategy : List.of(Strategy.VM_FT, Strategy.EPOCH)) {
        assertThat(pendingIn("disklog", strategy, new String[0], "move-backup:host-3@" + ms + "ms"))
            .as("%s, %d ms", strategy, ms)
            .isZero();
      }
      String[] crash = {"crash backup@" + ms + "ms"};
      pendingInClones += pendingIn("disklog", Strategy.VM_FT, crash);
    }
    assertThat(pendingInClones).isPositive();
  }

  /** How many disk requests came along with a guest to the third host. */
  private static int pendingIn(
      String program, Strategy strategy, String[] faults, String... orders) {
    Run run = run(setup(program, strategy, 3, ShippedSetups.SERVICE, faults, orders));
    World world = run.world();
    while ((world.hostCount() < 3 || !arrived(world)) && world.step()) {
      // Everything happens in step().
    }
    int pending = third(world).guest().devices().disk().pending().size();

    assertThat(run.finish().breaches()).isEmpty();
    assertThat(refusals(run)).isEmpty();
    return pending;
  }

  private static boolean arrived(World world) {
    return third(world).hasGuest();
  }

  private static Replica third(World world) {
    return Objects.requireNonNull(world.replica(2));
  }

  /** The guest does not stand still for long: what is pending then goes along after all. */
  @Test
  void aDiskThatDoesNotAnswerHoldsUpNoMove() {
    String[] outage = {"disk-outage disk@5ms+40ms"};
    String[] move = {"move-backup:host-3@6ms"};
    Run run = run(setup("disklog", Strategy.VM_FT, 3, ClusterConfig.NONE, outage, move));
    RunReport report = run.finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(refusals(run)).isEmpty();
    assertThat(report.redundancy().clones()).extracting(CloneAttempt::to).containsExactly("host-3");
    assertThat(report.redundancy().clones().get(0).pauseNs()).isBetween(2 * MS, 4 * MS);
  }

  @ParameterizedTest
  @CsvSource({
    "move-primary:host-2@20ms, the backup is there",
    "move-backup:host-2@20ms, the backup is there",
    "move-backup:host-1@20ms, the primary is there",
    "resume@20ms, it is not paused",
    "ft-off@20ms failover@21ms, there is no backup",
    "ft-off@20ms move-backup:host-3@21ms, there is no backup",
    "crash-of-host-3 move-backup:host-3@21ms, nobody can be put there",
    "pause@20ms pause@21ms, it is paused already"
  })
  void whatCanNotBeDoneIsRefused(String orders, String why) {
    List<String> texts = new ArrayList<>(List.of(orders.split(" ")));
    boolean down = texts.remove("crash-of-host-3");
    Setup setup =
        setup("counter", Strategy.VM_FT, 4, ClusterConfig.NONE, texts.toArray(new String[0]));
    Run run = run(setup);
    if (down) {
      run.world().inject(fault("crash host-3@0ms"), 0);
    }
    run.finish();

    assertThat(refusals(run)).containsExactly(why);
  }

  @Test
  void checkpointsCanNotBeCloned() {
    Run run =
        run(setup("counter", Strategy.CHECKPOINT, 3, ClusterConfig.NONE, "move-backup:host-3@9ms"));
    run.finish();

    assertThat(refusals(run))
        .containsExactly("a guest whose checkpoints are shipped can't be cloned");
  }

  @Test
  void aGuestThatRunsAloneHasNoFaultTolerance() {
    Scenario scenario = ordered(ShippedSetups.scenario("counter"), "failover@20ms");
    Setup setup =
        SetupFactory.solo(Interpreter.INSTANCE).setup(scenario, ShippedSetups.image("counter"));
    Run run = run(setup);
    run.finish();

    assertThat(refusals(run)).containsExactly("the guest runs without fault tolerance");
  }

  // ---- faults meanwhile

  /** An entry that died with its primary is ordered again, and none is carried out twice. */
  @Test
  void aControlSurvivesItsPrimary() {
    String[] orders = {"share:50%@20ms", "pause@20ms", "resume@45ms"};
    Run before = run(setup("counter", Strategy.VM_FT, 2, ClusterConfig.NONE, orders));
    for (long us = 0; us <= 300; us += 10) {
      while (before.world().stepUntil(20 * MS + us * 1_000)) {
        // Everything happens in stepUntil().
      }
      Run run = before.fork();
      run.world().inject(fault("crash primary@0ms"), 20 * MS + us * 1_000);
      RunReport report = run.finish();

      assertThat(report.breaches()).as("%d us", us).isEmpty();
      assertThat(refusals(run)).as("%d us", us).isEmpty();
      int survivor = run.world().primary().orElseThrow();
      assertThat(
              Objects.requireNonNull(run.world().replica(survivor))
                  .guest()
                  .devices()
                  .controls()
                  .controlsTaken())
          .as("%d us", us)
          .isEqualTo(3);
      assertThat(controlsOf(run, survivor)).as("%d us", us).endsWith(Control.RESUME);
    }
  }

  private static List<Control> controlsOf(Run run, int host) {
    return run.trace().logged().stream()
        .filter(logged -> logged.host() == host)
        .map(logged -> logged.entry())
        .filter(ControlApplied.class::isInstance)
        .map(entry -> ((ControlApplied) entry).control())
        .collect(Collectors.toList());
  }

  /**
   * At every step of every operation, or every so many, something else happens in turn: no promise
   * is broken. All of it at each: {@code -Dunderstudy.faults=6}.
   */
  @ParameterizedTest
  @CsvSource({
    "counter, pause@20ms resume@23ms, 1",
    "counter, share:50%@20ms, 1",
    "counter, power-off@20ms, 1",
    "counter, ft-off@20ms ft-on@40ms, 1",
    "counter, failover@20ms, 1",
    "counter, move-backup:host-3@20ms, 1",
    "counter, move-primary:host-3@20ms, 1",
    "disklog, move-backup:host-3@9ms, 7"
  })
  void somethingHappensAtEachStepOfAnOperation(String program, String orders, int stride) {
    Setup setup = setup(program, Strategy.VM_FT, 4, ShippedSetups.SERVICE, orders.split(" "));
    long firstNs = setup.orders().get(0).atNs();
    List<String> faults =
        List.of(
            "crash primary@0ms",
            "crash backup@0ms",
            "pause primary@0ms+30ms",
            "cut channel:primary:all@0ms+30ms",
            "cut channel:all:primary@0ms+30ms",
            "disk-outage disk@0ms+30ms");
    Run run = run(setup);
    while (run.world().stepUntil(firstNs - 1)) {
      // Everything happens in stepUntil().
    }
    int atOnce = Integer.getInteger("understudy.faults", 2);
    int turn = 0;
    int step = 0;
    int tried = 0;
    while (isUnderWay(run.world()) && run.world().step()) {
      step++;
      if (step % stride != 0 || (step > 60 && step % (11 * stride) != 0)) {
        continue; // A longer course is looked at in strides, and a busy guest's.
      }
      for (int i = 0; i < atOnce; i++) {
        String text = faults.get(turn++ % faults.size());
        Run fork = run.fork();
        if (fork.world().inject(fault(text), fork.world().nowNs())) {
          tried++;
          fork.world().settle();
          List<Breach> breaches = fork.finish().breaches();
          assertThat(breaches)
              .as("%s in step %d at %d ns", text, step, run.world().nowNs())
              .isEmpty();
        }
      }
    }
    assertThat(tried).isGreaterThan(20);
  }

  /** The operations, and a moment more. */
  private static boolean isUnderWay(World world) {
    List<OperationOutcome> carried = world.operator().carried();
    boolean all = carried.size() == world.setup().orders().size();
    return world.end() == null
        && (!all || world.nowNs() < carried.get(carried.size() - 1).overNs() + MS / 2);
  }

  /** More of them: {@code -Dunderstudy.operations=1000}. */
  @Test
  void anythingIsOrderedAndAnythingGoesWrong() {
    int worlds = Integer.getInteger("understudy.operations", 40);
    int done = 0;
    for (int number = 0; number < worlds; number++) {
      SplittableRandom dice = new SplittableRandom(SEED * 1_000 + number);
      Strategy strategy = dice.nextInt(4) == 0 ? Strategy.EPOCH : Strategy.VM_FT;
      ClusterConfig cluster = dice.nextBoolean() ? ShippedSetups.SERVICE : ClusterConfig.NONE;
      String[] orders = drawn(dice, 1 + dice.nextInt(4), OperationsTest::order);
      String[] faults = drawn(dice, dice.nextInt(3), OperationsTest::fault);
      Setup setup = setup("counter", strategy, 2 + dice.nextInt(4), cluster, faults, orders);
      Run run = run(setup);
      String what = Arrays.toString(orders) + ", " + Arrays.toString(faults);
      assertThat(run.finish().breaches())
          .as("seed %d, world %d: %s, %s", SEED, number, what, strategy)
          .isEmpty();
      done += (int) run.world().operator().carried().stream().filter(o -> o.done()).count();
    }
    assertThat(done).isGreaterThan(worlds);
  }

  private static String[] drawn(
      SplittableRandom dice, int count, Function<SplittableRandom, String> one) {
    String[] texts = new String[count];
    Arrays.setAll(texts, i -> one.apply(dice));
    return texts;
  }

  private static String order(SplittableRandom dice) {
    String[] some = {
      "pause",
      "resume",
      "share:10%",
      "share:100%",
      "ft-off",
      "ft-on",
      "failover",
      "failover",
      "move-backup:host-1",
      "move-backup:host-2",
      "move-primary:host-1",
      "move-primary:host-2"
    };
    return some[dice.nextInt(some.length)] + "@" + (5_000 + dice.nextInt(80_000)) + "us";
  }

  private static String fault(SplittableRandom dice) {
    String[] some = {
      "crash primary",
      "crash backup",
      "pause primary",
      "pause backup",
      "cut channel:primary:all",
      "cut client:primary:all",
      "disk-outage disk"
    };
    long atUs = 5_000L + dice.nextInt(80_000);
    return some[dice.nextInt(some.length)] + "@" + atUs + "us+" + (1 + dice.nextInt(40)) + "ms";
  }

  @Test
  void aForkAmidAnOperationGoesTheSameWay() {
    Setup setup =
        setup(
            "counter",
            Strategy.VM_FT,
            4,
            ClusterConfig.NONE,
            "move-primary:host-3@20ms",
            "pause@40ms");
    Run run = run(setup);
    while (run.world().stepUntil(21 * MS)) {
      // Everything happens in stepUntil().
    }
    Run fork = run.fork();

    assertThat(fork.finish().traceHash()).isEqualTo(run.finish().traceHash());
  }

  // ---- setups and runs

  private static Run play(String program, String... orders) {
    Run run = run(setup(program, Strategy.VM_FT, 4, ClusterConfig.NONE, orders));
    assertThat(run.finish().breaches()).isEmpty();
    return run;
  }

  private static Run run(Setup setup) {
    return ShippedSetups.run(setup);
  }

  private static Setup setup(
      String program, Strategy strategy, int hosts, ClusterConfig cluster, String... orders) {
    return setup(program, strategy, hosts, cluster, new String[0], orders);
  }

  private static Setup setup(
      String program,
      Strategy strategy,
      int hosts,
      ClusterConfig cluster,
      String[] faults,
      String[] orders) {
    Scenario scenario = ordered(ShippedSetups.clustered(program, hosts, cluster), orders);
    scenario = scenario.builder().replication(scenario.replication().with(strategy)).scenario();
    return ShippedSetups.setup(scenario, ShippedSetups.image(program), SEED, faults);
  }

  private static Scenario ordered(Scenario scenario, String... orders) {
    List<PlannedOperation> parsed =
        Arrays.stream(orders)
            .map(text -> OperationText.parse(text, "test").planned().orElseThrow())
            .toList();
    return scenario.builder().operations(parsed).scenario();
  }

  private static Fault fault(String text) {
    return FaultText.parse(text, "test").fault().orElseThrow();
  }

  private static List<String> refusals(Run run) {
    assertThat(run.world().operator().notReached()).isEmpty();
    return run.world().operator().carried().stream()
        .filter(one -> !one.done())
        .map(OperationOutcome::refusal)
        .toList();
  }
}
