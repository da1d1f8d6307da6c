package dev.understudy.vm.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.random.Dice;
import dev.understudy.vm.random.ProgramGenerator;
import org.junit.jupiter.api.Test;

/**
 * The compiled engine can't be told from the interpreter.
 *
 * <p>{@code -Dunderstudy.programs=N} tries more programs, {@code -Dunderstudy.seed=N} others.
 */
class DifferentialTest {
  private static final int PROGRAMS = Integer.getInteger("understudy.programs", 200);
  private static final long SEED = Long.getLong("understudy.seed", 1);

  private final MemoryPool pool = new MemoryPool();

  @Test
  void randomPrograms() {
    CompilingEngine engine = CompilingEngine.create(0, 64);
    long retired = 0;
    for (long i = 0; i < PROGRAMS; i++) {
      long seed = SEED * 1_000_000 + i;
      Duel duel = new Duel("seed " + seed, ProgramGenerator.program(seed), engine, seed, 60, pool);
      duel.toWithStops(1500, new Dice(seed), 200);
      retired += duel.compiledMachine().retired();
      duel.park();
    }
    assertThat(engine.statistics().instructions()).isGreaterThan(retired / 4);
    assertThat(engine.statistics().countedTurns()).isPositive();
    assertThat(engine.statistics().faults()).isPositive();
    assertThat(engine.statistics().storesIntoCode()).isPositive();
  }
}
