package dev.understudy.vm.asm;

import dev.understudy.vm.asm.Evaluator.Mode;
import dev.understudy.vm.asm.Evaluator.Result;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Operand;
import dev.understudy.vm.machine.SourceLine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The second pass: computes every value, checks that it fits, and writes the bytes. */
final class Emitter {
  private final Problems problems;
  private final Evaluator evaluator;

  /** Where bytes go; shorter than needed, and then of no use, once something is wrong. */
  private final byte[] contents;

  private final Map<Integer, SourceLine> sourceLines = new TreeMap<>();

  /** Reserves memory only for a layout that is sound and whose end is known to be small enough. */
  Emitter(List<PlacedStatement> placed, Problems problems, Evaluator evaluator) {
    this.problems = problems;
    this.evaluator = evaluator;
    long end = 0;
    for (PlacedStatement what : placed) {
      end = Math.max(end, what.isZeros() ? 0 : what.end());
    }
    this.contents = new byte[problems.none() ? (int) end : 0];
  }

  Map<Integer, SourceLine> sourceLines() {
    return sourceLines;
  }

  /** The bytes up to the last one that is not zero: what follows is zero in any machine. */
  byte[] contents() {
    int length = contents.length;
    while (length > 0 && contents[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(contents, length);
  }

  void emit(PlacedStatement what) {
    evaluator.enter(what.statement().number(), what.statement().expansion());
    if (what.row() != null) {
      TextLine line = what.head().line();
      for (long at = what.address(); at < what.end(); at += Instruction.BYTES) {
        sourceLines.put((int) at, new SourceLine(line.file(), line.number()));
      }
      instruction(what, what.row());
    } else {
      data(what, Objects.requireNonNull(what.directive()));
    }
  }

  private void write(long address, long value, int bytes) {
    if (address + bytes <= contents.length) {
      for (int i = 0; i < bytes; i++) {
        contents[(int) address + i] = (byte) (value >> (8 * i));
      }
    }
  }

  private void data(PlacedStatement what, Directive directive) {
    List<Argument> arguments = what.statement().arguments();
    switch (directive) {
      case BYTE, HALF, WORD, QUAD -> values(what, directive, arguments);
      case ASCII, ASCIZ -> texts(what, directive, arguments);
      case SPACE -> fill(what, arguments);
      case VECTOR -> write(what.address(), target(what, arguments.get(1)), Long.BYTES);
      default -> throw new AssertionError(directive);
    }
  }

  private void values(PlacedStatement what, Directive directive, List<Argument> arguments) {
    int bytes = directive.valueBytes();
    long address = what.address();
    Range range = Range.ofBytes(bytes);
    for (Argument argument : arguments) {
      write(address, value(what, argument, range, directive.text()), bytes);
      address += bytes;
    }
  }

  private void texts(PlacedStatement what, Directive directive, List<Argument> arguments) {
    long address = what.address();
    for (Argument argument : arguments) {
      String bytes = argument.first().data();
      for (int i = 0; i < bytes.length(); i++) {
        write(address++, bytes.charAt(i), 1);
      }
      address += directive == Directive.ASCIZ ? 1 : 0;
    }
  }

  private void fill(PlacedStatement what, List<Argument> arguments) {
    if (arguments.size() == 2) {
      long value = value(what, arguments.get(1), Range.ofBytes(1), ".space");
      if (what.end() <= contents.length) {
        Arrays.fill(contents, (int) what.address(), (int) what.end(), (byte) value);
      }
    }
  }

  private long target(PlacedStatement what, Argument argument) {
    return value(what, argument, Range.UNSIGNED_32, ".vector");
  }

  /** The value, or 0 if what is wrong was reported. */
  private long value(PlacedStatement what, Argument argument, Range range, String user) {
    Result result = evaluator.evaluate(argument, what.address(), Mode.FINAL);
    return result.ok() ? fitting(result.value(), argument, range, user) : 0;
  }

  private long fitting(long value, Argument argument, Range range, String user) {
    if (!range.holds(value)) {
      problems.report(
          argument.whole(),
          "value " + Range.shown(value) + " does not fit '" + user + "'",
          range.toString());
      return 0;
    }
    return value;
  }

  private void instruction(PlacedStatement what, Opcode row) {
    List<Argument> arguments = what.statement().arguments();
    if (what.size() == WideConstant.BYTES) {
      int rd = RegisterNames.number(arguments.get(0).first().text());
      long value = evaluator.evaluate(arguments.get(1), what.address(), Mode.FINAL).value();
      write(what.address(), WideConstant.low(rd, value).encode(), Instruction.BYTES);
      long second = what.address() + Instruction.BYTES;
      write(second, WideConstant.high(rd, value).encode(), Instruction.BYTES);
      return;
    }
    Fields fields = new Fields();
    List<Operand> operands = row.format().operands();
    for (int i = 0; i < operands.size(); i++) {
      operand(what, row, operands.get(i), arguments.get(i), fields);
    }
    write(what.address(), fields.encode(row), Instruction.BYTES);
  }

  /** An instruction while its operands are read. */
  private static final class Fields {
    int rd;
    int rs;
    int imm16;
    int imm32;

    long encode(Opcode row) {
      return new Instruction(row, rd, rs, imm16, imm32).encode();
    }
  }

  private void operand(
      PlacedStatement what, Opcode row, Operand operand, Argument argument, Fields fields) {
    switch (operand) {
      case RD -> fields.rd = RegisterNames.number(argument.first().text());
      case RS -> fields.rs = RegisterNames.number(argument.first().text());
      case IMM16 -> fields.imm16 = (short) field(what, argument, Range.SIGNED_16);
      case IMM32 -> fields.imm32 = (int) number(what, row, argument);
      case TARGET, PORT -> fields.imm32 = (int) field(what, argument, Range.UNSIGNED_32);
      case MEMORY_RD -> fields.rd = memory(what, argument, fields);
      case MEMORY_RS -> fields.rs = memory(what, argument, fields);
    }
  }

  private long field(PlacedStatement what, Argument argument, Range range) {
    return value(what, argument, range, what.head().text());
  }

  private long number(PlacedStatement what, Opcode row, Argument argument) {
    if (WideConstant.takesUpperHalf(row)) {
      return field(what, argument, Range.ofBytes(Integer.BYTES));
    }
    Result result = evaluator.evaluate(argument, what.address(), Mode.FINAL);
    if (!result.ok()) {
      return 0;
    }
    if (WideConstant.mayStartWith(row) && WideConstant.needsTwo(result.value())) {
      problems.report(
          argument.whole(),
          "value " + Range.shown(result.value()) + " needs two instructions",
          "a value that is defined above this line");
      return 0;
    }
    return fitting(result.value(), argument, Range.SIGNED_32, what.head().text());
  }

  /** Sets the offset, and gives the base register. */
  private int memory(PlacedStatement what, Argument argument, Fields fields) {
    @Nullable MemoryArgument memory = MemoryArgument.read(argument, problems);
    if (memory == null) {
      return 0;
    }
    fields.imm32 =
        memory.offset() == null ? 0 : (int) field(what, memory.offset(), Range.SIGNED_32);
    return memory.base();
  }
}
