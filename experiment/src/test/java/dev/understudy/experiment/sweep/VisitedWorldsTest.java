package dev.understudy.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.run.ShippedSetups;
import dev.understudy.ft.replica.Replica;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.sim.world.WorldKey;
import dev.understudy.vm.machine.MemoryPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitedWorldsTest {
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final ImmutableList<SweepFault> ALL = ImmutableList.copyOf(SweepFault.values());

  @ParameterizedTest
  @ValueSource(strings = {"counter", "kv"})
  void tailsThatMeetEndAsTheyWouldAlone(String program) {
    Setup setup = ShippedSetups.sweep(program, SEED);
    InstructionWindow window = new InstructionWindow(400, 480);
    Shard share = new Shard(1, program.equals("kv") ? 3 : 1);
    SweepReport merged = SweepTest.sweep(new SweepPlan(setup, ALL, window, false, true), share);
    SweepReport whole = SweepTest.sweep(new SweepPlan(setup, ALL, window, false, false), share);

    assertThat(whole.merged()).isZero();
    assertThat(merged.merged()).isGreaterThan(merged.points() / 3);
    assertThat(merged.points()).isEqualTo(whole.points());
    assertThat(merged.outcomes()).isEqualTo(whole.outcomes());
    assertThat(merged.broken()).isEqualTo(whole.broken());
  }

  /** What the sample of merges is for: a key that leaves something out is found out. */
  @Test
  void aKeyThatIsTooCoarseIsNoticed() {
    Setup setup = ShippedSetups.sweep("counter", SEED);
    SweepTiming timing = SweepTiming.of(setup);
    VisitedWorlds coarse =
        new VisitedWorlds(
            timing,
            (world, jury, untilNs, promised) -> new WorldKey(0, world.primary().orElse(-1)));

    assertThatThrownBy(
            () ->
                Prefix.boot(
                        SweepTest.plan(setup, ALL, InstructionWindow.NONE),
                        new MemoryPool(),
                        (world, jury, instant) -> {
                          jury.catchUp(world);
                          for (SweepFault kind : ALL) {
                            coarse.run(
                                TailRunner.struck(world, instant, kind.effects(timing)), true);
                          }
                          return true;
                        })
                    .run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("two worlds were taken for one");
  }

  @Test
  void aSweepCostsWhatItsPrefixCostsAndNotItsSquare() {
    long[] once = work(300);
    long[] twice = work(600);

    assertThat(twice[0]).as("instants").isGreaterThan(once[0] * 18 / 10);
    assertThat(twice[1]).as("steps").isLessThan(once[1] * 25 / 10);
    assertThat(twice[2]).as("instructions").isLessThan(once[2] * 25 / 10);
  }

  /** Instants; steps and instructions of all tails of one kind of fault, at every 200th instant. */
  private static long[] work(int requests) {
    Setup setup = ShippedSetups.requests("counter", SEED, requests);
    SweepTiming timing = SweepTiming.of(setup);
    long[] sum = new long[3];
    Prefix.boot(
            SweepTest.plan(setup, ALL, InstructionWindow.NONE),
            new MemoryPool(),
            (world, jury, instant) -> {
              jury.catchUp(world);
              if (sum[0]++ % 200 == 0) {
                World tail =
                    TailRunner.struck(world, instant, SweepFault.CRASH_BACKUP.effects(timing));
                long steps = tail.steps();
                long count = count(tail);
                assertThat(TailRunner.run(tail, timing, true).breaches()).isEmpty();
                sum[1] += tail.steps() - steps;
                sum[2] += count(tail) - count;
              }
              return true;
            })
        .run();
    return sum;
  }

  private static long count(World world) {
    Replica replica = world.replica(0);
    return replica == null ? 0 : replica.count();
  }
}
