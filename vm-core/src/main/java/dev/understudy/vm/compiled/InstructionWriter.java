package dev.understudy.vm.compiled;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IFLT;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.L2I;
import static org.objectweb.asm.Opcodes.LADD;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.InstructionEffect;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Operand;
import dev.understudy.vm.isa.OperandFormat;
import dev.understudy.vm.isa.Registers;
import org.objectweb.asm.Label;

/** Writes what an instruction does to registers and memory, by its kind; not where it leads. */
final class InstructionWriter {
  private static final int SP = Registers.SP;
  private static final String STORED =
      "(IIIL" + Activation.class.getName().replace('.', '/') + ";)I";

  private final MethodBody body;
  private final Intrinsics intrinsics;

  InstructionWriter(MethodBody body, Intrinsics intrinsics) {
    this.body = body;
    this.intrinsics = intrinsics;
  }

  /**
   * An instruction that is followed by the next one.
   *
   * @param index its place in the region
   * @param storedIntoCode where to go behind a store that hit compiled code
   */
  void straight(Instruction instruction, int index, Label storedIntoCode) {
    Opcode opcode = instruction.opcode();
    if (opcode.accessBytes() > 0 || opcode.has(InstructionEffect.MAY_FAULT)) {
      body.set(MethodBody.AT, index);
    }
    switch (opcode.kind()) {
      case NOTHING, MOVE, COMPUTE, DIVIDE -> compute(instruction);
      case LOAD -> {
        body.code.visitVarInsn(ALOAD, MethodBody.MEMORY);
        address(instruction.rs(), instruction.imm32());
        apply(opcode);
        body.store(instruction.rd());
      }
      case STORE -> {
        body.code.visitVarInsn(ALOAD, MethodBody.MEMORY);
        address(instruction.rd(), instruction.imm32());
        keepAddress();
        body.load(instruction.rs());
        apply(opcode);
        barrier(opcode.accessBytes(), storedIntoCode);
      }
      case PUSH -> {
        pushing(opcode, () -> body.load(instruction.rs()));
        barrier(opcode.accessBytes(), storedIntoCode);
      }
      case POP -> {
        popping(opcode);
        body.store(instruction.rd());
      }
      default -> throw new IllegalArgumentException(opcode + " does not just go on");
    }
  }

  /** Sets the destination of a computation. */
  void compute(Instruction instruction) {
    switch (instruction.opcode().kind()) {
      case NOTHING -> apply(instruction.opcode());
      case MOVE -> {
        source(instruction);
        apply(instruction.opcode());
        body.store(instruction.rd());
      }
      default -> {
        body.load(instruction.rd());
        source(instruction);
        apply(instruction.opcode());
        body.store(instruction.rd());
      }
    }
  }

  /** Pushes the last register or number among the operands. */
  void source(Instruction instruction) {
    OperandFormat format = instruction.opcode().format();
    if (format.uses(Operand.RS)) {
      body.load(instruction.rs());
    } else if (format == OperandFormat.RD) {
      body.load(instruction.rd());
    } else {
      body.push((long) (format.uses(Operand.IMM16) ? instruction.imm16() : instruction.imm32()));
    }
  }

  /** Does what the semantics method does; arguments and result are on the stack. */
  void apply(Opcode opcode) {
    if (!intrinsics.compute(opcode, body.code)) {
      body.callSemantics(opcode);
    }
  }

  /** Pushes the low half of a register plus a number. */
  void address(int register, int offset) {
    body.load(register);
    body.code.visitInsn(L2I);
    if (offset != 0) {
      body.push(offset);
      body.code.visitInsn(IADD);
    }
  }

  private void keepAddress() {
    body.code.visitInsn(DUP);
    body.code.visitVarInsn(ISTORE, MethodBody.SCRATCH);
  }

  /** Stores what {@code value} pushes below the stack pointer, and then moves that. */
  void pushing(Opcode opcode, Runnable value) {
    body.code.visitVarInsn(ALOAD, MethodBody.MEMORY);
    address(SP, -opcode.accessBytes());
    keepAddress();
    value.run();
    apply(opcode);
    moveStackPointer(-opcode.accessBytes());
  }

  /** Pushes what lies at the stack pointer, and moves that. */
  void popping(Opcode opcode) {
    body.code.visitVarInsn(ALOAD, MethodBody.MEMORY);
    address(SP, 0);
    apply(opcode);
    moveStackPointer(opcode.accessBytes());
  }

  private void moveStackPointer(long bytes) {
    body.load(SP);
    body.push(bytes);
    body.code.visitInsn(LADD);
    body.store(SP);
  }

  /** The store barrier for what was stored at the address in the scratch variable. */
  void barrier(int length, Label storedIntoCode) {
    body.code.visitVarInsn(ILOAD, MethodBody.SCRATCH);
    body.push(length);
    body.code.visitVarInsn(ILOAD, MethodBody.PAGE);
    body.callActivation("stored", STORED);
    body.code.visitInsn(DUP);
    body.code.visitVarInsn(ISTORE, MethodBody.PAGE);
    body.code.visitJumpInsn(IFLT, storedIntoCode);
  }
}
