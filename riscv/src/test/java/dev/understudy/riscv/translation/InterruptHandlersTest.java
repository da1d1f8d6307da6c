package dev.understudy.riscv.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.riscv.isa.Operation;
import dev.understudy.riscv.isa.Words;
import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.random.Dice;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handlers in a program see no trace of the translation, and leave none in what they interrupt. */
class InterruptHandlersTest {
  private static final int LINE = 3;
  private static final int TICKS = 1024;
  private static final int STACK = 2;

  @Test
  void anInterruptAnywhereChangesNothingButWhatItsHandlerDoes() {
    for (long seed = 1; seed <= 60; seed++) {
      RiscvProgram program = interrupted(seed);
      long[] calm = ended(program, Interpreter.INSTANCE, new Dice(seed), 0);
      for (Engine engine : List.of(Interpreter.INSTANCE, CompilingEngine.create(1, 100))) {
        long[] data = ended(program, engine, new Dice(seed), 40);
        assertThat(data[TICKS / 8]).as("interrupts, seed %s", seed).isPositive();
        data[TICKS / 8] = 0;
        withoutStack(data);
        assertThat(data).as("seed %s on %s", seed, engine).isEqualTo(withoutStack(calm));
      }
    }
  }

  /** A handler that counts, and a loop that makes use of both scratch registers. */
  private static RiscvProgram interrupted(long seed) {
    Dice dice = new Dice(seed);
    long[] values = new long[32];
    for (int register = 5; register < values.length; register++) {
      values[register] = dice.oddNumber();
    }
    values[STACK] = RiscvProgram.DATA + RiscvProgram.DATA_BYTES;
    RiscvProgram program = RiscvProgram.withRegisters(values);
    int over = program.length();
    program.add(0);
    int handler = program.here();
    program.add(
        Words.i(Operation.ADDI, STACK, STACK, -16),
        Words.s(Operation.SD, STACK, 28, 0),
        Words.i(Operation.LD, 28, 3, TICKS),
        Words.i(Operation.ADDI, 28, 28, 1),
        Words.s(Operation.SD, 3, 28, TICKS),
        Words.i(Operation.LD, 28, STACK, 0),
        Words.i(Operation.ADDI, STACK, STACK, 16),
        Operation.MRET.match());
    program.set(over, Words.j(Operation.JAL, 0, program.here() - (RiscvProgram.CODE + 4 * over)));
    program.data(256, handler).add(Words.i(Operation.LD, 4, 3, 256));
    program.add(Words.i(Operation.MACHINE_HANDLER, 0, 4, LINE), Operation.MACHINE_ENABLE.match());
    program.add(Words.i(Operation.ADDI, 4, 0, 30));
    int begin = program.here();
    for (int i = 0; i < 10; i++) {
      program.add(Words.r(Operation.MULHSU, 28, 29, dice.between(5, 31)));
      program.add(Words.r(Operation.DIVW, dice.between(8, 17), 28, 30));
      program.add(Words.r(Operation.SRAW, 29, dice.between(5, 31), 27));
    }
    program.add(Words.i(Operation.ADDI, 4, 4, -1));
    program.add(Words.b(Operation.BNE, 4, 0, begin - program.here()));
    return program.storeRegistersAndHalt();
  }

  private static long[] ended(RiscvProgram program, Engine engine, Dice dice, int interrupts) {
    Machine machine = program.boot(engine);
    machine.runUntil(100);
    int left = interrupts;
    while (!machine.stop().isEnd()) {
      machine.runUntil(machine.retired() + dice.between(1, 100));
      if (left > 0 && !machine.stop().isEnd()) {
        machine.raise(LINE);
        left--;
      }
    }
    assertThat(machine.fault()).isEmpty();
    return RiscvProgram.dataOf(machine);
  }

  /** Below the stack pointer handlers leave what they like. */
  private static long[] withoutStack(long[] data) {
    for (int i = data.length - 64; i < data.length; i++) {
      data[i] = 0;
    }
    return data;
  }

  @Test
  void aHandlerCanBeTakenAwayAgain() {
    RiscvProgram program = RiscvProgram.withRegisters(new long[32]);
    program.data(256, program.here() + 16).add(Words.i(Operation.LD, 10, 3, 256));
    program.add(
        Words.i(Operation.MACHINE_HANDLER, 0, 10, LINE),
        Words.i(Operation.MACHINE_HANDLER, 0, 0, LINE),
        Operation.MACHINE_ENABLE.match());
    program.storeRegistersAndHalt();

    Machine machine = program.boot(Interpreter.INSTANCE);
    machine.runUntil(1);
    machine.raise(LINE);
    machine.runUntil(10_000);

    assertThat(machine.fault()).isEmpty();
    assertThat(machine.pendingLines()).isEqualTo(1 << LINE);
  }
}
