package dev.understudy.vm.isa;

import java.util.List;
import java.util.stream.Collectors;

/** Which operands an instruction takes, in assembly order; it follows which fields must be 0. */
public enum OperandFormat {
  NONE,
  RD(Operand.RD),
  RS(Operand.RS),
  IMM(Operand.IMM32),
  TARGET(Operand.TARGET),
  RD_RS(Operand.RD, Operand.RS),
  RD_IMM(Operand.RD, Operand.IMM32),
  RD_RS_TARGET(Operand.RD, Operand.RS, Operand.TARGET),
  RD_IMM_TARGET(Operand.RD, Operand.IMM16, Operand.TARGET),
  LOAD(Operand.RD, Operand.MEMORY_RS),
  STORE(Operand.MEMORY_RD, Operand.RS),
  PORT_TO_REGISTER(Operand.RD, Operand.PORT),
  REGISTER_TO_PORT(Operand.PORT, Operand.RS);

  private final List<Operand> operands;
  private final long usedBits;

  OperandFormat(Operand... operands) {
    this.operands = List.of(operands);
    long bits = Instruction.OPCODE_BITS;
    for (Operand operand : operands) {
      bits |= operand.fieldBits();
    }
    this.usedBits = bits;
  }

  /** The operands, as an assembler reads them from left to right. */
  public List<Operand> operands() {
    return operands;
  }

  /** The bits of an instruction word that carry something; all others must be 0. */
  public long usedBits() {
    return usedBits;
  }

  /** True if the operand's field is used, alone or as a part of a memory operand. */
  public boolean uses(Operand operand) {
    return (usedBits & operand.fieldBits()) == operand.fieldBits();
  }

  /** How many numbers the operands are; a memory operand is two, a register and an offset. */
  public int numbers() {
    int numbers = 0;
    for (Operand operand : operands) {
      numbers += operand == Operand.MEMORY_RD || operand == Operand.MEMORY_RS ? 2 : 1;
    }
    return numbers;
  }

  /** The operands as the reference page writes them, e.g. {@code rd, [rs + imm32]}. */
  public String notation() {
    return operands.stream().map(Operand::notation).collect(Collectors.joining(", "));
  }
}
