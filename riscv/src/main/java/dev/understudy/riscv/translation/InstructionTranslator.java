package dev.understudy.riscv.translation;

import static dev.understudy.riscv.translation.RegisterFile.SCRATCH;
import static dev.understudy.riscv.translation.RegisterFile.SCRATCH_2;

import dev.understudy.riscv.isa.RiscvInstruction;
import dev.understudy.riscv.isa.Shape;
import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.CodeBuilder.Label;
import dev.understudy.vm.isa.Opcode;

/**
 * Writes what stands for one instruction of the program. The shape of its row says how; the
 * arithmetic itself is in {@link WordArithmetic} and {@link Division}.
 */
final class InstructionTranslator {
  private final CodeBuilder code;
  private final RegisterFile registers;
  private final AddressTable addresses;
  private final InterruptEntries interrupts;
  private final WordArithmetic words;
  private final Division division;

  InstructionTranslator(
      CodeBuilder code,
      RegisterFile registers,
      AddressTable addresses,
      InterruptEntries interrupts) {
    this.code = code;
    this.registers = registers;
    this.addresses = addresses;
    this.interrupts = interrupts;
    this.words = new WordArithmetic(code, registers);
    this.division = new Division(code, registers);
  }

  /**
   * Writes the translation.
   *
   * @param address of the instruction in the program
   */
  void write(RiscvInstruction one, int address) {
    Shape shape = one.operation().shape();
    switch (shape) {
      case COMPUTE,
          COMPUTE_IMMEDIATE,
          COMPUTE_WORD,
          COMPUTE_WORD_IMMEDIATE,
          SHIFT_WORD,
          SHIFT_WORD_IMMEDIATE,
          COMPARE,
          COMPARE_IMMEDIATE,
          MULTIPLY_SIGNED_UNSIGNED,
          QUOTIENT,
          REMAINDER,
          QUOTIENT_WORD,
          REMAINDER_WORD -> {
        if (one.rd() != 0) {
          compute(shape, one);
        }
      }
      case LOAD -> load(one);
      case STORE -> store(one);
      case BRANCH -> branch(one, address);
      case UPPER -> registers.set(one.rd(), one.immediate(), SCRATCH);
      case UPPER_PC -> registers.set(one.rd(), (long) address + one.immediate(), SCRATCH);
      case JUMP -> {
        registers.set(one.rd(), address + RiscvInstruction.BYTES, SCRATCH);
        code.emitTo(addresses.of((long) address + one.immediate()), Opcode.JMP);
      }
      case JUMP_REGISTER -> jumpRegister(one, address);
      case FENCE -> {
        // One processor sees its own accesses in their order.
      }
      case PORT_READ -> {
        code.emit(one.operation().opcode(), registers.target(one.rd()), one.immediate());
        registers.set(one.rd(), registers.target(one.rd()));
      }
      case PORT_WRITE ->
          code.emit(
              one.operation().opcode(), one.immediate(), registers.source(one.rs1(), SCRATCH));
      case WORLD_READ -> {
        code.emit(one.operation().opcode(), registers.target(one.rd()));
        registers.set(one.rd(), registers.target(one.rd()));
      }
      case CONTROL -> code.emit(one.operation().opcode());
      case SET_HANDLER -> setHandler(one, address);
      case HANDLER_RETURN -> interrupts.leave();
    }
  }

  private void compute(Shape shape, RiscvInstruction one) {
    switch (shape) {
      case COMPUTE -> words.whole(one);
      case COMPUTE_IMMEDIATE -> words.wholeImmediate(one);
      case COMPUTE_WORD -> words.word(one);
      case COMPUTE_WORD_IMMEDIATE -> words.wordImmediate(one);
      case SHIFT_WORD -> words.shift(one);
      case SHIFT_WORD_IMMEDIATE -> words.shiftImmediate(one);
      case COMPARE, COMPARE_IMMEDIATE -> compare(one, shape == Shape.COMPARE);
      case MULTIPLY_SIGNED_UNSIGNED -> division.multiplySignedUnsigned(one);
      case QUOTIENT, QUOTIENT_WORD, REMAINDER, REMAINDER_WORD -> division.write(shape, one);
      default -> throw new IllegalArgumentException(shape + " computes nothing");
    }
  }

  private void compare(RiscvInstruction one, boolean ofRegisters) {
    int left = registers.source(one.rs1(), SCRATCH);
    int right = ofRegisters ? registers.source(one.rs2(), SCRATCH_2) : one.immediate();
    int result = registers.target(one.rd());
    boolean overwrites = result == left || (ofRegisters && result == right);
    Label done = new Label();
    if (!overwrites) {
      code.emit(Opcode.MOV_IMM, result, 1);
      code.emitTo(done, one.operation().opcode(), left, right);
      code.emit(Opcode.MOV_IMM, result, 0);
    } else {
      Label holds = new Label();
      code.emitTo(holds, one.operation().opcode(), left, right);
      code.emit(Opcode.MOV_IMM, result, 0);
      code.emitTo(done, Opcode.JMP);
      code.place(holds);
      code.emit(Opcode.MOV_IMM, result, 1);
    }
    code.place(done);
    registers.set(one.rd(), result);
  }

  private void load(RiscvInstruction one) {
    int base = registers.source(one.rs1(), SCRATCH_2);
    int result = registers.target(one.rd());
    code.emit(one.operation().opcode(), result, base, one.immediate());
    registers.set(one.rd(), result);
  }

  private void store(RiscvInstruction one) {
    int base = registers.source(one.rs1(), SCRATCH);
    int value = registers.source(one.rs2(), SCRATCH_2);
    code.emit(one.operation().opcode(), base, one.immediate(), value);
  }

  private void branch(RiscvInstruction one, int address) {
    Label target = addresses.of((long) address + one.immediate());
    int left = registers.source(one.rs1(), SCRATCH);
    if (one.rs2() == 0) {
      code.emitTo(target, one.operation().second(), left, 0);
    } else {
      int right = registers.source(one.rs2(), SCRATCH_2);
      code.emitTo(target, one.operation().opcode(), left, right);
    }
  }

  private void jumpRegister(RiscvInstruction one, int address) {
    registers.load(SCRATCH, one.rs1());
    if (one.immediate() != 0) {
      code.emit(Opcode.ADD_IMM, SCRATCH, one.immediate());
    }
    registers.set(one.rd(), address + RiscvInstruction.BYTES, SCRATCH_2);
    addresses.jumpToScratch();
  }

  private void setHandler(RiscvInstruction one, int address) {
    if (InterruptEntries.isLine(one.immediate())) {
      interrupts.set(one.immediate(), registers.source(one.rs1(), SCRATCH));
    } else {
      addresses.failAt(address);
    }
  }
}
