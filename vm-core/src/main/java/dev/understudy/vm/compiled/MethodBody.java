package dev.understudy.vm.compiled;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.BIPUSH;
import static org.objectweb.asm.Opcodes.F_FULL;
import static org.objectweb.asm.Opcodes.F_SAME;
import static org.objectweb.asm.Opcodes.F_SAME1;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.LALOAD;
import static org.objectweb.asm.Opcodes.LASTORE;
import static org.objectweb.asm.Opcodes.LCONST_0;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LONG;
import static org.objectweb.asm.Opcodes.LSTORE;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.SIPUSH;

import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Semantics;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * The method of a region as it is being written: its variables, and the few things that are written
 * again and again.
 *
 * <p>All variables are set at the start, so that the frame is the same at every label.
 */
final class MethodBody {
  static final int ACTIVATION = 1;

  /** The address to go on at; before that, the entry. */
  static final int PC = 2;

  /** How many more instructions may be executed. */
  static final int BUDGET = 3;

  static final int MEMORY = 4;
  static final int REGISTERS = 5;

  /** The index of the instruction that may fail. */
  static final int AT = 6;

  /** The last page that was found to be marked and free of code. */
  static final int PAGE = 7;

  static final int SCRATCH = 8;
  static final int FIRST_TEMPORARY = 9;

  /** Variables of type {@code int} for whatever a stretch of code needs. */
  static final int TEMPORARIES = 10;

  private static final int FIRST_REGISTER = FIRST_TEMPORARY + TEMPORARIES;
  private static final String ACTIVATION_NAME = Type.getInternalName(Activation.class);
  private static final String SEMANTICS_NAME = Type.getInternalName(Semantics.class);

  final MethodVisitor code;
  private final String className;
  private final BitSet used;
  private boolean framed;
  private IntPredicate substitute = register -> false;

  /**
   * @param used the guest registers that the region reads or writes
   */
  MethodBody(MethodVisitor code, String className, BitSet used) {
    this.code = code;
    this.className = className;
    this.used = used;
  }

  // --------------------------------------------------------------- frames

  /** Marks a place that is jumped to. */
  void place(Label label) {
    code.visitLabel(label);
    if (!framed) {
      Object[] locals = locals();
      code.visitFrame(F_FULL, locals.length, locals, 0, new Object[0]);
      framed = true;
    } else {
      code.visitFrame(F_SAME, 0, null, 0, null);
    }
  }

  /** Marks the begin of a handler of exceptions. */
  void placeHandler(Label label) {
    code.visitLabel(label);
    code.visitFrame(F_SAME1, 0, null, 1, new Object[] {"java/lang/RuntimeException"});
  }

  private Object[] locals() {
    List<Object> types = new ArrayList<>();
    types.add(className);
    types.add(ACTIVATION_NAME);
    types.addAll(List.of(INTEGER, INTEGER, "[B", "[J", INTEGER, INTEGER, INTEGER));
    types.addAll(Collections.nCopies(TEMPORARIES, INTEGER));
    types.addAll(Collections.nCopies(used.cardinality(), LONG));
    return types.toArray();
  }

  // ------------------------------------------------------------ variables

  /** Sets all variables; registers from the machine. */
  void fill() {
    field("memory", "[B");
    code.visitVarInsn(ASTORE, MEMORY);
    field("registers", "[J");
    code.visitVarInsn(ASTORE, REGISTERS);
    for (int variable = AT; variable < FIRST_REGISTER; variable++) {
      push(variable == PAGE ? Activation.NO_PAGE : 0);
      code.visitVarInsn(ISTORE, variable);
    }
    for (int r = used.nextSetBit(0); r >= 0; r = used.nextSetBit(r + 1)) {
      code.visitVarInsn(ALOAD, REGISTERS);
      push(r);
      code.visitInsn(LALOAD);
      store(r);
    }
  }

  /** Gives registers and variables back to machine and activation; the exit is in the scratch. */
  void spill(BitSet written) {
    for (int r = written.nextSetBit(0); r >= 0; r = written.nextSetBit(r + 1)) {
      code.visitVarInsn(ALOAD, REGISTERS);
      push(r);
      load(r);
      code.visitInsn(LASTORE);
    }
    give("left", BUDGET);
    give("at", AT);
    give("exit", SCRATCH);
  }

  private void field(String name, String descriptor) {
    code.visitVarInsn(ALOAD, ACTIVATION);
    code.visitFieldInsn(GETFIELD, ACTIVATION_NAME, name, descriptor);
  }

  private void give(String name, int variable) {
    code.visitVarInsn(ALOAD, ACTIVATION);
    code.visitVarInsn(ILOAD, variable);
    code.visitFieldInsn(PUTFIELD, ACTIVATION_NAME, name, "I");
  }

  /** Pushes a guest register. */
  void load(int register) {
    if (!substitute.test(register)) {
      loadPlainly(register);
    }
  }

  /** Pushes the variable of a guest register. */
  void loadPlainly(int register) {
    code.visitVarInsn(LLOAD, slot(register));
  }

  /** From now on this writes what pushes a register, and says whether it did. */
  void substitute(IntPredicate instead) {
    substitute = instead;
  }

  /** Pops into a guest register. */
  void store(int register) {
    code.visitVarInsn(LSTORE, slot(register));
  }

  private int slot(int register) {
    return FIRST_REGISTER + 2 * used.get(0, register).cardinality();
  }

  // ------------------------------------------------------------ constants

  void push(int value) {
    if (value >= -1 && value <= 5) {
      code.visitInsn(ICONST_0 + value);
    } else if (value == (byte) value) {
      code.visitIntInsn(BIPUSH, value);
    } else if (value == (short) value) {
      code.visitIntInsn(SIPUSH, value);
    } else {
      code.visitLdcInsn(value);
    }
  }

  void push(long value) {
    if (value == 0 || value == 1) {
      code.visitInsn(LCONST_0 + (int) value);
    } else {
      code.visitLdcInsn(value);
    }
  }

  void set(int variable, int value) {
    push(value);
    code.visitVarInsn(ISTORE, variable);
  }

  // ----------------------------------------------------------------- calls

  /** Calls the semantics method of a row; its arguments are on the stack. */
  void callSemantics(Opcode opcode) {
    String descriptor = opcode.shape().methodType().toMethodDescriptorString();
    code.visitMethodInsn(INVOKESTATIC, SEMANTICS_NAME, opcode.mnemonic(), descriptor, false);
  }

  /** Calls a static method of the activation; its other arguments are on the stack. */
  void callActivation(String name, String descriptor) {
    code.visitVarInsn(ALOAD, ACTIVATION);
    code.visitMethodInsn(INVOKESTATIC, ACTIVATION_NAME, name, descriptor, false);
  }
}
