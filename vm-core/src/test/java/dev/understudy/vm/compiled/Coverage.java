package dev.understudy.vm.compiled;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Semantics;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.random.RandomWorld;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was executed by compiled code, and how it was left.
 *
 * <p>Compiled code does not tell which instructions it executes, only at which counts. Another run
 * of the same program, step by step, tells what stands at these counts.
 */
final class Coverage extends Statistics {
  private final Map<Exit, Integer> exits = new EnumMap<>(Exit.class);
  private final Map<Opcode, Integer> instructions = new EnumMap<>(Opcode.class);
  private final BitSet counts = new BitSet();
  private long compilable;
  private long compilableCompiled;

  @Override
  void ran(CodeEntry entry, Activation activation, long from, long executed, int next) {
    super.ran(entry, activation, from, executed, next);
    exits.merge(Exit.of(entry.compiled().region(), activation, next), 1, Integer::sum);
    counts.set((int) from, (int) (from + executed));
  }

  /** Finds out what the counts since the last call stood for. */
  void trace(Image image, RandomWorld world, MemoryPool pool) {
    Machine machine = Machine.boot(image, Interpreter.INSTANCE, pool);
    byte[] word = new byte[Instruction.BYTES];
    for (int count = 0; count < counts.length(); count++) {
      if (machine.read(machine.pc(), word)) {
        Optional<Instruction> next = Instruction.decode(Semantics.ld8(word, 0));
        if (counts.get(count)) {
          next.ifPresent(one -> instructions.merge(one.opcode(), 1, Integer::sum));
        }
        judge(machine, next, counts.get(count));
      }
      world.run(machine, count + 1);
    }
    machine.park();
    forget();
  }

  /** Neither the first instruction of a handler nor one of those left to the interpreter? */
  private void judge(Machine machine, Optional<Instruction> next, boolean compiled) {
    boolean steps = machine.core().mustStep() && !machine.core().waitsForHandler();
    if (!steps && next.isPresent() && ControlFlow.of(next.get()).isCompiled()) {
      compilable++;
      compilableCompiled += compiled ? 1 : 0;
    }
  }

  /**
   * Of the instructions that compiled code may execute, the part that it did execute. An
   * instruction that faults counts as one that it may: the first of the handler retires in its
   * place.
   */
  double share() {
    return (double) compilableCompiled / compilable;
  }

  /** The counts of the next program begin at 0 again. */
  void forget() {
    counts.clear();
  }

  /** How often compiled code was left in each way. */
  Map<Exit, Integer> exits() {
    return exits;
  }

  /** How often each instruction was executed by compiled code. */
  Map<Opcode, Integer> executed() {
    return instructions;
  }
}
