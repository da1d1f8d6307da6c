package dev.understudy.vm.compiled;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Operand;
import dev.understudy.vm.isa.OperandFormat;
import dev.understudy.vm.isa.Registers;
import java.util.BitSet;

/** Which registers instructions read and write. */
final class RegisterUse {
  private RegisterUse() {}

  /** What the instruction changes. */
  static BitSet written(Instruction instruction) {
    BitSet set = new BitSet(Registers.COUNT);
    switch (instruction.opcode().kind()) {
      case MOVE, COMPUTE, DIVIDE, LOAD -> set.set(instruction.rd());
      case POP -> {
        set.set(instruction.rd());
        set.set(Registers.SP);
      }
      case PUSH, CALL, RETURN -> set.set(Registers.SP);
      case NOTHING,
          STORE,
          BRANCH,
          JUMP,
          STATUS,
          HANDLER_RETURN,
          TRAP,
          CLOCK_READ,
          ENTROPY_READ,
          PORT_READ,
          PORT_WRITE -> {}
    }
    return set;
  }

  /** What the instruction reads. */
  static BitSet read(Instruction instruction) {
    BitSet set = new BitSet(Registers.COUNT);
    OperandFormat format = instruction.opcode().format();
    if (format.uses(Operand.RS)) {
      set.set(instruction.rs());
    }
    boolean readsRd =
        switch (instruction.opcode().kind()) {
          case MOVE -> format == OperandFormat.RD;
          case COMPUTE, DIVIDE, STORE, BRANCH -> true;
          default -> false;
        };
    if (readsRd) {
      set.set(instruction.rd());
    }
    switch (instruction.opcode().kind()) {
      case PUSH, POP, CALL, RETURN -> set.set(Registers.SP);
      default -> {}
    }
    return set;
  }

  /** What the region's instructions change. */
  static BitSet written(Region region) {
    BitSet set = new BitSet(Registers.COUNT);
    for (Block block : region.blocks().values()) {
      block.instructions().forEach(instruction -> set.or(written(instruction)));
    }
    return set;
  }

  /** What the region's instructions read or change. */
  static BitSet used(Region region) {
    BitSet set = written(region);
    for (Block block : region.blocks().values()) {
      block.instructions().forEach(instruction -> set.or(read(instruction)));
    }
    return set;
  }
}
