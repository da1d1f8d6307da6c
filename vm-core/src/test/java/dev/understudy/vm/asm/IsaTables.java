package dev.understudy.vm.asm;

import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Frame;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Operand;
import dev.understudy.vm.isa.OperandFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables of docs/reference/ISA.md, from the instruction table and its neighbours. */
final class IsaTables {
  private IsaTables() {}

  static String part(String name, String example) {
    return switch (name) {
      case "instructions" -> instructions();
      case "formats" -> formats();
      case "encoding" -> encoding();
      case "vectors" -> vectors();
      case "frame" -> frame();
      case "directives" -> directives();
      case "operators" -> operators();
      default -> Example.part(name, example);
    };
  }

  private static String instructions() {
    StringBuilder out = new StringBuilder();
    for (Kind kind : Kind.values()) {
      List<Opcode> rows = new ArrayList<>();
      for (Opcode opcode : Opcode.values()) {
        if (opcode.kind() == kind) {
          rows.add(opcode);
        }
      }
      out.append("\n### ").append(title(kind)).append("\n\n").append(introduction(kind));
      out.append("\n\n").append(table(rows));
    }
    return out.append('\n').toString();
  }

  /** Rows with one mnemonic and one meaning share a line. */
  private static String table(List<Opcode> rows) {
    Map<String, List<Opcode>> lines = new LinkedHashMap<>();
    for (Opcode row : rows) {
      lines
          .computeIfAbsent(row.mnemonic() + row.documentation(), key -> new ArrayList<>())
          .add(row);
    }
    StringBuilder out =
        new StringBuilder("| instruction | opcode | what it does |\n|---|---|---|\n");
    for (List<Opcode> line : lines.values()) {
      out.append("| ").append(joined(line, row -> "`" + InstructionSyntax.spelling(row) + "`"));
      out.append(" | ").append(joined(line, row -> hex2(row.code())));
      out.append(" | ").append(line.get(0).documentation()).append(" |\n");
    }
    return out.toString();
  }

  private static String joined(List<Opcode> rows, Function<Opcode, String> text) {
    return rows.stream().map(text).collect(Collectors.joining("<br>"));
  }

  private static String hex2(int value) {
    return String.format(Locale.ROOT, "`%02x`", value);
  }

  private static String title(Kind kind) {
    return switch (kind) {
      case NOTHING -> "Nothing";
      case MOVE -> "Moves";
      case COMPUTE -> "Arithmetic";
      case DIVIDE -> "Division";
      case LOAD -> "Loads";
      case STORE -> "Stores";
      case BRANCH -> "Branches";
      case JUMP -> "Jumps";
      case CALL -> "Calls";
      case RETURN -> "Return from a call";
      case PUSH -> "Push";
      case POP -> "Pop";
      case STATUS -> "Interrupts, waiting and the end";
      case HANDLER_RETURN -> "Return from a handler";
      case TRAP -> "Trap";
      case CLOCK_READ -> "The clock";
      case ENTROPY_READ -> "Random numbers";
      case PORT_READ -> "Input";
      case PORT_WRITE -> "Output";
    };
  }

  /** What the rows of a kind have in common; "source" is the last operand. */
  private static String introduction(Kind kind) {
    return switch (kind) {
      case NOTHING -> "For waiting one instruction, and for filling room.";
      case MOVE -> "A register is set from one source. No flags: this machine has none.";
      case COMPUTE ->
          "A register is combined with a source: another register, or a number that is"
              + " sign-extended from 32 bits. Nothing traps on overflow; everything wraps around.";
      case DIVIDE ->
          "As above. If the source is 0, nothing changes: " + fault(FaultKind.DIVIDE_BY_ZERO);
      case LOAD ->
          "From the address `rs + imm32`, of which the low 32 bits count. Any alignment. Unless all"
              + " bytes lie in memory, nothing changes: "
              + fault(FaultKind.MEMORY_ACCESS);
      case STORE ->
          "To the address `rd + imm32`; the same rules. A store may change instructions: the next"
              + " one fetched is what memory then holds.";
      case BRANCH ->
          "Compare and jump in one: `rd` with a register, or with a number sign-extended from 16"
              + " bits. Targets are absolute. Nothing is checked at the jump: if the target is no"
              + " multiple of 8 or outside memory, the *fetch* there faults.";
      case JUMP -> "Always taken; the same rule for targets.";
      case CALL -> "Like `push` of the next instruction's address, then `jmp`.";
      case RETURN -> "Like `pop` into the pc.";
      case PUSH ->
          "The stack grows downwards. Unless the 8 bytes lie in memory, nothing changes: "
              + fault(FaultKind.MEMORY_ACCESS);
      case POP ->
          "Unless the 8 bytes lie in memory, nothing changes: " + fault(FaultKind.MEMORY_ACCESS);
      case STATUS -> "See *Interrupts* below.";
      case HANDLER_RETURN ->
          "For handlers of faults, traps and interrupts alike. Unless the 24 bytes lie in memory,"
              + " nothing changes: "
              + fault(FaultKind.MEMORY_ACCESS);
      case TRAP -> "How a program calls on a handler of its own, such as a small kernel.";
      case CLOCK_READ ->
          "The answer comes from the world and is logged: a replica gets it from the log.";
      case ENTROPY_READ -> "Logged as well.";
      case PORT_READ ->
          "Asks a device. Devices are part of the replicated machine, so an answer is not logged:"
              + " a replica's device gives the same one. If there is none: "
              + fault(FaultKind.PORT);
      case PORT_WRITE -> "Tells a device something. If there is none: " + fault(FaultKind.PORT);
    };
  }

  private static String fault(FaultKind kind) {
    return "fault *" + kind.text() + "*.";
  }

  private static String formats() {
    StringBuilder out =
        new StringBuilder("| operands | `rd` | `rs` | `imm16` | `imm32` | instructions |\n");
    out.append("|---|:-:|:-:|:-:|:-:|---|\n");
    for (OperandFormat format : OperandFormat.values()) {
      String operands = format.notation().isEmpty() ? "none" : "`" + format.notation() + "`";
      out.append("| ").append(operands);
      for (Operand field : List.of(Operand.RD, Operand.RS, Operand.IMM16, Operand.IMM32)) {
        out.append(" | ").append(format.uses(field) ? "•" : "0");
      }
      out.append(" | ").append(mnemonics(format)).append(" |\n");
    }
    return out.toString();
  }

  private static String mnemonics(OperandFormat format) {
    List<String> mnemonics = new ArrayList<>();
    for (Opcode opcode : Opcode.values()) {
      if (opcode.format() == format) {
        mnemonics.add("`" + opcode.mnemonic() + "`");
      }
    }
    return String.join(" ", mnemonics);
  }

  /** The first row with most operands, as an example of how fields lie in the word. */
  private static String encoding() {
    for (Opcode opcode : Opcode.values()) {
      if (opcode.format() == OperandFormat.RD_IMM_TARGET) {
        return drawing(new Instruction(opcode, 3, 0, -2, 0x1040));
      }
    }
    throw new AssertionError("no instruction uses all fields but one");
  }

  private static String drawing(Instruction instruction) {
    long word = instruction.encode();
    List<String> bytes = new ArrayList<>();
    for (int i = 0; i < Instruction.BYTES; i++) {
      bytes.add(String.format(Locale.ROOT, "%02x", word >>> (8 * i) & 0xff));
    }
    return """
    ```text
      %s         %s        %s      %s
    opcode   rd | rs<<4    imm16       imm32
    ```

    is `%s`: opcode %s, rd = %d, imm16 = %d, imm32 = 0x%x.
    """
        .formatted(
            bytes.get(0),
            bytes.get(1),
            String.join(" ", bytes.subList(2, 4)),
            String.join(" ", bytes.subList(4, 8)),
            InstructionText.of(instruction, Labels.none()).replaceAll(" +", " "),
            hex2(instruction.opcode().code()),
            instruction.rd(),
            instruction.imm16(),
            instruction.imm32());
  }

  private static String vectors() {
    StringBuilder out =
        new StringBuilder("| vector | address | what | detail | |\n|---:|---|---|---|---|\n");
    for (FaultKind kind : FaultKind.values()) {
      row(out, kind.vector(), kind.text(), kind.detail(), kind.documentation());
    }
    row(out, Frame.FIRST_LINE, "interrupt line 0", "0", "The most urgent line.");
    int last = Frame.VECTORS - 1;
    int line = last - Frame.FIRST_LINE;
    row(out, last, "interrupt line " + line, Integer.toString(line), "The least urgent line.");
    return out.toString();
  }

  private static void row(
      StringBuilder out, int vector, String what, String detail, String documentation) {
    String address = String.format(Locale.ROOT, "`0x%02x`", Frame.vectorAddress(vector));
    out.append("| ").append(vector).append(" | ").append(address).append(" | ").append(what);
    out.append(" | ").append(detail).append(" | ").append(documentation).append(" |\n");
  }

  private static String frame() {
    return """
    | at | holds |
    |---|---|
    | `[sp + %d]` | where to return: of a fault the faulting instruction, else the next one |
    | `[sp + %d]` | bit 0: whether interrupts were enabled; from bit %d: the vector |
    | `[sp + %d]` | the detail, see the table of vectors |
    """
        .formatted(
            Frame.RETURN_OFFSET, Frame.STATUS_OFFSET, Frame.VECTOR_SHIFT, Frame.DETAIL_OFFSET);
  }

  private static String directives() {
    StringBuilder out = new StringBuilder("| directive | what it does |\n|---|---|\n");
    for (Directive directive : Directive.values()) {
      out.append("| `").append(directive.syntax()).append("` | ");
      out.append(directive.documentation()).append(" |\n");
    }
    return out.toString();
  }

  private static String operators() {
    Map<Integer, List<String>> levels = new LinkedHashMap<>();
    for (Evaluator.Operator operator : Evaluator.OPERATORS) {
      String shown = "`" + operator.text() + "`";
      levels.computeIfAbsent(operator.level(), level -> new ArrayList<>()).add(shown);
    }
    List<String> rows = new ArrayList<>(List.of("`-x` `+x` `~x`"));
    levels.values().forEach(level -> rows.add(String.join(" ", level)));
    return rows.stream().collect(Collectors.joining(", then ", "", ".\n"));
  }
}
