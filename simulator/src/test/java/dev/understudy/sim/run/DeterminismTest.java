package dev.understudy.sim.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sim.chance.Chance;
import dev.understudy.sim.world.Setup;
import org.junit.jupiter.api.Test;

/** The same setup gives the same run, whoever looks, and wherever it is copied. */
class DeterminismTest {
  private static final long SEED = Long.getLong("understudy.seed", 1);

  @Test
  void theSameSeedGivesTheSameRunAndAnotherSeedAnother() {
    Account one = Theatre.run(Theatre.setup("bank", 3, "crash primary@20ms")).finish();
    Account again = Theatre.run(Theatre.setup("bank", 3, "crash primary@20ms")).finish();
    Account other = Theatre.run(Theatre.setup("bank", 4, "crash primary@20ms")).finish();

    assertThat(again.traceHash()).isEqualTo(one.traceHash());
    assertThat(again.stateHash()).isEqualTo(one.stateHash());
    assertThat(other.traceHash()).isNotEqualTo(one.traceHash());
  }

  @Test
  void aForkAtAnyMomentEndsLikeTheOriginal() {
    Setup setup = Theatre.setup("counter", 5, "crash primary@9ms");
    Run original = Theatre.run(setup);
    Account expected = original.fork().finish();
    Chance chance = Chance.seeded(SEED).named("forks");
    long moments = 100;
    long steps = stepsOf(setup);
    long next = 0;
    for (int i = 0; i < moments; i++) {
      next = Math.max(next, i * steps / moments + chance.below(i, steps / moments));
      while (original.world().steps() < next && original.world().step()) {
        // On to the moment of the fork.
      }
      Account forked = original.fork().finish();
      assertThat(forked.traceHash()).as("forked at step %d", next).isEqualTo(expected.traceHash());
      assertThat(forked.stateHash()).as("forked at step %d", next).isEqualTo(expected.stateHash());
      assertThat(forked.breaches()).isEmpty();
    }
    assertThat(original.finish().traceHash()).isEqualTo(expected.traceHash());
  }

  private static long stepsOf(Setup setup) {
    Run run = Theatre.run(setup);
    run.finish();
    return run.world().steps();
  }

  @Test
  void stoppingAtEveryInstructionChangesNothing() {
    Setup setup = Theatre.setup("dice", 5, "crash primary@3ms");
    Run watched = Theatre.run(setup);
    watched.world().stopEvery(1);

    assertThat(watched.finish().traceHash()).isEqualTo(Theatre.run(setup).finish().traceHash());
  }
}
