package dev.understudy.riscv.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.Stop;
import dev.understudy.vm.random.Dice;
import org.junit.jupiter.api.Test;

/**
 * A translated program does what the interpreter of RISC-V does, on both engines.
 *
 * <p>{@code -Dunderstudy.translated=N} tries more programs, {@code -Dunderstudy.seed=N} others.
 */
class TranslatedProgramsTest {
  private static final int PROGRAMS = Integer.getInteger("understudy.translated", 400);
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final long MOST = 1_000_000;

  @Test
  void randomProgramsEndAsOnRiscv() {
    CompilingEngine compiling = CompilingEngine.create(1, 200);
    long retired = 0;
    for (long seed = SEED * 1_000_000; seed < SEED * 1_000_000 + PROGRAMS; seed++) {
      RiscvProgram program = RandomRiscvProgram.of(seed);
      RiscvInterpreter expected = program.expected(MOST);
      retired += expected.retired();
      for (Engine engine : new Engine[] {Interpreter.INSTANCE, compiling}) {
        Machine machine = program.boot(engine);
        toItsEnd(machine, new Dice(seed));
        assertThat(RiscvProgram.dataOf(machine))
            .as("-Dunderstudy.seed=%s, program %s on %s", SEED, seed, engine)
            .isEqualTo(RiscvProgram.dataOf(expected));
      }
    }
    assertThat(retired).isGreaterThan(100L * PROGRAMS);
    assertThat(compiling.statistics().instructions())
        .as("instructions of this machine that ran compiled")
        .isGreaterThan(retired / 2);
  }

  /** With stops on the way, as a hypervisor makes them. */
  private static void toItsEnd(Machine machine, Dice dice) {
    while (!machine.stop().isEnd()) {
      assertThat(machine.retired()).as("it goes round and round").isLessThan(8 * MOST);
      machine.runUntil(machine.retired() + dice.between(1, 5000));
    }
    assertThat(machine.stop()).as("%s", machine.fault()).isEqualTo(Stop.HALTED);
  }
}
