package dev.understudy.vm.compiled;

import static org.objectweb.asm.Opcodes.BALOAD;
import static org.objectweb.asm.Opcodes.BASTORE;
import static org.objectweb.asm.Opcodes.I2B;
import static org.objectweb.asm.Opcodes.I2L;
import static org.objectweb.asm.Opcodes.IAND;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFGE;
import static org.objectweb.asm.Opcodes.IFGT;
import static org.objectweb.asm.Opcodes.IFLE;
import static org.objectweb.asm.Opcodes.IFLT;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.L2I;
import static org.objectweb.asm.Opcodes.LADD;
import static org.objectweb.asm.Opcodes.LAND;
import static org.objectweb.asm.Opcodes.LCMP;
import static org.objectweb.asm.Opcodes.LMUL;
import static org.objectweb.asm.Opcodes.LNEG;
import static org.objectweb.asm.Opcodes.LOR;
import static org.objectweb.asm.Opcodes.LSHL;
import static org.objectweb.asm.Opcodes.LSHR;
import static org.objectweb.asm.Opcodes.LSUB;
import static org.objectweb.asm.Opcodes.LUSHR;
import static org.objectweb.asm.Opcodes.LXOR;
import static org.objectweb.asm.Opcodes.SIPUSH;

import dev.understudy.vm.isa.Opcode;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Bytecode for instructions that occur often, in place of a call to their semantics method. An
 * optimisation and nothing else: the JVM has less to inline. Open, so that a test can do without.
 */
class Intrinsics {
  /** All there are. */
  static final Intrinsics STANDARD = new Intrinsics();

  /**
   * Does what the row's semantics method does, with its arguments on the stack.
   *
   * @return false, and nothing written, if there is no bytecode for it
   */
  boolean compute(Opcode opcode, MethodVisitor code) {
    int[] instructions =
        switch (opcode) {
          case NOP, MOV, MOV_IMM -> new int[0];
          case NEG -> new int[] {LNEG};
          case ADD, ADD_IMM -> new int[] {LADD};
          case SUB, SUB_IMM -> new int[] {LSUB};
          case MUL, MUL_IMM -> new int[] {LMUL};
          case AND, AND_IMM -> new int[] {LAND};
          case OR, OR_IMM -> new int[] {LOR};
          case XOR, XOR_IMM -> new int[] {LXOR};
          case SHL, SHL_IMM -> new int[] {L2I, LSHL};
          case SHR, SHR_IMM -> new int[] {L2I, LUSHR};
          case SAR, SAR_IMM -> new int[] {L2I, LSHR};
          case LD1S -> new int[] {BALOAD, I2L};
          case ST1 -> new int[] {L2I, I2B, BASTORE};
          default -> null;
        };
    if (opcode == Opcode.LD1) {
      code.visitInsn(BALOAD);
      code.visitIntInsn(SIPUSH, 255);
      code.visitInsn(IAND);
      code.visitInsn(I2L);
      return true;
    }
    if (instructions == null) {
      return false;
    }
    for (int instruction : instructions) {
      code.visitInsn(instruction);
    }
    return true;
  }

  /**
   * Jumps if the branch is taken, with both sides of the comparison on the stack.
   *
   * @return false, and nothing written, if there is no bytecode for it
   */
  boolean branch(Opcode opcode, Label target, MethodVisitor code) {
    int jump =
        switch (opcode) {
          case JEQ, JEQ_IMM -> IFEQ;
          case JNE, JNE_IMM -> IFNE;
          case JLT, JLT_IMM -> IFLT;
          case JLE, JLE_IMM -> IFLE;
          case JGT, JGT_IMM -> IFGT;
          case JGE, JGE_IMM -> IFGE;
          default -> 0;
        };
    if (jump == 0) {
      return false;
    }
    code.visitInsn(LCMP);
    code.visitJumpInsn(jump, target);
    return true;
  }
}
