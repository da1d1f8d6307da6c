package dev.understudy.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.run.ShippedSetups;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.replica.Replication;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.sim.oracle.Jury;
import dev.understudy.sim.world.RuleSet;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SweepTest {
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final ImmutableList<SweepFault> ALL = ImmutableList.copyOf(SweepFault.values());

  @TestFactory
  Stream<DynamicTest> everyPointSurvives() {
    return Stream.of("hello", "counter")
        .map(program -> DynamicTest.dynamicTest(program, () -> survives(program)));
  }

  private static void survives(String program) {
    SweepReport report =
        sweep(plan(ShippedSetups.sweep(program, SEED), ALL, InstructionWindow.NONE), Shard.WHOLE);

    assertThat(report.broken()).isEmpty();
    assertThat(report.isWhole()).isTrue();
    assertThat(report.tails() + report.merged()).isEqualTo(report.points()).isGreaterThan(50);
    assertThat(report.outcomes().keySet()).anyMatch(text -> text.contains("host-2 goes live"));
  }

  @TestFactory
  Stream<DynamicTest> everyPointSurvivesUnderEachStrategyThatPromisesIt() {
    return Stream.of(Strategy.SYNC, Strategy.EPOCH, Strategy.CHECKPOINT)
        .map(
            strategy ->
                DynamicTest.dynamicTest(
                    strategy.label(),
                    () -> {
                      SweepReport report = underStrategy(strategy);
                      assertThat(report.broken()).isEmpty();
                      assertThat(report.isWhole()).isTrue();
                    }));
  }

  @Test
  void whatAsyncForgetsIsFound() {
    SweepReport report = underStrategy(Strategy.ASYNC);

    assertThat(report.isWhole()).isTrue();
    assertThat(report.outcomes().keySet())
        .anyMatch(text -> text.contains("BROKEN") && text.contains("clients"));
  }

  private static SweepReport underStrategy(Strategy strategy) {
    Replication usual = Replication.STANDARD;
    Scenario scenario =
        ShippedSetups.scenario("counter")
            .forSweep()
            .builder()
            .replication(
                new Replication(
                    strategy,
                    usual.epochNs(),
                    usual.checkpointNs(),
                    usual.pageCopyNs(),
                    usual.resend()))
            .scenario();
    Setup setup = ShippedSetups.setup(scenario, ShippedSetups.image("counter"), SEED);
    return sweep(
        plan(
            setup,
            ImmutableList.of(SweepFault.CRASH_PRIMARY, SweepFault.CUT_CHANNEL),
            InstructionWindow.NONE),
        Shard.WHOLE);
  }

  @Test
  void theNameOfAPointShowsItAgainInAFreshRun() {
    Setup setup = ShippedSetups.sweep("counter", SEED);
    SweepTiming timing = SweepTiming.of(setup);
    MemoryPool pool = new MemoryPool();
    int[] checked = new int[1];
    SweepPlan plan = plan(setup, ALL, new InstructionWindow(300, 340));
    Setup prolonged = plan.prolonged();
    World traced = new World(prolonged, pool, List.of(new Jury(prolonged, pool)));
    new Prefix(
            traced,
            setup.deadlineNs(),
            plan.window(),
            (world, jury, instant) -> {
              SweepFault kind = ALL.get((int) (instant.number() % ALL.size()));
              if (instant.number() % 7 == 0 && TailRunner.canStrike(world, instant, kind)) {
                checked[0]++;
                isShownAgain(world, instant, kind, timing);
              }
              return true;
            })
        .run();
    assertThat(checked[0]).isGreaterThan(30);
  }

  private static void isShownAgain(
      World world, SweepInstant instant, SweepFault kind, SweepTiming timing) {
    ImmutableList<String> names = SweepPoint.texts(instant, kind.effects(timing));
    World tail = TailRunner.struck(world, instant, kind.effects(timing));
    TailEnding ending = TailRunner.run(tail, timing, true);

    Setup planned = ShippedSetups.sweep("counter", SEED, names.toArray(new String[0]));
    MemoryPool pool = new MemoryPool();
    Jury jury = new Jury(planned, pool);
    World fresh = new World(planned, pool, List.of(jury));
    fresh.run();
    TailEnding again = TailRunner.end(fresh, fresh.nowNs(), timing, true);

    assertThat(again.outcome()).as("%s", names).isEqualTo(ending.outcome());
    assertThat(fresh.nowNs()).as("%s", names).isEqualTo(tail.nowNs());
    assertThat(fresh.traceHash()).as("%s", names).isEqualTo(tail.traceHash());
    assertThat(fresh.faultInjector().notReached()).as("%s", names).isEmpty();
  }

  @Test
  void sharesAddUpToTheWhole() {
    SweepPlan plan =
        plan(
            ShippedSetups.sweep("counter", SEED),
            ImmutableList.of(SweepFault.CRASH_PRIMARY),
            InstructionWindow.NONE);
    SweepReport whole = sweep(plan, Shard.WHOLE);
    SweepReport sum = sweep(plan, new Shard(2, 3)).plus(sweep(plan, new Shard(3, 3)));

    assertThat(sum.plus(sweep(plan, new Shard(1, 3)))).isEqualTo(whole);
    assertThat(sum.isWhole()).isFalse();
  }

  @Test
  void aPlantedBugIsFoundAtItsPoints() {
    Rules hasty =
        new Rules() {
          @Override
          public long releasable(long appendedThrough, long acknowledgedThrough) {
            return appendedThrough;
          }

          @Override
          public boolean flushesAtOnce(Gate gate) {
            return false;
          }
        };
    Setup setup = ShippedSetups.sweep("counter", SEED).withRules(RuleSet.STANDARD.with(hasty));
    MemoryPool pool = new MemoryPool();
    SweepSurvey survey =
        new BlockExplorer(
                plan(setup, ImmutableList.of(SweepFault.CRASH_PRIMARY), InstructionWindow.NONE),
                pool)
            .survey();

    assertThat(survey.breaches()).anyMatch(breach -> breach.oracle().equals("output-rule"));
  }

  @Test
  void aBugThatShowsOnlyWhenAPrimaryDiesIsFoundAtItsPoints() {
    SeamRules forgetful =
        new SeamRules() {
          @Override
          public List<PendingIo> reissued(List<PendingIo> pending, VirtualMachine guest) {
            return List.of();
          }
        };
    Setup setup = ShippedSetups.sweep("bank", SEED).withRules(RuleSet.STANDARD.with(forgetful));
    SweepPlan plan =
        plan(setup, ImmutableList.of(SweepFault.CRASH_PRIMARY), InstructionWindow.NONE);
    SweepReport report = sweep(plan, new Shard(1, 20));

    assertThat(report.brokenPoints()).isBetween(1L, report.points() - 1);
    assertThat(report.broken().get(0).point().faults().get(0)).startsWith("crash primary@");
  }

  @Test
  void stoppingLeavesACorrectReport() {
    SweepPlan plan = plan(ShippedSetups.sweep("counter", SEED), ALL, InstructionWindow.NONE);
    SweepSurvey survey = new BlockExplorer(plan, new MemoryPool()).survey();
    SweepReport[] report = {SweepReport.of("counter", "", "", SEED, survey, Shard.WHOLE)};
    int[] asked = new int[1];
    new BlockExplorer(plan, new MemoryPool())
        .explore(
            survey,
            work(
                after -> after + 1 < survey.blocks() ? after + 1 : -1,
                block -> report[0] = report[0].plus(block),
                () -> ++asked[0] > 500));

    assertThat(report[0].tails() + report[0].merged()).isBetween(450L, 500L);
    assertThat(report[0].begun().size()).as("left unfinished, and counted").isEqualTo(1);
    assertThat(report[0].done().firstShared(report[0].begun())).isNegative();
    assertThat(report[0].skipped())
        .isEqualTo(report[0].points() - report[0].tails() - report[0].merged());
    assertThat(report[0].isWhole()).isFalse();
  }

  @Test
  void pairsOfFaultsKeepSafety() {
    ImmutableList<SweepFault> kinds =
        ImmutableList.of(
            SweepFault.CRASH_PRIMARY, SweepFault.PAUSE_PRIMARY, SweepFault.DISK_OUTAGE);
    SweepPlan plan =
        new SweepPlan(
            ShippedSetups.sweep("hello", SEED), kinds, InstructionWindow.NONE, true, true);
    SweepReport report = sweep(plan, new Shard(4, 25));

    assertThat(report.broken()).isEmpty();
    assertThat(report.outcomes().keySet()).anyMatch(text -> text.contains("no host is left"));
    assertThat(report.points()).isGreaterThan(100);
  }

  static SweepPlan plan(Setup setup, ImmutableList<SweepFault> kinds, InstructionWindow window) {
    return new SweepPlan(setup, kinds, window, false, true);
  }

  static SweepReport sweep(SweepPlan plan, Shard shard) {
    SweepSurvey survey = new BlockExplorer(plan, new MemoryPool()).survey();
    SweepReport[] report = {SweepReport.of("test", "", "", SEED, survey, shard)};
    new BlockExplorer(plan, new MemoryPool())
        .explore(
            survey,
            work(
                after -> next(report[0], after),
                block -> report[0] = report[0].plus(block),
                () -> false));
    return report[0];
  }

  private static int next(SweepReport report, int after) {
    return report.assigned().next(after + 1);
  }

  /** Takes blocks and adds their reports up. */
  private static SweepWork work(
      IntUnaryOperator next, Consumer<BlockReport> done, BooleanSupplier stop) {
    return new SweepWork() {
      @Override
      public int nextBlock(int after) {
        return next.applyAsInt(after);
      }

      @Override
      public void done(BlockReport block) {
        done.accept(block);
      }

      @Override
      public boolean mustStop() {
        return stop.getAsBoolean();
      }
    };
  }
}
