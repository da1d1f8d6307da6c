package dev.understudy.vm.asm;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Operand;
import dev.understudy.vm.isa.Registers;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes one instruction the way the assembler reads it. */
final class InstructionText {
  private final Instruction instruction;
  private final Labels labels;

  private InstructionText(Instruction instruction, Labels labels) {
    this.instruction = instruction;
    this.labels = labels;
  }

  static String of(Instruction instruction, Labels labels) {
    return new InstructionText(instruction, labels).text();
  }

  /** The label whose address is among the operands as a number, if it looks like one. */
  static Optional<String> labelMeant(Instruction instruction, Labels labels) {
    boolean number = instruction.opcode().format().operands().contains(Operand.IMM32);
    boolean likeAddress = number && instruction.imm32() >= Layout.FIRST_ADDRESS;
    return likeAddress ? labels.at(instruction.imm32()) : Optional.empty();
  }

  private String text() {
    String mnemonic = instruction.opcode().mnemonic();
    String operands =
        instruction.opcode().format().operands().stream()
            .map(this::operand)
            .collect(Collectors.joining(", "));
    return operands.isEmpty()
        ? mnemonic
        : String.format(Locale.ROOT, "%-5s %s", mnemonic, operands);
  }

  private String operand(Operand operand) {
    return switch (operand) {
      case RD -> Registers.name(instruction.rd());
      case RS -> Registers.name(instruction.rs());
      case IMM16 -> Range.shown(instruction.imm16());
      case IMM32 -> number();
      case TARGET -> labels.at(instruction.imm32()).orElseGet(this::pattern);
      case PORT -> pattern();
      case MEMORY_RD -> memory(instruction.rd());
      case MEMORY_RS -> memory(instruction.rs());
    };
  }

  private String number() {
    return WideConstant.takesUpperHalf(instruction.opcode())
        ? pattern()
        : Range.shown(instruction.imm32());
  }

  private String pattern() {
    return AssemblyText.hex(Integer.toUnsignedLong(instruction.imm32()));
  }

  private String memory(int base) {
    long offset = instruction.imm32();
    String sign = offset < 0 ? " - " : " + ";
    String shown = offset == 0 ? "" : sign + Range.shown(Math.abs(offset));
    return "[" + Registers.name(base) + shown + "]";
  }
}
