package dev.understudy.vm.asm;

import dev.understudy.vm.asm.Token.Kind;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Operand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the row of the table that an instruction's arguments ask for. */
final class InstructionSyntax {
  private final Problems problems;

  InstructionSyntax(Problems problems) {
    this.problems = problems;
  }

  /** What an argument looks like, before anything is known about its value. */
  private enum Look {
    REGISTER,
    VALUE,
    MEMORY
  }

  /** The row, or null if what is wrong was reported. */
  @Nullable Opcode row(Token mnemonic, List<Argument> arguments) {
    List<Opcode> rows = rowsWithCount(mnemonic, arguments);
    for (int i = 0; i < arguments.size() && !rows.isEmpty(); i++) {
      List<Opcode> fitting = new ArrayList<>();
      for (Opcode row : rows) {
        if (look(row.format().operands().get(i)) == look(arguments.get(i))) {
          fitting.add(row);
        }
      }
      if (fitting.isEmpty()) {
        reportLook(mnemonic, rows, i, arguments.get(i));
      }
      rows = fitting;
    }
    return rows.isEmpty() ? null : rows.get(0);
  }

  private List<Opcode> rowsWithCount(Token mnemonic, List<Argument> arguments) {
    List<Opcode> all = Mnemonics.rows(mnemonic.text());
    List<Opcode> rows = new ArrayList<>();
    for (Opcode row : all) {
      if (row.format().operands().size() == arguments.size()) {
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      reportCount(mnemonic, all, arguments.size());
    }
    return rows;
  }

  private void reportCount(Token mnemonic, List<Opcode> rows, int found) {
    int wanted = rows.get(0).format().operands().size();
    String takes = wanted == 0 ? "no operand" : AssemblyText.count(wanted, "operand");
    List<String> spellings = rows.stream().map(InstructionSyntax::spelling).distinct().toList();
    problems.report(
        mnemonic,
        mnemonic.named() + " takes " + takes + ", found " + found,
        AssemblyText.alternatives(spellings));
  }

  /** As the reference page writes it: {@code add rd, rs}. */
  static String spelling(Opcode row) {
    return (row.mnemonic() + " " + row.format().notation()).trim();
  }

  private void reportLook(Token mnemonic, List<Opcode> rows, int index, Argument argument) {
    List<String> wanted = new ArrayList<>();
    for (Opcode row : rows) {
      wanted.add(wanted(row.format().operands().get(index)));
    }
    String expected = AssemblyText.alternatives(wanted.stream().distinct().toList());
    if (argument.words().isEmpty()) {
      Token at = argument.after();
      problems.report(at, "missing operand before " + at.named(), expected);
    } else {
      problems.report(
          argument.whole(),
          argument.whole().named() + " as operand " + (index + 1) + " of " + mnemonic.named(),
          expected);
    }
  }

  private static Look look(Operand operand) {
    return switch (operand) {
      case RD, RS -> Look.REGISTER;
      case IMM16, IMM32, TARGET, PORT -> Look.VALUE;
      case MEMORY_RD, MEMORY_RS -> Look.MEMORY;
    };
  }

  private static @Nullable Look look(Argument argument) {
    if (argument.words().isEmpty()) {
      return null;
    }
    if (argument.first().isSymbol("[")) {
      return Look.MEMORY;
    }
    boolean register =
        argument.isSingle(Kind.NAME) && RegisterNames.number(argument.first().text()) >= 0;
    return register ? Look.REGISTER : Look.VALUE;
  }

  private static String wanted(Operand operand) {
    return switch (operand) {
      case RD, RS -> "a register (r0 to r15, sp)";
      case IMM16, IMM32 -> "a number";
      case TARGET -> "a label";
      case PORT -> "a port number";
      case MEMORY_RD, MEMORY_RS -> "memory, as in [r1 + 8]";
    };
  }
}
