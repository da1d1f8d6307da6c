package dev.understudy.vm.asm;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Opcode;

/**
 * The one convenience of the language: {@code mov rd, value} with a value that needs more than 32
 * bits becomes two instructions. No other place of the tool chain names an opcode.
 */
final class WideConstant {
  /** Sets a register to a number of 32 bits, sign-extended. */
  private static final Opcode LOW = Opcode.MOV_IMM;

  /** Sets bits 63..32. */
  private static final Opcode HIGH = Opcode.MOVHI;

  static final int BYTES = 2 * Instruction.BYTES;

  private WideConstant() {}

  static boolean mayStartWith(Opcode row) {
    return row == LOW;
  }

  /** True if the row's number is a pattern of 32 bits rather than a signed number. */
  static boolean takesUpperHalf(Opcode row) {
    return row == HIGH;
  }

  static boolean needsTwo(long value) {
    return value != (int) value;
  }

  static Instruction low(int rd, long value) {
    return new Instruction(LOW, rd, 0, 0, (int) value);
  }

  static Instruction high(int rd, long value) {
    return new Instruction(HIGH, rd, 0, 0, (int) (value >> 32));
  }
}
