package dev.understudy.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.DiskRules;
import dev.understudy.disk.Generation;
import dev.understudy.disk.IncarnationStanding;
import dev.understudy.experiment.run.ShippedSetups;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.RuleSet;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each finding of docs/understand/FINDINGS.md: with the literal rule it is seen, with the product's
 * it is not.
 */
class FindingsTest {
  private static final long SEED = 1;

  /**
   * A finding.
   *
   * @param heading as on the page
   * @param literal the rules of the literal reading
   * @param oracle what notices
   * @param faults the scenario, as on the page
   */
  private record Finding(
      String heading, String program, RuleSet literal, String oracle, String... faults) {}

  private static final RuleSet STANDARD = RuleSet.STANDARD;

  private static final List<Finding> FINDINGS =
      List.of(
          new Finding(
              "The answer to a test-and-set gets lost",
              "counter",
              STANDARD.with(
                  new DiskRules() {
                    @Override
                    public boolean ownerWinsAgain() {
                      return false;
                    }
                  }),
              "clients",
              "crash primary@5ms",
              "cut storage:disk:backup@14.8ms+4ms"),
          new Finding(
              "Detection is no decision",
              "counter",
              STANDARD.with(
                  new Rules() {
                    @Override
                    public long releasableOnDetection(long appended, long released) {
                      return appended;
                    }
                  }),
              "output-rule",
              "cut channel:all:all@3ms"),
          new Finding(
              "Both sides detect, nobody asks",
              "counter",
              STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean asksTheDisk(boolean primary) {
                      return !primary;
                    }
                  }),
              "output-rule",
              "cut channel:all:all@3ms"),
          new Finding(
              "An address can be claimed back",
              "counter",
              STANDARD.with(
                  new Rules() {
                    @Override
                    public long tenure(long generation, boolean arbitrated) {
                      return 2 * generation;
                    }
                  }),
              "clients",
              "crash primary@5ms"),
          new Finding(
              "The output's entry waits in a batch",
              "counter",
              STANDARD.with(
                  new Rules() {
                    @Override
                    public long releasable(long appended, long acknowledged) {
                      return appended;
                    }

                    @Override
                    public boolean flushesAtOnce(Gate gate) {
                      return false;
                    }
                  }),
              "output-requirement",
              "crash primary@sent:4"));

  @TestFactory
  Stream<DynamicTest> theLiteralReadingBreaksAndTheProductDoesNot() {
    return FINDINGS.stream()
        .map(finding -> DynamicTest.dynamicTest(finding.heading, () -> isShown(finding)));
  }

  private static void isShown(Finding finding) throws IOException {
    Setup setup = ShippedSetups.sweep(finding.program, SEED, finding.faults);

    assertThat(oracles(setup.withRules(finding.literal))).contains(finding.oracle);
    assertThat(oracles(setup)).isEmpty();
    assertThat(page()).contains("## " + finding.heading).contains(finding.faults);
  }

  private static List<String> oracles(Setup setup) {
    return ShippedSetups.run(setup).finish().breaches().stream()
        .map(Breach::oracle)
        .distinct()
        .toList();
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "understand", "FINDINGS.md"));
  }

  /** A write that a primary has decided on and that leaves only when it wakes up. */
  @TestFactory
  Stream<DynamicTest> whereOnlySomeInstantsShowItTheSweepFindsThem() {
    return Stream.of(
        DynamicTest.dynamicTest(
            "A write of a woken primary is still on its way",
            () ->
                isFound(
                    "A write of a woken primary is still on its way",
                    STANDARD.with(
                        new DiskRules() {
                          @Override
                          public IncarnationStanding standing(
                              List<Generation> generations, long incarnation) {
                            IncarnationStanding standing =
                                DiskRules.super.standing(generations, incarnation);
                            return standing == IncarnationStanding.FENCED
                                ? IncarnationStanding.ACTING
                                : standing;
                          }
                        }),
                    SweepFault.PAUSE_PRIMARY,
                    "one-chain")),
        DynamicTest.dynamicTest(
            "Pending disk requests are lost with their host",
            () ->
                isFound(
                    "Pending disk requests are lost with their host",
                    STANDARD.with(
                        new SeamRules() {
                          @Override
                          public List<PendingIo> reissued(
                              List<PendingIo> pending, VirtualMachine guest) {
                            return List.of();
                          }
                        }),
                    SweepFault.CRASH_PRIMARY,
                    "clients")));
  }

  private static void isFound(String heading, RuleSet literal, SweepFault kind, String oracle)
      throws IOException {
    Setup setup = ShippedSetups.sweep("bank", SEED);
    assertThat(broken(setup, kind)).isEmpty();
    assertThat(broken(setup.withRules(literal), kind))
        .isNotEmpty()
        .allMatch(point -> point.promises().stream().anyMatch(text -> text.startsWith(oracle)));
    assertThat(page()).contains("## " + heading);
  }

  private static List<BrokenPoint> broken(Setup setup, SweepFault kind) {
    SweepPlan plan =
        new SweepPlan(setup, ImmutableList.of(kind), InstructionWindow.NONE, false, true);
    return SweepTest.sweep(plan, new Shard(1, 8)).broken();
  }

  /** What a woken primary had decided to let out before it stood still may be seen again. */
  @TestFactory
  Stream<DynamicTest> aReleaseCantBeTakenBack() {
    return Stream.of(
        DynamicTest.dynamicTest(
            "A release can't be taken back",
            () -> {
              Setup setup = ShippedSetups.sweep("counter", SEED);
              int[] late = new int[1];
              SweepTiming timing = SweepTiming.of(setup);
              Prefix.boot(
                      SweepTest.plan(
                          setup,
                          ImmutableList.of(SweepFault.PAUSE_PRIMARY),
                          InstructionWindow.NONE),
                      new MemoryPool(),
                      (world, jury, instant) -> {
                        SweepFault kind = SweepFault.PAUSE_PRIMARY;
                        if (TailRunner.canStrike(world, instant, kind)) {
                          jury.catchUp(world);
                          World tail = TailRunner.struck(world, instant, kind.effects(timing));
                          TailEnding ending = TailRunner.run(tail, timing, true);
                          assertThat(ending.breaches()).isEmpty();
                          late[0] += ending.outcome().contains("seen twice") ? 1 : 0;
                        }
                        return true;
                      })
                  .run();
              assertThat(late[0]).isPositive();
              assertThat(page()).contains("## A release can't be taken back");
            }));
  }
}
