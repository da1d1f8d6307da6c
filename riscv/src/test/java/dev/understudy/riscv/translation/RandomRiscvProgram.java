package dev.understudy.riscv.translation;

import static dev.understudy.riscv.isa.Operation.ADD;
import static dev.understudy.riscv.isa.Operation.ADDI;
import static dev.understudy.riscv.isa.Operation.ANDI;
import static dev.understudy.riscv.isa.Operation.AUIPC;
import static dev.understudy.riscv.isa.Operation.BNE;
import static dev.understudy.riscv.isa.Operation.JAL;
import static dev.understudy.riscv.isa.Operation.JALR;

import dev.understudy.riscv.isa.Operation;
import dev.understudy.riscv.isa.Shape;
import dev.understudy.riscv.isa.Words;
import dev.understudy.vm.random.Dice;
import java.util.List;
import java.util.stream.Stream;

/** Programs that end, and use every instruction of RV64IM with all registers. */
final class RandomRiscvProgram {
  private static final int BASE = RiscvProgram.BASE;
  private static final int TURNS_LEFT = 4;
  private static final int ADDRESS = 31;
  private static final int LINK = 30;

  private static final List<Operation> COMPUTING =
      rows(
          Shape.COMPUTE,
          Shape.COMPUTE_IMMEDIATE,
          Shape.COMPUTE_WORD,
          Shape.COMPUTE_WORD_IMMEDIATE,
          Shape.SHIFT_WORD,
          Shape.SHIFT_WORD_IMMEDIATE,
          Shape.COMPARE,
          Shape.COMPARE_IMMEDIATE,
          Shape.MULTIPLY_SIGNED_UNSIGNED,
          Shape.QUOTIENT,
          Shape.REMAINDER,
          Shape.QUOTIENT_WORD,
          Shape.REMAINDER_WORD,
          Shape.UPPER,
          Shape.UPPER_PC,
          Shape.FENCE);
  private static final List<Operation> LOADS = rows(Shape.LOAD);
  private static final List<Operation> STORES = rows(Shape.STORE);
  private static final List<Operation> BRANCHES = rows(Shape.BRANCH);

  private final Dice dice;
  private final RiscvProgram program;

  private RandomRiscvProgram(long seed) {
    dice = new Dice(seed);
    long[] values = new long[32];
    for (int register = 1; register < values.length; register++) {
      values[register] = dice.oddNumber();
    }
    program = RiscvProgram.withRegisters(values);
    for (int offset = 256; offset < RiscvProgram.DATA_BYTES; offset += 8) {
      program.data(offset, dice.next());
    }
  }

  static RiscvProgram of(long seed) {
    RandomRiscvProgram random = new RandomRiscvProgram(seed);
    int parts = random.dice.between(3, 12);
    for (int part = 0; part < parts; part++) {
      random.part();
    }
    return random.program.storeRegistersAndHalt();
  }

  private static List<Operation> rows(Shape... shapes) {
    return Stream.of(Operation.values())
        .filter(row -> List.of(shapes).contains(row.shape()))
        .toList();
  }

  private void part() {
    switch (dice.below(3)) {
      case 0 -> loop();
      case 1 -> call();
      default -> straight(dice.between(1, 20));
    }
  }

  private void loop() {
    program.add(Words.i(ADDI, TURNS_LEFT, 0, dice.between(1, 40)));
    int begin = program.here();
    straight(dice.between(1, 12));
    program.add(Words.i(ADDI, TURNS_LEFT, TURNS_LEFT, -1));
    program.add(Words.b(BNE, TURNS_LEFT, 0, begin - program.here()));
  }

  /** Over a function, which is then called and returns. */
  private void call() {
    int over = program.length();
    program.add(0);
    int function = program.here();
    straight(dice.between(1, 8));
    program.add(Words.i(JALR, 0, LINK, 0));
    program.set(over, Words.j(JAL, 0, program.here() - (RiscvProgram.CODE + 4 * over)));
    program.add(Words.i(ADDI, TURNS_LEFT, 0, dice.between(1, 10)));
    int again = program.here();
    program.add(Words.j(JAL, LINK, function - program.here()));
    program.add(Words.i(ADDI, TURNS_LEFT, TURNS_LEFT, -1));
    program.add(Words.b(BNE, TURNS_LEFT, 0, again - program.here()));
  }

  private void straight(int count) {
    for (int i = 0; i < count; i++) {
      switch (dice.below(8)) {
        case 0 -> load();
        case 1 -> store();
        case 2 -> skipByBranch();
        case 3 -> skipByJump();
        default -> simple();
      }
    }
  }

  private void simple() {
    Operation row = dice.of(COMPUTING);
    program.add(
        switch (row.format()) {
          case R -> Words.r(row, target(), register(), register());
          case U -> Words.u(row, target(), (int) dice.next());
          case SHIFT -> Words.i(row, target(), register(), dice.below(64));
          case SHIFT_WORD -> Words.i(row, target(), register(), dice.below(32));
          case I -> Words.i(row, target(), register(), dice.between(-2048, 2047));
          default -> throw new AssertionError(row);
        });
  }

  private void address() {
    program.add(Words.i(ANDI, ADDRESS, register(), 0x7ff), Words.r(ADD, ADDRESS, ADDRESS, BASE));
  }

  private void load() {
    address();
    program.add(Words.i(dice.of(LOADS), target(), ADDRESS, dice.below(2048)));
  }

  private void store() {
    address();
    program.add(Words.s(dice.of(STORES), ADDRESS, register(), dice.below(2048)));
  }

  private void skipByBranch() {
    int skipped = dice.between(0, 4);
    program.add(Words.b(dice.of(BRANCHES), register(), register(), 4 * (1 + skipped)));
    for (int i = 0; i < skipped; i++) {
      simple();
    }
  }

  /** To an address that was computed; its lowest bit does not count. */
  private void skipByJump() {
    int skipped = dice.between(0, 4);
    program.add(Words.u(AUIPC, ADDRESS, 0));
    program.add(Words.i(JALR, target(), ADDRESS, (4 * (2 + skipped)) | dice.below(2)));
    for (int i = 0; i < skipped; i++) {
      simple();
    }
  }

  private int register() {
    return dice.below(32);
  }

  /** Any but those that this generator needs. */
  private int target() {
    int register = dice.below(30);
    return register == BASE || register == TURNS_LEFT ? 0 : register;
  }
}
