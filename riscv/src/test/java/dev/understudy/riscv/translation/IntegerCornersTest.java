package dev.understudy.riscv.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.riscv.isa.Format;
import dev.understudy.riscv.isa.Operation;
import dev.understudy.riscv.isa.Shape;
import dev.understudy.riscv.isa.Words;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where integer arithmetic tends to go wrong: each instruction on each pair of such numbers. */
class IntegerCornersTest {
  private static final long[] CORNERS = {
    0,
    1,
    2,
    -1,
    -2,
    31,
    32,
    63,
    64,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffff_ffffL,
    1L << 31,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    0x8000_0000_8000_0000L,
    0x5555_5555_5555_5555L
  };

  /** As many as have room for their results within reach of a store. */
  private static final int LEFT_AT_ONCE = 9;

  private static final int[] IMMEDIATES = {0, 1, 2, 31, 63, 2047, -1, -2, -2048};

  /** A register of the machine's own, one in memory, and 0: for result, first and second source. */
  private static final int[][] REGISTERS = {
    {10, 11, 12},
    {10, 10, 11},
    {10, 11, 10},
    {10, 10, 10},
    {28, 29, 27},
    {28, 28, 28},
    {28, 29, 28},
    {10, 28, 29},
    {28, 10, 11},
    {10, 28, 11},
    {10, 11, 28},
    {28, 10, 29},
    {28, 29, 10},
    {10, 0, 11},
    {10, 11, 0},
    {28, 0, 0},
    {0, 10, 28}
  };

  static Stream<Operation> computing() {
    return Stream.of(Operation.values())
        .filter(row -> row.shape().compareTo(Shape.LOAD) < 0 && row.format() != Format.U);
  }

  @ParameterizedTest
  @MethodSource("computing")
  void everyInstructionInEveryCorner(Operation row) {
    for (int[] registers : REGISTERS) {
      for (int from = 0; from < CORNERS.length; from += LEFT_AT_ONCE) {
        RiscvProgram program = program(row, registers, from);
        Machine machine = program.boot(Interpreter.INSTANCE);
        machine.runUntil(100_000);
        assertThat(RiscvProgram.dataOf(machine))
            .as("%s on registers %s", row.mnemonic(), registers)
            .isEqualTo(RiscvProgram.dataOf(program.expected(1000)));
      }
    }
  }

  /** Pairs, each of whose results is stored in a place of its own. */
  private static RiscvProgram program(Operation row, int[] registers, int from) {
    RiscvProgram program = RiscvProgram.withRegisters(new long[32]);
    for (int i = 0; i < CORNERS.length; i++) {
      program.data(256 + 8 * i, CORNERS[i]);
    }
    int place = 512;
    for (int left = from; left < from + LEFT_AT_ONCE; left++) {
      int seconds = row.format() == Format.R ? CORNERS.length : IMMEDIATES.length;
      for (int right = 0; right < seconds; right++) {
        if (registers[1] != 0) {
          program.add(Words.i(Operation.LD, registers[1], 3, 256 + 8 * left));
        }
        if (row.format() == Format.R && registers[2] != 0) {
          program.add(Words.i(Operation.LD, registers[2], 3, 256 + 8 * right));
        }
        program.add(word(row, registers, right));
        program.add(Words.s(Operation.SD, 3, registers[0], place));
        place += 8;
      }
    }
    return program.storeRegistersAndHalt();
  }

  private static int word(Operation row, int[] registers, int number) {
    return switch (row.format()) {
      case R -> Words.r(row, registers[0], registers[1], registers[2]);
      case SHIFT -> Words.i(row, registers[0], registers[1], IMMEDIATES[number] & 63);
      case SHIFT_WORD -> Words.i(row, registers[0], registers[1], IMMEDIATES[number] & 31);
      default -> Words.i(row, registers[0], registers[1], IMMEDIATES[number]);
    };
  }

  /** From the manual, not from an interpreter. */
  @ParameterizedTest
  @CsvSource({
    "DIV,     -9223372036854775808, -1, -9223372036854775808",
    "REM,     -9223372036854775808, -1, 0",
    "DIV,     7, 0, -1",
    "DIVU,    7, 0, -1",
    "REM,     7, 0, 7",
    "REMU,    -7, 0, -7",
    "DIV,     -7, 2, -3",
    "REM,     -7, 2, -1",
    "DIVW,    -2147483648, -1, -2147483648",
    "REMW,    -2147483648, -1, 0",
    "DIVUW,   -1, 1, -1",
    "REMUW,   4294967295, 0, -1",
    "MULHSU,  -1, -1, -1",
    "MULHU,   -1, -1, -2",
    "MULH,    -1, -1, 0",
    "MULW,    2147483647, 2, -2",
    "SRAW,    2147483648, 31, -1",
    "SRLW,    -1, 0, -1",
    "SLLW,    1, 63, -2147483648",
    "SLTU,    1, -1, 1",
    "SLT,     1, -1, 0",
    "ADDW,    2147483647, 1, -2147483648",
    "SUBW,    -2147483648, 1, 2147483647"
  })
  void asTheManualSays(Operation row, long left, long right, long result) {
    RiscvProgram program = RiscvProgram.withRegisters(new long[32]);
    program.data(256, left).data(264, right);
    program.add(Words.i(Operation.LD, 10, 3, 256), Words.i(Operation.LD, 28, 3, 264));
    program.add(Words.r(row, 11, 10, 28)).storeRegistersAndHalt();

    Machine machine = program.boot(Interpreter.INSTANCE);
    machine.runUntil(1000);

    assertThat(RiscvProgram.dataOf(machine)[11]).isEqualTo(result);
  }

  @Test
  void theyAreAllThatCompute() {
    assertThat(computing()).hasSize(41);
  }
}
