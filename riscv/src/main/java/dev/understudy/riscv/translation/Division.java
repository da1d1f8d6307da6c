package dev.understudy.riscv.translation;

import static dev.understudy.riscv.translation.RegisterFile.SCRATCH;
import static dev.understudy.riscv.translation.RegisterFile.SCRATCH_2;

import dev.understudy.riscv.isa.RiscvInstruction;
import dev.understudy.riscv.isa.Shape;
import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.CodeBuilder.Label;
import dev.understudy.vm.isa.Opcode;

/**
 * Division, which on RISC-V never faults: the quotient by 0 is all ones, the remainder by 0 the
 * dividend. And the one product that this machine has no instruction for.
 */
final class Division {
  private static final int WORD_BITS = 32;

  private final CodeBuilder code;
  private final RegisterFile registers;

  Division(CodeBuilder code, RegisterFile registers) {
    this.code = code;
    this.registers = registers;
  }

  void write(Shape shape, RiscvInstruction one) {
    boolean ofWords = shape == Shape.QUOTIENT_WORD || shape == Shape.REMAINDER_WORD;
    boolean quotient = shape == Shape.QUOTIENT || shape == Shape.QUOTIENT_WORD;
    int divisor = ofWords ? SCRATCH_2 : registers.source(one.rs2(), SCRATCH_2);
    registers.load(SCRATCH, one.rs1());
    if (ofWords) {
      registers.load(SCRATCH_2, one.rs2());
      extend(SCRATCH, one.operation().second());
      extend(SCRATCH_2, one.operation().second());
    }
    Label done = new Label();
    Label divides = new Label();
    if (quotient) {
      code.emitTo(divides, Opcode.JNE_IMM, divisor, 0);
      code.emit(Opcode.MOV_IMM, SCRATCH, -1);
      code.emitTo(done, Opcode.JMP);
    } else {
      code.emitTo(done, Opcode.JEQ_IMM, divisor, 0);
    }
    code.place(divides);
    code.emit(one.operation().opcode(), SCRATCH, divisor);
    code.place(done);
    if (ofWords) {
      extend(SCRATCH, Opcode.SAR_IMM);
    }
    registers.set(one.rd(), SCRATCH);
  }

  /**
   * A negative first factor was taken for one that is 2^64 larger: the product is that much off.
   */
  void multiplySignedUnsigned(RiscvInstruction one) {
    Label negative = new Label();
    Label done = new Label();
    int second = registers.source(one.rs2(), SCRATCH_2);
    registers.load(SCRATCH, one.rs1());
    code.emitTo(negative, Opcode.JLT_IMM, SCRATCH, 0);
    code.emit(one.operation().opcode(), SCRATCH, second);
    code.emitTo(done, Opcode.JMP);
    code.place(negative);
    code.emit(one.operation().opcode(), SCRATCH, second);
    code.emit(Opcode.SUB, SCRATCH, second);
    code.place(done);
    registers.set(one.rd(), SCRATCH);
  }

  private void extend(int register, Opcode shift) {
    code.emit(Opcode.SHL_IMM, register, WORD_BITS);
    code.emit(shift, register, WORD_BITS);
  }
}
