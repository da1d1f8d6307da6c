package dev.understudy.vm.compiled;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.OperandFormat;

/** Where an instruction leads to, as far as compiled code is concerned. */
enum ControlFlow {
  /** To the next instruction. */
  STRAIGHT,
  /** To the target or the next instruction. */
  BRANCH,
  /** To the target. */
  JUMP,
  /** To an address in a register. */
  JUMP_ANYWHERE,
  /** To the target, and some time later perhaps to the next instruction. */
  CALL,
  /** To an address in a register, and some time later perhaps to the next instruction. */
  CALL_ANYWHERE,
  /** To an address on the stack. */
  RETURN,
  /** Compiled code is left before it; the interpreter executes it and goes on behind it. */
  LEFT_ALONE,
  /** Compiled code is left before it; what follows in memory does not follow in time. */
  LEFT_FOR_GOOD;

  /** For each opcode byte: whether it is left to the interpreter. */
  private static final boolean[] LEFT = left();

  static ControlFlow of(Instruction instruction) {
    return of(instruction.opcode());
  }

  static ControlFlow of(Opcode opcode) {
    boolean fixed = opcode.format() == OperandFormat.TARGET;
    return switch (opcode.kind()) {
      case NOTHING, MOVE, COMPUTE, DIVIDE, LOAD, STORE, PUSH, POP -> STRAIGHT;
      case BRANCH -> BRANCH;
      case JUMP -> fixed ? JUMP : JUMP_ANYWHERE;
      case CALL -> fixed ? CALL : CALL_ANYWHERE;
      case RETURN -> RETURN;
      case STATUS -> opcode == Opcode.HALT ? LEFT_FOR_GOOD : LEFT_ALONE;
      case TRAP, CLOCK_READ, ENTROPY_READ, PORT_READ, PORT_WRITE -> LEFT_ALONE;
      case HANDLER_RETURN -> LEFT_FOR_GOOD;
    };
  }

  /** True if the instruction at the address is certainly none that is translated. */
  static boolean isLeftToInterpreter(byte[] memory, int address) {
    return Integer.compareUnsigned(address, memory.length) >= 0 || LEFT[memory[address] & 0xff];
  }

  private static boolean[] left() {
    boolean[] left = new boolean[256];
    for (Opcode opcode : Opcode.values()) {
      left[opcode.code()] = !of(opcode).isCompiled();
    }
    return left;
  }

  boolean hasTarget() {
    return this == BRANCH || this == JUMP || this == CALL;
  }

  /** True if the next instruction in memory may be reached right from this one. */
  boolean continues() {
    return this == STRAIGHT || this == BRANCH;
  }

  /** True if execution is taken up again at the next instruction in memory. */
  boolean comesBack() {
    return this == CALL || this == CALL_ANYWHERE || this == LEFT_ALONE;
  }

  /** True if it is translated. */
  boolean isCompiled() {
    return this != LEFT_ALONE && this != LEFT_FOR_GOOD;
  }
}
