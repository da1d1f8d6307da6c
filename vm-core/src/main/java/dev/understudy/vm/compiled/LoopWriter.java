package dev.understudy.vm.compiled;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.I2L;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IDIV;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IF_ICMPLT;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.ISUB;
import static org.objectweb.asm.Opcodes.L2I;
import static org.objectweb.asm.Opcodes.LADD;
import static org.objectweb.asm.Opcodes.LMUL;
import static org.objectweb.asm.Opcodes.LNEG;
import static org.objectweb.asm.Opcodes.POP;

import dev.understudy.vm.compiled.CountedLoop.Step;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Registers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;

/**
 * Writes the turns of a counted loop that are certain as a loop of the JVM's own, without a look at
 * the budget, the bounds or the barrier in each turn.
 *
 * <p>A register that moves by a constant keeps its first value meanwhile; wherever it is read, it
 * is computed from the number of the turn, which is a form that HotSpot understands.
 */
final class LoopWriter {
  private static final int TRIPS = MethodBody.FIRST_TEMPORARY;
  private static final int TURN = TRIPS + 1;
  private static final int FIRST_BASE = TRIPS + 2;
  private static final int MAX_BASES = MethodBody.TEMPORARIES - 2;
  private static final String NAME = Type.getInternalName(Trips.class);
  private static final String ACTIVATION = Type.getDescriptor(Activation.class);

  private final CountedLoop loop;
  private final MethodBody body;
  private final InstructionWriter instructions;
  private final Label fault;

  /** What is to be written behind all blocks. */
  private final List<Runnable> later = new ArrayList<>();

  /** How many variables for first addresses are taken. */
  private int bases;

  LoopWriter(CountedLoop loop, MethodBody body, InstructionWriter instructions, Label fault) {
    this.loop = loop;
    this.body = body;
    this.instructions = instructions;
    this.fault = fault;
  }

  /**
   * Writes what comes before the block.
   *
   * @param oneByOne where the block itself begins
   * @return what is to come behind all blocks
   */
  List<Runnable> write(Label oneByOne) {
    count();
    body.code.visitVarInsn(ILOAD, TRIPS);
    body.code.visitJumpInsn(IFEQ, oneByOne);
    body.set(TURN, 0);
    Label turn = new Label();
    body.place(turn);
    turn();
    body.code.visitIincInsn(TURN, 1);
    body.code.visitVarInsn(ILOAD, TURN);
    body.code.visitVarInsn(ILOAD, TRIPS);
    body.code.visitJumpInsn(IF_ICMPLT, turn);
    catchUp(TRIPS, loop.block().length());
    charge(TRIPS);
    return later;
  }

  // -------------------------------------------------------- before the loop

  private void count() {
    Instruction branch = loop.block().last();
    body.load(branch.rd());
    step(branch.rd());
    instructions.source(branch);
    body.code.visitVarInsn(ILOAD, MethodBody.BUDGET);
    body.push(loop.block().length());
    body.code.visitInsn(IDIV);
    call(branch.opcode().mnemonic(), "(JJJI)I");
    bases = 0;
    accesses(Kind.LOAD, "loads");
    accesses(Kind.STORE, "stores");
    body.code.visitVarInsn(ALOAD, MethodBody.ACTIVATION);
    call("worthwhile", "(I" + ACTIVATION + ")I");
    body.code.visitVarInsn(ISTORE, TRIPS);
  }

  /** Limits the trips on the stack by all regular accesses of a kind. */
  private void accesses(Kind kind, String method) {
    for (int i = 0; i < loop.block().length(); i++) {
      Instruction instruction = loop.block().instructions().get(i);
      if (instruction.opcode().kind() != kind || !isCertain(instruction)) {
        continue;
      }
      firstAddress(instruction, i);
      if (usesBase(instruction) && bases < MAX_BASES) {
        body.code.visitInsn(DUP);
        body.code.visitVarInsn(ISTORE, FIRST_BASE + bases);
        bases++;
      }
      step(base(instruction));
      body.push(instruction.opcode().accessBytes());
      body.code.visitVarInsn(ALOAD, MethodBody.ACTIVATION);
      call(method, "(IIJI" + ACTIVATION + ")I");
    }
  }

  private void firstAddress(Instruction instruction, int at) {
    int register = base(instruction);
    instructions.address(register, instruction.imm32());
    Step step = loop.step(register);
    if (step != null && step.at() < at) {
      step(register);
      body.code.visitInsn(L2I);
      body.code.visitInsn(IADD);
    }
  }

  /** Pushes how far a register moves in each turn. */
  private void step(int register) {
    Step step = loop.step(register);
    if (step == null) {
      body.push(0L);
    } else if (step.isConstant()) {
      body.push(step.constant());
    } else {
      body.load(step.register());
      if (step.isDownwards()) {
        body.code.visitInsn(LNEG);
      }
    }
  }

  private static int base(Instruction instruction) {
    return instruction.opcode().kind() == Kind.LOAD ? instruction.rs() : instruction.rd();
  }

  /** True if the access is known to be within memory in each of the trips. */
  private boolean isCertain(Instruction instruction) {
    return switch (instruction.opcode().kind()) {
      case LOAD, STORE -> loop.isRegular(base(instruction));
      case DIVIDE -> false;
      default -> true;
    };
  }

  private boolean usesBase(Instruction instruction) {
    return constantStep(base(instruction)) != null;
  }

  private @Nullable Step constantStep(int register) {
    Step step = loop.step(register);
    return step != null && step.isConstant() ? step : null;
  }

  private void call(String method, String descriptor) {
    body.code.visitMethodInsn(INVOKESTATIC, NAME, method, descriptor, false);
  }

  // ------------------------------------------------------------ in the loop

  private void turn() {
    List<Instruction> all = loop.block().instructions();
    int[] baseOf = assignBases(all);
    for (int i = 0; i < all.size() - 1; i++) {
      Instruction instruction = all.get(i);
      substitute(i);
      Step step = constantStep(instruction.rd());
      if (step == null || step.at() != i) {
        instruction(instruction, i, baseOf[i]);
      }
    }
    body.substitute(register -> false);
  }

  /** In the order in which {@link #accesses} filled them. */
  private int[] assignBases(List<Instruction> all) {
    int[] baseOf = new int[all.size()];
    int next = 0;
    for (Kind kind : List.of(Kind.LOAD, Kind.STORE)) {
      for (int i = 0; i < all.size(); i++) {
        Instruction one = all.get(i);
        boolean has = one.opcode().kind() == kind && isCertain(one) && usesBase(one);
        baseOf[i] = has && next < bases ? FIRST_BASE + next++ : Math.max(baseOf[i], 0);
      }
    }
    return baseOf;
  }

  /** From here on, what was moved by a constant is computed when it is read. */
  private void substitute(int at) {
    body.substitute(
        register -> {
          Step step = constantStep(register);
          if (step == null) {
            return false;
          }
          body.loadPlainly(register);
          body.code.visitVarInsn(ILOAD, TURN);
          if (step.at() < at) {
            body.push(1);
            body.code.visitInsn(IADD);
          }
          body.code.visitInsn(I2L);
          body.push(step.constant());
          body.code.visitInsn(LMUL);
          body.code.visitInsn(LADD);
          return true;
        });
  }

  private void instruction(Instruction instruction, int at, int base) {
    Label start = new Label();
    Label end = new Label();
    body.code.visitLabel(start);
    switch (instruction.opcode().kind()) {
      case LOAD -> {
        access(instruction, base);
        instructions.apply(instruction.opcode());
        body.store(instruction.rd());
      }
      case STORE -> {
        access(instruction, base);
        body.load(instruction.rs());
        instructions.apply(instruction.opcode());
      }
      default -> instructions.compute(instruction);
    }
    body.code.visitLabel(end);
    if (!isCertain(instruction)) {
      sideExit(start, end, at);
    }
  }

  /** Pushes memory and address. */
  private void access(Instruction instruction, int base) {
    body.code.visitVarInsn(ALOAD, MethodBody.MEMORY);
    Step step = constantStep(base(instruction));
    if (base == 0 || step == null) {
      instructions.address(base(instruction), instruction.imm32());
      return;
    }
    body.code.visitVarInsn(ILOAD, base);
    body.code.visitVarInsn(ILOAD, TURN);
    body.push((int) step.constant());
    body.code.visitInsn(IMUL);
    body.code.visitInsn(IADD);
  }

  // --------------------------------------------------------- out of the loop

  /** An instruction that fails in the middle of a turn leaves as it would in the block. */
  private void sideExit(Label start, Label end, int at) {
    Label handler = new Label();
    for (String type : RegionWriter.FAILURES) {
      body.code.visitTryCatchBlock(start, end, handler, type);
    }
    later.add(
        () -> {
          body.placeHandler(handler);
          body.code.visitInsn(POP);
          catchUp(TURN, at);
          charge(TURN);
          body.code.visitIincInsn(MethodBody.BUDGET, -loop.block().length());
          body.set(MethodBody.AT, loop.block().firstIndex() + at);
          body.code.visitJumpInsn(GOTO, fault);
        });
  }

  /** Brings registers up to date after whole turns and the first instructions of one more. */
  private void catchUp(int turns, int at) {
    for (int register = 0; register < Registers.COUNT; register++) {
      Step step = constantStep(register);
      if (step == null) {
        continue;
      }
      body.load(register);
      body.code.visitVarInsn(ILOAD, turns);
      if (turns == TURN && step.at() < at) {
        body.push(1);
        body.code.visitInsn(IADD);
      }
      body.code.visitInsn(I2L);
      body.push(step.constant());
      body.code.visitInsn(LMUL);
      body.code.visitInsn(LADD);
      body.store(register);
    }
  }

  private void charge(int turns) {
    body.code.visitVarInsn(ILOAD, MethodBody.BUDGET);
    body.code.visitVarInsn(ILOAD, turns);
    body.push(loop.block().length());
    body.code.visitInsn(IMUL);
    body.code.visitInsn(ISUB);
    body.code.visitVarInsn(ISTORE, MethodBody.BUDGET);
  }
}
