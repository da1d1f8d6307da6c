package dev.understudy.vm.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.compiled.HostileGuests.Plan;
import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.random.Dice;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Guests that are after the compiler get nowhere.
 *
 * <p>{@code -Dunderstudy.hostile=N} tries more guests, {@code -Dunderstudy.seed=N} others, {@code
 * -Dunderstudy.seconds=N} further ones until so much time is up.
 */
class HostileGuestsTest {
  private static final int GUESTS = Integer.getInteger("understudy.hostile", 150);
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final int SECONDS = Integer.getInteger("understudy.seconds", 0);
  private static final int LENGTH = 20_000;

  private final MemoryPool pool = new MemoryPool();

  @Test
  void doTheSameOnBothEngines() {
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    Map<Plan, Long> compiled = new EnumMap<>(Plan.class);
    for (int i = 0; i < GUESTS || System.nanoTime() < end; i++) {
      long seed = SEED * 1_000_000 + i;
      Dice dice = new Dice(seed);
      CompilingEngine engine = CompilingEngine.create(dice.below(3), dice.of(List.of(2, 16, 200)));
      int gap = dice.of(List.of(100, 3000, 1 << 28));
      Plan plan = HostileGuests.plan(seed);
      String name = plan + ", seed " + seed;
      EngineComparison duel =
          new EngineComparison(name, HostileGuests.guest(seed), engine, seed, gap, pool);
      duel.toWithStops(LENGTH, dice, dice.of(List.of(50, 2000, LENGTH)));
      duel.park();
      compiled.merge(plan, engine.statistics().instructions(), Long::sum);
    }
    assertThat(compiled).containsOnlyKeys(Plan.values());
    assertThat(compiled.values()).allMatch(instructions -> instructions > 0);
  }

  /** At each stop a device writes an instruction, or bits of one, near where execution stands. */
  @Test
  void doTheSameWhenADeviceWritesTheirCode() {
    Map<Plan, Integer> hits = new EnumMap<>(Plan.class);
    for (int i = 0; i < GUESTS; i++) {
      long seed = SEED * 1_000_000 + i;
      Dice dice = new Dice(Dice.hash(seed, 1));
      CompilingEngine engine = CompilingEngine.create(dice.below(2), 200);
      Plan plan = HostileGuests.plan(seed);
      String name = plan + " rewritten by a device, seed " + seed;
      EngineComparison duel =
          new EngineComparison(name, HostileGuests.guest(seed), engine, seed, 3000, pool);
      for (int count = 200; duel.to(count) && count < LENGTH / 4; count += dice.between(1, 400)) {
        int slip = dice.oneIn(5) ? dice.below(8) : 0;
        int victim = (duel.compiledMachine().pc() & -8) + 8 * dice.between(-12, 12) + slip;
        int hit = duel.write(victim, HostileGuests.instruction(dice)) ? 1 : 0;
        hits.merge(plan, hit, Integer::sum);
      }
      duel.park();
    }
    hits.remove(Plan.NOISE); // Hardly any of it runs long enough.
    assertThat(hits.values()).hasSize(Plan.values().length - 1).allMatch(hit -> hit > 0);
  }
}
