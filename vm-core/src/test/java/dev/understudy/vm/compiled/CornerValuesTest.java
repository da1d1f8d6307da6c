package dev.understudy.vm.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.CodeBuilder.Label;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Operand;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.random.Corners;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Corner values through every instruction that computes, compares, loads or stores, in each of its
 * forms, interpreted, in a compiled block and in a compiled counted loop; what comes of it is
 * {@link IndependentArithmetic}'s.
 */
class CornerValuesTest {
  private static final int START = 0x1000;
  private static final int INPUT = 0x2000;
  private static final int CASE_BYTES = 24;
  private static final long BEFORE = 0x5555_5555_5555_5555L;

  // Registers of the programs.
  private static final int AT = 1;
  private static final int END = 2;
  private static final int TO = 3;
  private static final int LEFT = 4;
  private static final int RIGHT = 5;
  private static final int FLAG = 6;

  private final MemoryPool pool = new MemoryPool();

  /** How the loop over the values is closed: an engine has a fast copy of one that it can count. */
  private enum Shape {
    COUNTED,
    IN_BLOCKS
  }

  /** Two values, and what an instruction makes of them. */
  private record Case(long left, long right, long expected) {}

  @TestFactory
  Stream<DynamicTest> everyInstruction() {
    return Stream.of(Opcode.values())
        .filter(CornerValuesTest::hasValues)
        .map(opcode -> DynamicTest.dynamicTest(opcode.name(), () -> check(opcode)));
  }

  private static boolean hasValues(Opcode opcode) {
    return switch (opcode.kind()) {
      case MOVE, COMPUTE, DIVIDE, BRANCH, LOAD, STORE -> true;
      default -> false;
    };
  }

  /** What is left out is about where the program goes on, or about the world outside. */
  @Test
  void mostInstructionsAreTried() {
    assertThat(Stream.of(Opcode.values()).filter(CornerValuesTest::hasValues)).hasSize(64);
  }

  private void check(Opcode opcode) {
    if (takesNumber(opcode)) {
      for (long number : Corners.ALL) {
        if (fits(opcode, number) && !(opcode.kind() == Kind.DIVIDE && number == 0)) {
          check(opcode, (int) number, casesOf(opcode, List.of(number)));
        }
      }
    } else {
      check(opcode, 0, casesOf(opcode, Corners.ALL));
    }
  }

  /** Whether its second value is a number in the instruction. */
  private static boolean takesNumber(Opcode opcode) {
    return switch (opcode.kind()) {
      case LOAD, STORE -> false;
      default ->
          !opcode.format().uses(Operand.RS)
              && (opcode.format().uses(Operand.IMM16) || opcode.format().uses(Operand.IMM32));
    };
  }

  /** The number of a branch stands beside its target, and has half the width. */
  private static boolean fits(Opcode opcode, long number) {
    return opcode.kind() == Kind.BRANCH ? number == (short) number : number == (int) number;
  }

  private static List<Case> casesOf(Opcode opcode, List<Long> sources) {
    List<Case> cases = new ArrayList<>();
    for (long left : Corners.ALL) {
      for (long right : sources) {
        if (opcode.kind() != Kind.DIVIDE || right != 0) {
          cases.add(new Case(left, right, expected(opcode, left, right)));
        }
      }
    }
    return cases;
  }

  private static long expected(Opcode opcode, long left, long right) {
    String mnemonic = opcode.mnemonic();
    return switch (opcode.kind()) {
      case BRANCH -> IndependentArithmetic.jumps(mnemonic, left, right) ? 1 : 0;
      case LOAD -> IndependentArithmetic.loaded(width(mnemonic), mnemonic.endsWith("s"), left);
      case STORE -> IndependentArithmetic.stored(width(mnemonic), BEFORE, left);
      default -> IndependentArithmetic.computed(mnemonic, left, right);
    };
  }

  private static int width(String mnemonic) {
    return mnemonic.charAt(2) - '0';
  }

  private void check(Opcode opcode, int number, List<Case> cases) {
    for (Shape shape : Shape.values()) {
      Image image = image(opcode, number, cases, shape);
      int at = INPUT + 16 * cases.size();
      CompilingEngine compiling = CompilingEngine.create(0, 100);
      compare(opcode, number, cases, run(image, Interpreter.INSTANCE, at), "interpreted, " + shape);
      compare(opcode, number, cases, run(image, compiling, at), "compiled, " + shape);
      if (shape == Shape.IN_BLOCKS || opcode == Opcode.ADD) {
        assertThat(compiling.statistics().countedTurns() > 0).isEqualTo(shape == Shape.COUNTED);
      }
    }
  }

  private static void compare(
      Opcode opcode, int number, List<Case> cases, ByteBuffer results, String how) {
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      long result = results.getLong(8 * i);
      if (result != one.expected) {
        throw new AssertionError(
            opcode
                + " of "
                + one.left
                + " and "
                + one.right
                + " (number "
                + number
                + ") is "
                + one.expected
                + ", and not "
                + result
                + ", "
                + how);
      }
    }
  }

  private ByteBuffer run(Image image, Engine engine, int at) {
    Machine machine = Machine.boot(image, engine, pool);
    machine.runUntil(1_000_000);
    assertThat(machine.stop().isEnd()).isTrue();
    byte[] results = new byte[image.memorySize() - at];
    assertThat(machine.read(at, results)).isTrue();
    machine.drop();
    return ByteBuffer.wrap(results).order(ByteOrder.LITTLE_ENDIAN);
  }

  // ---- the program

  private static Image image(Opcode opcode, int number, List<Case> cases, Shape shape) {
    int output = INPUT + 16 * cases.size();
    byte[] memory = new byte[sizeFor(INPUT + CASE_BYTES * cases.size())];
    ByteBuffer words = ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < cases.size(); i++) {
      words.putLong(INPUT + 16 * i, cases.get(i).left);
      words.putLong(INPUT + 16 * i + 8, cases.get(i).right);
      words.putLong(output + 8 * i, BEFORE);
    }
    CodeBuilder code = new CodeBuilder(START);
    code.set(AT, INPUT).set(END, INPUT + 16L * cases.size()).set(TO, output);
    Label loop = new Label();
    code.place(loop);
    code.emit(Opcode.LD8, LEFT, AT, 0).emit(Opcode.LD8, RIGHT, AT, 8);
    body(code, opcode, number);
    code.emit(Opcode.ADD_IMM, TO, 8).emit(Opcode.ADD_IMM, AT, 16);
    if (shape == Shape.COUNTED) {
      code.emitTo(loop, Opcode.JLTU, AT, END);
    } else {
      Label done = new Label();
      code.emitTo(done, Opcode.JGEU, AT, END).emitTo(loop, Opcode.JMP).place(done);
    }
    code.emit(Opcode.HALT).writeTo(memory);
    return Image.of(memory, START, memory.length);
  }

  private static int sizeFor(int bytes) {
    return Math.max(Image.MIN_MEMORY, Integer.highestOneBit(bytes) * 2);
  }

  private static void body(CodeBuilder code, Opcode opcode, int number) {
    boolean register = opcode.format().uses(Operand.RS);
    switch (opcode.kind()) {
      case BRANCH -> {
        Label jumped = new Label();
        code.emit(Opcode.MOV_IMM, FLAG, 1);
        code.emitTo(jumped, opcode, LEFT, register ? RIGHT : number);
        code.emit(Opcode.MOV_IMM, FLAG, 0).place(jumped).emit(Opcode.ST8, TO, 0, FLAG);
      }
      case LOAD -> code.emit(opcode, FLAG, AT, 0).emit(Opcode.ST8, TO, 0, FLAG);
      case STORE -> code.emit(opcode, TO, 0, LEFT);
      default -> {
        if (register) {
          code.emit(opcode, LEFT, RIGHT);
        } else if (takesNumber(opcode)) {
          code.emit(opcode, LEFT, number);
        } else {
          code.emit(opcode, LEFT);
        }
        code.emit(Opcode.ST8, TO, 0, LEFT);
      }
    }
  }
}
