package dev.understudy.vm.compiled;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Semantics;

/** Every way out of compiled code, told apart by what comes next. */
enum Exit {
  /** The budget does not reach to the next checkpoint. */
  BUDGET,
  /** A store hit compiled code. */
  STORED_INTO_CODE,
  /** A return address was pushed over compiled code. */
  CALL_STORED_INTO_CODE,
  /** An indirect jump or a return to an instruction of the region that is no checkpoint. */
  INTO_THE_MIDDLE,
  /** To code that is not in the region. */
  OUTSIDE,
  /** To an instruction whose meaning the interpreter alone knows. */
  STATUS,
  HANDLER_RETURN,
  CLOCK_READ,
  ENTROPY_READ,
  PORT_READ,
  PORT_WRITE,
  /** The next instruction is a trap. */
  TRAP,
  /** The next instruction can't be fetched. */
  FETCH_FAULT,
  /** The next instruction is illegal. */
  ILLEGAL_FAULT,
  /** An instruction of the region divided by zero. */
  DIVIDE_FAULT,
  /** A load, store, push, pop, call or return of the region met the edge of memory. */
  MEMORY_FAULT;

  static Exit of(Region region, Activation activation, int next) {
    return switch (activation.exit) {
      case Activation.FAULT ->
          kindAt(activation.memory, region.address(activation.at)) == Kind.DIVIDE
              ? DIVIDE_FAULT
              : MEMORY_FAULT;
      case Activation.STORED_INTO_CODE -> STORED_INTO_CODE;
      default -> going(region, activation, next);
    };
  }

  private static Exit going(Region region, Activation activation, int next) {
    Block block = region.blocks().get(next);
    if (block != null && block.checkpoint()) {
      return activation.left < block.path() ? BUDGET : CALL_STORED_INTO_CODE;
    }
    if (block != null || holds(region, next)) {
      return INTO_THE_MIDDLE;
    }
    byte[] memory = activation.memory;
    if (next % Instruction.BYTES != 0
        || Integer.compareUnsigned(next, memory.length - Instruction.BYTES) > 0) {
      return FETCH_FAULT;
    }
    if (Instruction.decode(Semantics.ld8(memory, next)).isEmpty()) {
      return ILLEGAL_FAULT;
    }
    return switch (kindAt(memory, next)) {
      case STATUS -> STATUS;
      case HANDLER_RETURN -> HANDLER_RETURN;
      case TRAP -> TRAP;
      case CLOCK_READ -> CLOCK_READ;
      case ENTROPY_READ -> ENTROPY_READ;
      case PORT_READ -> PORT_READ;
      case PORT_WRITE -> PORT_WRITE;
      default -> OUTSIDE;
    };
  }

  private static boolean holds(Region region, int address) {
    for (int i = 0; i < region.length(); i++) {
      if (region.address(i) == address) {
        return true;
      }
    }
    return false;
  }

  private static Kind kindAt(byte[] memory, int address) {
    return Instruction.decode(Semantics.ld8(memory, address)).orElseThrow().opcode().kind();
  }
}
