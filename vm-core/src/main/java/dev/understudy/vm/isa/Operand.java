package dev.understudy.vm.isa;

/**
 * One operand as an assembler writes it, in the order of {@link OperandFormat#operands()}.
 *
 * <p>{@code RD} and {@code RS} are registers; the rest are numbers, two of them combined with a
 * register to a memory operand.
 */
public enum Operand {
  /** A register in the field {@code rd}. */
  RD("rd"),
  /** A register in the field {@code rs}. */
  RS("rs"),
  /** A signed number of 16 bits in the field {@code imm16}. */
  IMM16("imm16"),
  /** A signed number of 32 bits in the field {@code imm32}. */
  IMM32("imm32"),
  /** An absolute code address in the field {@code imm32}. */
  TARGET("target"),
  /** A port number in the field {@code imm32}. */
  PORT("port"),
  /** Memory at register {@code rd} plus {@code imm32}. */
  MEMORY_RD("[rd + imm32]"),
  /** Memory at register {@code rs} plus {@code imm32}. */
  MEMORY_RS("[rs + imm32]");

  private final String notation;

  Operand(String notation) {
    this.notation = notation;
  }

  /** How the reference page writes it. */
  public String notation() {
    return notation;
  }

  /** The bits of the instruction word in which this operand lives. */
  public long fieldBits() {
    return switch (this) {
      case RD -> Instruction.RD_BITS;
      case RS -> Instruction.RS_BITS;
      case IMM16 -> Instruction.IMM16_BITS;
      case IMM32, TARGET, PORT -> Instruction.IMM32_BITS;
      case MEMORY_RD -> Instruction.RD_BITS | Instruction.IMM32_BITS;
      case MEMORY_RS -> Instruction.RS_BITS | Instruction.IMM32_BITS;
    };
  }
}
