package dev.understudy.vm.compiled;

import dev.understudy.vm.isa.Instruction;
import java.util.List;

/**
 * Instructions that are executed one after the other, entered at the first one only.
 *
 * @param start the address of the first instruction
 * @param firstIndex the place of the first instruction among all of its region
 * @param checkpoint the budget is looked at here, and execution may begin here
 * @param path the most instructions that are executed from here on before the next checkpoint or
 *     exit
 */
record Block(
    int start, int firstIndex, List<Instruction> instructions, boolean checkpoint, int path) {

  /** How many instructions. */
  int length() {
    return instructions.size();
  }

  /** The address behind the last instruction. */
  int end() {
    return start + length() * Instruction.BYTES;
  }

  Instruction last() {
    return instructions.get(length() - 1);
  }

  /** True if its last instruction decides that it is executed again. */
  boolean isLoop() {
    return ControlFlow.of(last()) == ControlFlow.BRANCH && last().imm32() == start;
  }
}
