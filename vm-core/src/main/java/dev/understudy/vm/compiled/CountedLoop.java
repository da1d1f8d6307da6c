package dev.understudy.vm.compiled;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Operand;
import dev.understudy.vm.isa.OperandFormat;
import dev.understudy.vm.isa.Registers;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A block that repeats itself while a register that moves in equal steps has not reached a bound,
 * and that stores only at addresses which move in equal steps. How many turns it takes, and that
 * none of them leaves memory or meets code, can be found out before the first one.
 */
final class CountedLoop {
  private static final EnumSet<Kind> KINDS =
      EnumSet.of(Kind.NOTHING, Kind.MOVE, Kind.COMPUTE, Kind.DIVIDE, Kind.LOAD, Kind.STORE);
  private static final EnumSet<Opcode> BOUNDS =
      EnumSet.of(
          Opcode.JNE, Opcode.JNE_IMM,
          Opcode.JLT, Opcode.JLT_IMM,
          Opcode.JLE, Opcode.JLE_IMM,
          Opcode.JGT, Opcode.JGT_IMM,
          Opcode.JGE, Opcode.JGE_IMM,
          Opcode.JLTU, Opcode.JLTU_IMM,
          Opcode.JLEU, Opcode.JLEU_IMM,
          Opcode.JGTU, Opcode.JGTU_IMM,
          Opcode.JGEU, Opcode.JGEU_IMM);

  private final Block block;
  private final BitSet written = new BitSet(Registers.COUNT);
  private final @Nullable Step[] steps = new Step[Registers.COUNT];

  private CountedLoop(Block block) {
    this.block = block;
    BitSet often = new BitSet(Registers.COUNT);
    for (Instruction instruction : block.instructions()) {
      BitSet now = RegisterUse.written(instruction);
      BitSet again = (BitSet) now.clone();
      again.and(written);
      often.or(again);
      written.or(now);
    }
    for (int i = 0; i < block.length(); i++) {
      Instruction instruction = block.instructions().get(i);
      if (isStep(instruction) && !often.get(instruction.rd())) {
        steps[instruction.rd()] = new Step(i, instruction);
      }
    }
  }

  /** The loop that a block is, if it is one. */
  static Optional<CountedLoop> of(Block block) {
    if (!block.isLoop() || !BOUNDS.contains(block.last().opcode())) {
      return Optional.empty();
    }
    List<Instruction> body = block.instructions().subList(0, block.length() - 1);
    if (!body.stream().allMatch(instruction -> KINDS.contains(instruction.opcode().kind()))) {
      return Optional.empty();
    }
    CountedLoop loop = new CountedLoop(block);
    boolean counted =
        loop.step(block.last().rd()) != null
            && !(block.last().opcode().format().uses(Operand.RS)
                && loop.written.get(block.last().rs()));
    boolean certain =
        body.stream()
            .allMatch(one -> one.opcode().kind() != Kind.STORE || loop.isRegular(one.rd()));
    return counted && certain ? Optional.of(loop) : Optional.empty();
  }

  Block block() {
    return block;
  }

  /** How the register moves, if it does so once a turn and always alike. */
  @Nullable Step step(int register) {
    return steps[register];
  }

  /** True if the register stays as it is or moves in equal steps. */
  boolean isRegular(int register) {
    return !written.get(register) || steps[register] != null;
  }

  private boolean isStep(Instruction instruction) {
    return switch (instruction.opcode()) {
      case ADD_IMM, SUB_IMM -> true;
      case ADD, SUB -> !written.get(instruction.rs());
      default -> false;
    };
  }

  /**
   * How a register moves.
   *
   * @param at which instruction of the block moves it
   */
  record Step(int at, Instruction instruction) {
    /** True if the size of the step is a number in the code; else it is in a register. */
    boolean isConstant() {
      return instruction.opcode().format() == OperandFormat.RD_IMM;
    }

    boolean isDownwards() {
      return instruction.opcode() == Opcode.SUB || instruction.opcode() == Opcode.SUB_IMM;
    }

    /** The constant. */
    long constant() {
      return isDownwards() ? -(long) instruction.imm32() : instruction.imm32();
    }

    int register() {
      return instruction.rs();
    }
  }
}
