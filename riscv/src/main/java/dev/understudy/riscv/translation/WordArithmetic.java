package dev.understudy.riscv.translation;

import static dev.understudy.riscv.translation.RegisterFile.SCRATCH;
import static dev.understudy.riscv.translation.RegisterFile.SCRATCH_2;

import dev.understudy.riscv.isa.RiscvInstruction;
import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.Opcode;
import java.util.EnumSet;
import java.util.Set;

/**
 * Arithmetic on 64 bits and on words of 32. Three operands become two: the first source is moved to
 * where the result shall be, unless the second one is there.
 */
final class WordArithmetic {
  private static final int WORD_BITS = 32;
  private static final int SHIFT_MASK = 31;

  private static final Set<Opcode> COMMUTATIVE =
      EnumSet.of(
          Opcode.ADD, Opcode.MUL, Opcode.AND, Opcode.OR, Opcode.XOR, Opcode.MULH, Opcode.MULHU);

  private final CodeBuilder code;
  private final RegisterFile registers;

  WordArithmetic(CodeBuilder code, RegisterFile registers) {
    this.code = code;
    this.registers = registers;
  }

  void whole(RiscvInstruction one) {
    registers.set(one.rd(), combined(one));
  }

  void word(RiscvInstruction one) {
    int result = combined(one);
    extend(result);
    registers.set(one.rd(), result);
  }

  void wholeImmediate(RiscvInstruction one) {
    registers.set(one.rd(), combinedImmediate(one));
  }

  void wordImmediate(RiscvInstruction one) {
    int result = combinedImmediate(one);
    extend(result);
    registers.set(one.rd(), result);
  }

  /** The register in which the result is, the scratch register if need be. */
  private int combined(RiscvInstruction one) {
    Opcode opcode = one.operation().opcode();
    int second = registers.source(one.rs2(), SCRATCH_2);
    int result = registers.target(one.rd());
    if (result == second && one.rs1() != one.rd()) {
      if (COMMUTATIVE.contains(opcode)) {
        code.emit(opcode, result, registers.source(one.rs1(), SCRATCH));
        return result;
      }
      result = SCRATCH;
    }
    registers.load(result, one.rs1());
    code.emit(opcode, result, second);
    return result;
  }

  private int combinedImmediate(RiscvInstruction one) {
    Opcode opcode = one.operation().opcode();
    int result = registers.target(one.rd());
    if (opcode == Opcode.ADD_IMM && one.rs1() == 0) {
      code.set(result, one.immediate());
      return result;
    }
    registers.load(result, one.rs1());
    if (opcode != Opcode.ADD_IMM || one.immediate() != 0) {
      code.emit(opcode, result, one.immediate());
    }
    return result;
  }

  void shift(RiscvInstruction one) {
    registers.load(SCRATCH_2, one.rs2());
    code.emit(Opcode.AND_IMM, SCRATCH_2, SHIFT_MASK);
    registers.load(SCRATCH, one.rs1());
    code.emit(Opcode.SHL_IMM, SCRATCH, WORD_BITS);
    code.emit(one.operation().second(), SCRATCH, WORD_BITS);
    code.emit(one.operation().opcode(), SCRATCH, SCRATCH_2);
    extend(SCRATCH);
    registers.set(one.rd(), SCRATCH);
  }

  /** The word goes up to the sign and comes down again, further by the amount of the shift. */
  void shiftImmediate(RiscvInstruction one) {
    int result = registers.target(one.rd());
    registers.load(result, one.rs1());
    code.emit(Opcode.SHL_IMM, result, WORD_BITS);
    Opcode down = one.immediate() == 0 ? Opcode.SAR_IMM : one.operation().opcode();
    code.emit(down, result, WORD_BITS + one.immediate());
    registers.set(one.rd(), result);
  }

  /** Extends the sign of the lower half. */
  private void extend(int register) {
    code.emit(Opcode.SHL_IMM, register, WORD_BITS);
    code.emit(Opcode.SAR_IMM, register, WORD_BITS);
  }
}
