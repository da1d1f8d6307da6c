package dev.understudy.vm.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.machine.StateHash;
import dev.understudy.vm.random.Dice;
import dev.understudy.vm.random.ProgramGenerator;
import dev.understudy.vm.random.RandomWorld;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * The compiled engine can't be told from the interpreter.
 *
 * <p>Random programs do much that is the interpreter's alone: about a fifth of their instructions
 * are the first of a handler, or touch the status word or the world.
 *
 * <p>{@code -Dunderstudy.programs=N} tries more programs, {@code -Dunderstudy.seed=N} others,
 * {@code -Dunderstudy.seconds=N} further ones until so much time is up.
 */
class DifferentialTest {
  private static final int PROGRAMS = Integer.getInteger("understudy.programs", 3_000);
  private static final long SEED = Long.getLong("understudy.seed", 1);

  private static final int SECONDS = Integer.getInteger("understudy.seconds", 0);

  private static final int LENGTH = 1500;

  /** What was executed compiled is found out for this many programs. */
  private static final int TRACED = 400;

  private final MemoryPool pool = new MemoryPool();

  @Test
  void randomProgramsStoppedAnywhere() {
    Coverage coverage = new Coverage();
    long retired = duels(PROGRAMS, Intrinsics.STANDARD, coverage);
    EnumSet<Exit> exits = EnumSet.allOf(Exit.class);
    exits.remove(Exit.CALL_STORED_INTO_CODE); // Rare here; HardCasesTest has it.
    assertThat(coverage.exits()).containsKeys(exits.toArray(Exit[]::new));
    assertThat(coverage.executed()).containsOnlyKeys(compiledRows());
    assertThat(coverage.countedTurns()).isPositive();
    assertThat(coverage.instructions()).isGreaterThan(retired * 3 / 5);
    assertThat(coverage.share()).isGreaterThan(0.78);
  }

  /** An instruction that nobody wrote bytecode for is one call to its semantics method. */
  @Test
  void theSameWithoutIntrinsics() {
    Coverage coverage = new Coverage();
    duels(PROGRAMS / 10, new NoIntrinsics(), coverage);
    assertThat(coverage.executed()).containsOnlyKeys(compiledRows());
    assertThat(coverage.countedTurns()).isPositive();
  }

  private static final class NoIntrinsics extends Intrinsics {
    @Override
    boolean compute(Opcode opcode, MethodVisitor code) {
      return false;
    }

    @Override
    boolean branch(Opcode opcode, Label target, MethodVisitor code) {
      return false;
    }
  }

  /** How many instructions retired in all. */
  private long duels(int programs, Intrinsics intrinsics, Coverage coverage) {
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    long retired = 0;
    for (int i = 0; i < programs || System.nanoTime() < end; i++) {
      long seed = SEED * 1_000_000 + i;
      Image image = ProgramGenerator.program(seed);
      Dice dice = new Dice(seed);
      CompilingEngine engine = new CompilingEngine(1, 64, intrinsics, coverage);
      int gap = dice.of(List.of(200, 1000, 5000));
      int stops = dice.of(List.of(100, 1000, 3000));
      EngineComparison duel = new EngineComparison("seed " + seed, image, engine, seed, gap, pool);
      duel.toWithStops(LENGTH, dice, stops);
      retired += duel.compiledMachine().retired();
      duel.park();
      if (i < TRACED) {
        coverage.trace(image, new RandomWorld(seed, gap), pool);
      } else {
        coverage.forget();
      }
    }
    return retired;
  }

  private static Opcode[] compiledRows() {
    return List.of(Opcode.values()).stream()
        .filter(row -> ControlFlow.of(row).isCompiled())
        .toArray(Opcode[]::new);
  }

  @Test
  void shortProgramsStoppedAtEveryCount() {
    CompilingEngine engine = CompilingEngine.create(0, 64);
    for (long seed = SEED * 1_000_000; seed < SEED * 1_000_000 + 250; seed++) {
      Image image = ProgramGenerator.program(seed);
      int meanGap = seed % 2 == 0 ? 60 : 1000;
      Machine oracle = Machine.boot(image, Interpreter.INSTANCE, pool);
      RandomWorld world = new RandomWorld(seed, meanGap);
      for (int count = 1; count <= 150 && !oracle.stop().isEnd(); count++) {
        world.run(oracle, count);
        StateHash expected = oracle.stateHash();
        Machine machine = Machine.boot(image, engine, pool);
        new RandomWorld(seed, meanGap).run(machine, count);
        assertThat(machine.stateHash())
            .as("seed " + seed + " to " + count + " at once")
            .isEqualTo(expected);
        machine.park();
      }
      oracle.park();
    }
    assertThat(engine.statistics().instructions()).isPositive();
  }
}
