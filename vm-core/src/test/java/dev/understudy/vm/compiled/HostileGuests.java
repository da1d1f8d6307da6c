package dev.understudy.vm.compiled;

import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.CodeBuilder.Label;
import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Frame;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Operand;
import dev.understudy.vm.isa.OperandFormat;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.isa.Semantics;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.random.Dice;
import dev.understudy.vm.random.ProgramGenerator;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * Draws guests that are after the compiler: each seed one of a few plans, with everything that the
 * plan leaves open thrown.
 */
final class HostileGuests {
  /** What a guest is after. */
  enum Plan {
    NOISE,
    COUNTED_LOOPS,
    JUMP_TABLE,
    RECURSION,
    REWRITES_ITSELF,
    GIANT_BLOCK,
    MANY_BLOCKS
  }

  private static final int SIZE = 0x10000;
  private static final int CODE = 0x1000;
  private static final int HANDLER = 0x400;
  private static final int TABLE = 0x8000;
  private static final int SP = Registers.SP;
  private static final int COUNTER = 14;
  private static final List<Opcode> STRAIGHT =
      rows(Kind.NOTHING, Kind.MOVE, Kind.COMPUTE, Kind.DIVIDE, Kind.LOAD, Kind.STORE);
  private static final List<Opcode> ACCESSES = rows(Kind.LOAD, Kind.STORE);
  private static final List<Opcode> STORES = rows(Kind.STORE);
  private static final List<Opcode> BRANCHES = rows(Kind.BRANCH);
  private static final List<Opcode> STEPS =
      List.of(Opcode.ADD_IMM, Opcode.SUB_IMM, Opcode.ADD, Opcode.SUB);

  private final Dice dice;
  private final Plan plan;
  private final CodeBuilder code = new CodeBuilder(CODE);
  private final byte[] memory = new byte[SIZE];

  private HostileGuests(long seed) {
    dice = new Dice(Dice.hash(seed, 77));
    plan = plan(seed);
  }

  static Plan plan(long seed) {
    return Plan.values()[(int) Long.remainderUnsigned(seed, Plan.values().length)];
  }

  /** The guest of a seed. */
  static Image guest(long seed) {
    if (plan(seed) == Plan.NOISE) {
      return ProgramGenerator.noise(seed);
    }
    return new HostileGuests(seed).image();
  }

  /** The bytes of an instruction that is followed by the next one, as a device would write them. */
  static byte[] instruction(Dice dice) {
    byte[] word = new byte[Instruction.BYTES];
    Semantics.st8(word, 0, straight(dice, CODE).encode());
    return word;
  }

  private static List<Opcode> rows(Kind first, Kind... others) {
    EnumSet<Kind> kinds = EnumSet.of(first, others);
    return Arrays.stream(Opcode.values()).filter(row -> kinds.contains(row.kind())).toList();
  }

  private Image image() {
    code.emit(Opcode.MOV_IMM, SP, dice.oneIn(3) ? (int) dice.oddNumber() : 0xf000);
    Label again = code.label();
    switch (plan) {
      case NOISE -> throw new IllegalStateException("drawn elsewhere");
      case COUNTED_LOOPS -> times(dice.between(1, 6), this::countedLoop);
      case JUMP_TABLE -> jumpTable();
      case RECURSION -> recursion();
      case REWRITES_ITSELF -> rewritesItself();
      case GIANT_BLOCK -> times(dice.between(400, 2500), () -> code.emit(straight()));
      case MANY_BLOCKS -> times(dice.between(200, 1200), this::smallBlock);
    }
    code.emitTo(again, Opcode.JMP);
    code.writeTo(memory);
    handlers();
    return Image.of(memory, CODE, SIZE);
  }

  private static void times(int count, Runnable what) {
    for (int i = 0; i < count; i++) {
      what.run();
    }
  }

  /** Most faults skip the instruction; a fetch from nowhere begins anew. */
  private void handlers() {
    CodeBuilder handler = new CodeBuilder(HANDLER);
    int skip = handler.here();
    handler.emit(Opcode.NOP).emit(Opcode.LD8, 12, SP, Frame.RETURN_OFFSET);
    handler.emit(Opcode.ADD_IMM, 12, 8).emit(Opcode.ST8, SP, Frame.RETURN_OFFSET, 12);
    handler.emit(Opcode.IRET);
    int anew = handler.here();
    handler.emit(Opcode.MOV_IMM, SP, 0xf000).emit(Opcode.MOV_IMM, 12, CODE);
    handler.emit(Opcode.JMP_REG, 12);
    handler.writeTo(memory);
    for (FaultKind kind : FaultKind.values()) {
      boolean fetch = kind == FaultKind.INSTRUCTION_FETCH || dice.oneIn(6);
      Semantics.st8(memory, Frame.vectorAddress(kind.vector()), fetch ? anew : skip);
    }
  }

  // ------------------------------------------------------------------ plans

  /** A bound anywhere, steps of any size, accesses that run over edges and over code. */
  private void countedLoop() {
    for (int register = 0; register < 8; register++) {
      code.set(register, place());
    }
    code.set(COUNTER, dice.oddNumber());
    Label top = code.label();
    times(dice.between(0, 4), () -> code.emit(dice.oneIn(2) ? access() : straight()));
    times(dice.between(0, 2), () -> code.emit(step(dice.below(8))));
    code.emit(step(COUNTER));
    times(dice.below(2), () -> code.emit(access()));
    repeat(top, COUNTER);
  }

  private Instruction step(int register) {
    Opcode opcode = dice.of(STEPS);
    int size =
        switch (dice.below(4)) {
          case 0 -> (int) dice.oddNumber();
          case 1 -> dice.between(-4100, 4100);
          default -> dice.between(1, 16);
        };
    boolean constant = opcode.format() == OperandFormat.RD_IMM;
    return Instruction.of(opcode, register, constant ? size : 8 + dice.below(3));
  }

  private Instruction access() {
    Opcode opcode = dice.of(ACCESSES);
    int base = dice.below(8);
    int other = dice.below(16);
    int offset = dice.between(-16, 16);
    return opcode.kind() == Kind.LOAD
        ? Instruction.of(opcode, other, base, offset)
        : Instruction.of(opcode, base, offset, other);
  }

  /** An address, mostly one near something. */
  private long place() {
    return place(dice, code.here());
  }

  private static long place(Dice dice, int here) {
    return switch (dice.below(6)) {
      case 0 -> dice.oddNumber();
      case 1 -> SIZE - dice.below(64);
      case 2 -> dice.below(64);
      case 3 -> here + dice.between(-64, 128);
      case 4 -> dice.below(16) * 0x1000L + dice.between(-16, 16) & 0xffff;
      default -> TABLE + dice.below(0x2000);
    };
  }

  private void repeat(Label top, int register) {
    Opcode opcode = dice.of(BRANCHES);
    boolean byRegister = opcode.format().uses(Operand.RS);
    code.emitTo(top, opcode, register, byRegister ? dice.below(16) : (short) dice.oddNumber());
  }

  /** Jumps and calls by way of a table, whose words are also rewritten. */
  private void jumpTable() {
    int targets = dice.between(2, 24);
    code.set(1, 0).label();
    Label next = code.label();
    code.emit(Opcode.ADD_IMM, 1, dice.between(1, 7)).emit(Opcode.REMU_IMM, 1, targets);
    code.emit(Opcode.MOV, 2, 1).emit(Opcode.SHL_IMM, 2, 3).emit(Opcode.LD8, 3, 2, TABLE);
    code.emit(dice.oneIn(2) ? Opcode.CALL_REG : Opcode.JMP_REG, 3);
    code.emitTo(next, Opcode.JMP);
    for (int i = 0; i < targets; i++) {
      int slips = dice.oneIn(4) ? 8 * dice.between(-4, 4) : dice.oneIn(10) ? dice.below(8) : 0;
      Semantics.st8(memory, TABLE + 8 * i, code.here() + slips);
      times(dice.between(0, 5), () -> code.emit(straight()));
      if (dice.oneIn(4)) {
        code.emit(Opcode.ST8, 2, TABLE - 8, 3);
      }
      if (dice.oneIn(3)) {
        code.emit(Opcode.RET);
      } else {
        code.emitTo(next, Opcode.JMP);
      }
    }
  }

  /** Calls itself as deep as memory goes, or until a counter says so. */
  private void recursion() {
    Label function = new Label();
    Label leaf = new Label();
    Label main = new Label();
    code.emitTo(main, Opcode.JMP);
    code.place(function).emitTo(leaf, Opcode.JLE_IMM, COUNTER, 0);
    code.emit(Opcode.SUB_IMM, COUNTER, dice.oneIn(6) ? 0 : 1);
    times(dice.below(3), () -> code.emit(Opcode.PUSH, dice.below(16)));
    code.emitTo(function, Opcode.CALL);
    times(dice.below(3), () -> code.emit(straight()));
    if (dice.oneIn(2)) {
      code.emitTo(function, Opcode.CALL);
    }
    times(dice.below(3), () -> code.emit(Opcode.POP, dice.below(16)));
    code.place(leaf).emit(Opcode.RET);
    code.place(main).set(COUNTER, dice.between(1, 3000)).emitTo(function, Opcode.CALL);
  }

  /** A loop that stores legal and illegal words, or bits of them, over itself and what is near. */
  private void rewritesItself() {
    code.set(COUNTER, dice.between(5, 200));
    Label top = code.label();
    int statements = dice.between(2, 12);
    for (int i = 0; i < statements; i++) {
      int victim = code.here() + 8 * dice.between(-statements, 2 * statements) + slip();
      code.set(9, victim).set(8, dice.oneIn(8) ? dice.next() : straight().encode());
      code.emit(dice.oneIn(3) ? dice.of(STORES) : Opcode.ST8, 9, 0, 8);
      times(dice.below(3), () -> code.emit(straight()));
    }
    code.emit(Opcode.SUB_IMM, COUNTER, 1).emitTo(top, Opcode.JGT_IMM, COUNTER, 0);
  }

  private int slip() {
    return dice.oneIn(5) ? dice.below(8) : 0;
  }

  private void smallBlock() {
    Label over = new Label();
    Opcode opcode = dice.of(BRANCHES);
    boolean byRegister = opcode.format().uses(Operand.RS);
    int other = byRegister ? dice.below(16) : (short) dice.oddNumber();
    code.emitTo(over, opcode, dice.below(12), other);
    code.emit(straight()).place(over);
  }

  private Instruction straight() {
    return straight(dice, code.here());
  }

  private static Instruction straight(Dice dice, int here) {
    Opcode opcode = dice.of(STRAIGHT);
    OperandFormat format = opcode.format();
    boolean access = format.uses(Operand.MEMORY_RD) || format.uses(Operand.MEMORY_RS);
    int imm32 =
        !format.uses(Operand.IMM32) && !access
            ? 0
            : (int) (access ? place(dice, here) : dice.oddNumber());
    return new Instruction(
        opcode,
        format.uses(Operand.RD) || format.uses(Operand.MEMORY_RD) ? dice.below(12) : 0,
        format.uses(Operand.RS) || format.uses(Operand.MEMORY_RS) ? dice.below(16) : 0,
        format.uses(Operand.IMM16) ? (short) dice.oddNumber() : 0,
        imm32);
  }
}
