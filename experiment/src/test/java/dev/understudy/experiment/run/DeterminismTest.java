package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.OperationText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.FaultPointListener;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One setup gives one run, whatever watches it, and wherever it is copied.
 *
 * <p>{@code -Dunderstudy.forks=100} copies it at as many moments.
 */
class DeterminismTest {
  private static final long SEED = Long.getLong("understudy.seed", 1);

  @Test
  void theSameSeedGivesTheSameRunAndAnotherSeedAnother() {
    RunReport one =
        ShippedSetups.run(ShippedSetups.setup("bank", 3, "crash primary@20ms")).finish();
    RunReport again =
        ShippedSetups.run(ShippedSetups.setup("bank", 3, "crash primary@20ms")).finish();
    RunReport other =
        ShippedSetups.run(ShippedSetups.setup("bank", 4, "crash primary@20ms")).finish();

    assertThat(again.traceHash()).isEqualTo(one.traceHash());
    assertThat(again.guest().stateHash()).isEqualTo(one.guest().stateHash());
    assertThat(other.traceHash()).isNotEqualTo(one.traceHash());
  }

  @Test
  void aForkAtAnyMomentEndsLikeTheOriginal() {
    Setup setup = ShippedSetups.setup("counter", 5, "crash primary@9ms");
    Run original = ShippedSetups.run(setup);
    RunReport expected = original.fork().finish();
    Chance chance = Chance.seeded(SEED).named("forks");
    long moments = Integer.getInteger("understudy.forks", 40);
    long steps = stepsOf(setup);
    long next = 0;
    for (int i = 0; i < moments; i++) {
      next = Math.max(next, i * steps / moments + chance.below(i, steps / moments));
      while (original.world().steps() < next && original.world().step()) {
        // On to the moment of the fork.
      }
      RunReport forked = original.fork().finish();
      assertThat(forked.traceHash()).as("forked at step %d", next).isEqualTo(expected.traceHash());
      assertThat(forked.guest().stateHash())
          .as("forked at step %d", next)
          .isEqualTo(expected.guest().stateHash());
      assertThat(forked.breaches()).isEmpty();
    }
    assertThat(original.finish().traceHash()).isEqualTo(expected.traceHash());
  }

  /**
   * Sweeps fork between two things that a host does, in the middle of whatever makes it do them: a
   * key, a fault that strikes or heals, an operator, the cluster service. None of it may get lost.
   */
  @ParameterizedTest
  @MethodSource("thingsThatHappen")
  void aForkAmidSomethingEndsLikeTheOriginal(String what, Setup setup) {
    String expected = ShippedSetups.run(setup).finish().traceHash();
    Run run = ShippedSetups.run(setup);
    Forks forks = new Forks(run.world(), expected);
    run.world().setFaultPointListener(forks);
    run.finish();
    assertThat(forks.tried).isGreaterThan(20);
  }

  static Stream<Arguments> thingsThatHappen() {
    String[] faults = {
      "cut client:primary:all@20ms+40ms", "pause backup@90ms+5ms", "crash primary@120ms+20ms"
    };
    Setup cluster = ShippedSetups.cluster("counter", 7, 4, ShippedSetups.SERVICE, faults);
    Scenario base = ShippedSetups.clustered("counter", 4, ClusterConfig.NONE);
    List<PlannedOperation> operations =
        Stream.of(
                "pause@20ms",
                "resume@22ms",
                "move-primary:host-3@25ms",
                "ft-off@60ms",
                "ft-on@80ms")
            .map(text -> OperationText.parse(text, "test").planned().orElseThrow())
            .toList();
    Scenario ordered = base.builder().operations(operations).scenario();
    return Stream.of(
        Arguments.of("keys", ShippedSetups.setup("typist", 7)),
        Arguments.of("faults and a cluster service", cluster),
        Arguments.of(
            "operations", ShippedSetups.setup(ordered, ShippedSetups.image("counter"), 7)));
  }

  /** Forks the world again and again, and plays the fork to its end. */
  private static final class Forks implements FaultPointListener {
    private static final int STRIDE = 23;

    private final World world;
    private final String expected;
    private long moments;
    private int tried;

    Forks(World world, String expected) {
      this.world = world;
      this.expected = expected;
    }

    @Override
    public void point(int host, long number) {
      if (++moments % STRIDE == 0) {
        tried++;
        World fork = world.fork();
        fork.settle();
        fork.run();
        assertThat(fork.traceHash())
            .as("forked at %d ns, before thing %d of host %d", world.nowNs(), number, host)
            .isEqualTo(expected);
      }
    }

    @Override
    public void before(long timeNs) {}

    @Override
    public void retired(int host, long count) {}
  }

  private static long stepsOf(Setup setup) {
    Run run = ShippedSetups.run(setup);
    run.finish();
    return run.world().steps();
  }

  @Test
  void stoppingAtEveryInstructionChangesNothing() {
    Setup setup = ShippedSetups.setup("dice", 5, "crash primary@3ms");
    Run watched = ShippedSetups.run(setup);
    watched.world().stopEvery(1);

    assertThat(watched.finish().traceHash())
        .isEqualTo(ShippedSetups.run(setup).finish().traceHash());
  }
}
