package dev.understudy.vm.random;

import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.CodeBuilder.Label;
import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Frame;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.InstructionEffect;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Operand;
import dev.understudy.vm.isa.OperandFormat;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.isa.Semantics;
import dev.understudy.vm.isa.Status;
import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * Draws programs: functions with nested loops, branches and calls, arithmetic on odd numbers, loads
 * and stores within memory and at its edges, code that rewrites code, handlers for most faults and
 * lines, and instructions that touch the world.
 *
 * <p>Rows are drawn from the instruction table by their kind, so that a new instruction takes part
 * at once. Most programs run on for ever, most of the time where they were meant to: handlers skip
 * what faulted. Some run away over data, halt, or fault for good.
 */
public final class ProgramGenerator {
  /** In bytes; small, so that edges are near and hashing is cheap. */
  public static final int MEMORY_SIZE = Image.MIN_MEMORY;

  private static final int HANDLERS = 0x400;
  private static final int CODE = 0x1000;
  private static final int DATA = 0x9000;
  private static final int DATA_BYTES = 0x4000;
  private static final int STACK_TOP = 0xf000;

  private static final int SCRATCH_REGISTERS = 10;
  private static final int FIRST_COUNTER = 10;
  private static final int MAX_NESTING = 3;
  private static final int DATA_BASE = 13;
  private static final int HANDLER_SCRATCH = 14;

  private static final List<Opcode> ALL = List.of(Opcode.values());
  private static final List<Opcode> STRAIGHT =
      rows(EnumSet.of(Kind.NOTHING, Kind.MOVE, Kind.COMPUTE, Kind.DIVIDE, Kind.LOAD, Kind.STORE));
  private static final List<Opcode> HARMLESS =
      rows(EnumSet.of(Kind.NOTHING, Kind.MOVE, Kind.COMPUTE));
  private static final List<Opcode> BRANCHES = rows(EnumSet.of(Kind.BRANCH));
  private static final List<Opcode> JUMPS = rows(EnumSet.of(Kind.JUMP));
  private static final List<Opcode> CALLS = rows(EnumSet.of(Kind.CALL));
  private static final List<Opcode> STATUS = rows(EnumSet.of(Kind.STATUS));
  private static final List<Opcode> STACK = rows(EnumSet.of(Kind.PUSH, Kind.POP));
  private static final List<Opcode> STORES = rows(EnumSet.of(Kind.STORE));
  private static final List<Opcode> SEAM =
      Arrays.stream(Opcode.values()).filter(row -> row.has(InstructionEffect.SEAM)).toList();

  private final Dice dice;
  private final CodeBuilder code = new CodeBuilder(CODE);
  private final CodeBuilder handlers = new CodeBuilder(HANDLERS);
  private final byte[] memory = new byte[MEMORY_SIZE];
  private final List<Label> functions = new ArrayList<>();
  private final Label main = new Label();

  private ProgramGenerator(Dice dice) {
    this.dice = dice;
  }

  /** The program of a seed. */
  public static Image program(long seed) {
    return new ProgramGenerator(new Dice(seed)).image();
  }

  /** Random bytes all over, from nothing but noise to nearly all legal instructions. */
  public static Image noise(long seed) {
    Dice dice = new Dice(seed);
    byte[] memory = new byte[MEMORY_SIZE];
    int legalPer64 = dice.of(List.of(0, 32, 60, 63));
    for (int at = 0; at < memory.length; at += Instruction.BYTES) {
      boolean legal = dice.below(64) < legalPer64;
      Semantics.st8(memory, at, legal ? legalWord(dice) : dice.next());
    }
    for (int vector = 0; vector < Frame.VECTORS && legalPer64 > 0; vector++) {
      Semantics.st8(memory, Frame.vectorAddress(vector), dice.oneIn(8) ? 0 : slot(dice));
    }
    int entry = slot(dice);
    Semantics.st8(memory, entry, Instruction.of(Opcode.MOV_IMM, Registers.SP, STACK_TOP).encode());
    return Image.of(memory, entry, MEMORY_SIZE);
  }

  private static int slot(Dice dice) {
    return dice.below(MEMORY_SIZE) & -Instruction.BYTES;
  }

  private static List<Opcode> rows(EnumSet<Kind> kinds) {
    return Arrays.stream(Opcode.values()).filter(row -> kinds.contains(row.kind())).toList();
  }

  private Image image() {
    int count = dice.between(1, 5);
    for (int i = 0; i < count; i++) {
      functions.add(new Label());
    }
    start();
    for (int i = 0; i < count; i++) {
      code.place(functions.get(i));
      body(code, i + 1, 0);
      code.emit(Opcode.RET);
    }
    handlers();
    for (int at = DATA; at < DATA + DATA_BYTES; at += 8) {
      Semantics.st8(memory, at, dice.oddNumber());
    }
    code.writeTo(memory);
    handlers.writeTo(memory);
    return Image.of(memory, CODE, MEMORY_SIZE);
  }

  private void start() {
    code.set(DATA_BASE, DATA);
    for (int register = 0; register < SCRATCH_REGISTERS; register++) {
      code.set(register, dice.oddNumber());
    }
    code.place(main).set(Registers.SP, STACK_TOP);
    if (!dice.oneIn(4)) {
      code.emit(Opcode.STI);
    }
    body(code, 0, 0);
    if (dice.oneIn(8)) {
      code.emit(Opcode.HALT);
    }
    code.emitTo(main, Opcode.JMP);
  }

  // ------------------------------------------------------------ statements

  private void body(CodeBuilder to, int firstCallee, int nesting) {
    int statements = dice.between(2, nesting == 0 ? 14 : 5);
    for (int i = 0; i < statements; i++) {
      statement(to, firstCallee, nesting);
    }
  }

  private void statement(CodeBuilder to, int firstCallee, int nesting) {
    boolean mayNest = nesting < MAX_NESTING;
    switch (dice.below(32)) {
      case 0, 1, 2 -> choice(to, firstCallee, nesting, mayNest);
      case 3, 4, 5 -> loop(to, firstCallee, nesting, mayNest);
      case 6, 7 -> call(to, firstCallee);
      case 8 -> jump(to);
      case 9 -> stack(to);
      case 10 -> to.emit(random(dice.of(SEAM)));
      case 11 -> status(to);
      case 12 -> to.emit(Opcode.TRAP, dice.below(100));
      case 13, 14 -> rewriteCode(to);
      case 15 -> wild(to);
      default -> straight(to, dice.between(1, 4));
    }
  }

  private void straight(CodeBuilder to, int length) {
    for (int i = 0; i < length; i++) {
      to.emit(random(dice.of(STRAIGHT)));
    }
  }

  private void choice(CodeBuilder to, int firstCallee, int nesting, boolean mayNest) {
    Label after = new Label();
    branch(to, dice.of(BRANCHES), after);
    if (mayNest) {
      body(to, firstCallee, nesting + 1);
    }
    straight(to, 1);
    to.place(after);
  }

  private void branch(CodeBuilder to, Opcode opcode, Label target) {
    Instruction random = random(opcode);
    int source = opcode.format().uses(Operand.RS) ? random.rs() : random.imm16();
    to.emitTo(target, opcode, random.rd(), source);
  }

  private void loop(CodeBuilder to, int firstCallee, int nesting, boolean mayNest) {
    int counter = FIRST_COUNTER + Math.min(nesting, MAX_NESTING - 1);
    to.set(counter, dice.between(1, dice.oneIn(4) ? 60 : 6));
    Label top = to.label();
    if (mayNest) {
      body(to, firstCallee, nesting + 1);
    }
    straight(to, 2);
    to.emit(Opcode.SUB_IMM, counter, 1);
    to.emitTo(top, Opcode.JGT_IMM, counter, 0);
  }

  /** Functions call later ones; now and then any, which may fill the stack. */
  private void call(CodeBuilder to, int firstCallee) {
    int first = dice.oneIn(40) ? 0 : firstCallee;
    if (first >= functions.size()) {
      straight(to, 1);
      return;
    }
    transfer(to, dice.of(CALLS), functions.get(dice.between(first, functions.size() - 1)));
  }

  /** Over an instruction; at times to a place that is also reached from the one before it. */
  private void jump(CodeBuilder to) {
    Label after = new Label();
    Label before = new Label();
    boolean both = dice.oneIn(3);
    if (both) {
      branch(to, dice.of(BRANCHES), before);
    }
    transfer(to, dice.of(JUMPS), after);
    to.place(before);
    straight(to, 1);
    to.place(after);
    straight(to, both ? 1 : 0);
  }

  private void transfer(CodeBuilder to, Opcode opcode, Label target) {
    if (opcode.format() == OperandFormat.TARGET) {
      to.emitTo(target, opcode);
    } else {
      int register = dice.below(SCRATCH_REGISTERS);
      to.emitTo(target, Opcode.MOV_IMM, register);
      to.emit(opcode, register);
    }
  }

  private void stack(CodeBuilder to) {
    if (dice.oneIn(8)) {
      to.emit(dice.of(STACK), dice.below(Registers.COUNT));
      return;
    }
    to.emit(Opcode.PUSH, dice.below(Registers.COUNT));
    straight(to, 1);
    to.emit(Opcode.POP, dice.below(SCRATCH_REGISTERS));
  }

  private void status(CodeBuilder to) {
    Opcode opcode = dice.of(STATUS);
    to.emit(opcode == Opcode.HALT && !dice.oneIn(10) ? Opcode.STI : opcode);
  }

  /** Stores an instruction, or a part of one, over code near or far; often over what comes next. */
  private void rewriteCode(CodeBuilder to) {
    int register = dice.below(SCRATCH_REGISTERS);
    int victim = victim(to.here());
    long word = dice.oneIn(10) ? dice.next() : random(dice.of(STRAIGHT)).encode();
    to.set(register, word);
    if (dice.oneIn(4)) {
      to.emit(Opcode.MOV_IMM, 9, victim + dice.below(8));
      to.emit(dice.of(STORES), 9, 0, register);
    } else {
      to.emit(Opcode.MOV_IMM, 9, victim);
      to.emit(Opcode.ST8, 9, 0, register);
    }
  }

  private int victim(int here) {
    int slots =
        switch (dice.below(4)) {
          case 0 -> dice.between(4, 8);
          case 1 -> dice.between(-12, -1);
          case 2 -> dice.between(-60, 60);
          default -> -dice.below((here - HANDLERS) / Instruction.BYTES);
        };
    return Math.max(HANDLERS, here + slots * Instruction.BYTES);
  }

  private void wild(CodeBuilder to) {
    switch (dice.below(5)) {
      case 0 -> to.emitWord(dice.next());
      case 1 -> to.emitWord(random(dice.of(STRAIGHT)).encode() | 1L << dice.between(8, 63));
      case 2 -> to.emit(Opcode.JMP, dice.oneIn(2) ? (int) dice.next() : DATA + dice.below(64));
      case 3 -> to.emit(Opcode.IRET);
      default -> to.emitWord(legalWord(dice));
    }
  }

  // -------------------------------------------------------------- handlers

  private void handlers() {
    for (FaultKind kind : FaultKind.values()) {
      if (!dice.oneIn(20)) {
        vector(kind.vector());
        handler(kind);
      }
    }
    for (int line = 0; line < Status.LINES; line++) {
      if (!dice.oneIn(100)) {
        vector(Frame.FIRST_LINE + line);
        prologue();
        if (dice.oneIn(4)) {
          handlers.emit(Opcode.STI);
          straight(handlers, 2);
        }
        handlers.emit(Opcode.IRET);
      }
    }
  }

  /** Skips what faulted; where nothing can be fetched the program starts over. */
  private void handler(FaultKind kind) {
    prologue();
    int sp = Registers.SP;
    switch (kind) {
      case TRAP -> {}
      case INSTRUCTION_FETCH -> {
        handlers.emitTo(main, Opcode.MOV_IMM, HANDLER_SCRATCH);
        handlers.emit(Opcode.ST8, sp, Frame.RETURN_OFFSET, HANDLER_SCRATCH);
      }
      case ILLEGAL_INSTRUCTION, DIVIDE_BY_ZERO, MEMORY_ACCESS, PORT -> {
        handlers.emit(Opcode.LD8, HANDLER_SCRATCH, sp, Frame.RETURN_OFFSET);
        handlers.emit(Opcode.ADD_IMM, HANDLER_SCRATCH, Instruction.BYTES);
        handlers.emit(Opcode.ST8, sp, Frame.RETURN_OFFSET, HANDLER_SCRATCH);
      }
    }
    handlers.emit(Opcode.IRET);
  }

  /** A fault at a handler's first instruction is the end, so that is rare. */
  private void prologue() {
    if (dice.oneIn(2)) {
      handlers.emit(random(dice.of(dice.oneIn(12) ? STRAIGHT : HARMLESS)));
      straight(handlers, dice.below(3));
    }
  }

  private void vector(int vector) {
    Semantics.st8(memory, Frame.vectorAddress(vector), handlers.here());
  }

  // -------------------------------------------------------------- operands

  /** An instruction of the row with operands that mostly keep the program where it should be. */
  private Instruction random(Opcode opcode) {
    OperandFormat format = opcode.format();
    boolean memory = format.uses(Operand.MEMORY_RD) || format.uses(Operand.MEMORY_RS);
    int rd = format.uses(Operand.RD) ? destination() : 0;
    int rs = format.uses(Operand.RS) ? dice.below(Registers.COUNT) : 0;
    int imm16 = format.uses(Operand.IMM16) ? (short) dice.oddNumber() : 0;
    int imm32 = format.uses(Operand.IMM32) ? (int) dice.oddNumber() : 0;
    if (opcode.has(InstructionEffect.SEAM)) {
      return new Instruction(opcode, rd, rs, 0, format.uses(Operand.PORT) ? dice.below(8) : 0);
    }
    if (opcode.accessBytes() > 0 && memory && !dice.oneIn(30)) {
      boolean isLoad = opcode.kind() == Kind.LOAD;
      rd = isLoad ? rd : DATA_BASE;
      rs = isLoad ? DATA_BASE : rs;
      imm32 = offset();
    }
    return new Instruction(opcode, rd, rs, imm16, imm32);
  }

  private int destination() {
    return dice.oneIn(60) ? dice.below(Registers.COUNT) : dice.below(SCRATCH_REGISTERS);
  }

  /** From the data's base: mostly within the data, at times code, stack or an edge of memory. */
  private int offset() {
    return switch (dice.below(24)) {
      case 0 -> MEMORY_SIZE - DATA - dice.below(12);
      case 1 -> -DATA + dice.between(-12, 12);
      case 2 -> dice.between(CODE, DATA) - DATA;
      case 3 -> STACK_TOP - DATA - dice.below(64);
      case 4 -> 0x1000 * dice.below(4) - dice.below(8);
      default -> dice.below(DATA_BYTES);
    };
  }

  private static long legalWord(Dice dice) {
    Opcode opcode = dice.of(ALL);
    long operands = dice.next() & opcode.format().usedBits() & ~0xffL;
    return dice.oneIn(2)
        ? operands | opcode.code()
        : (operands & 0xffff_ffffL) | opcode.code() | legalTarget(dice, opcode);
  }

  private static long legalTarget(Dice dice, Opcode opcode) {
    return (long) slot(dice) << 32 & opcode.format().usedBits();
  }
}
