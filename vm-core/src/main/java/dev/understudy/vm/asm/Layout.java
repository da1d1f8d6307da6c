package dev.understudy.vm.asm;

import dev.understudy.vm.asm.Evaluator.Mode;
import dev.understudy.vm.asm.Evaluator.Result;
import dev.understudy.vm.asm.Token.Kind;
import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Frame;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The first pass: gives every statement its address, and every label its value. */
final class Layout implements Consumer<Statement> {
  static final long FIRST_ADDRESS = 0x1000;
  private static final long PAGE_BYTES = 4096;

  private final Problems problems;
  private final Symbols symbols;
  private final Evaluator evaluator;
  private final InstructionSyntax syntax;
  private final List<PlacedStatement> placed = new ArrayList<>();
  private final TreeMap<Long, PlacedStatement> byAddress = new TreeMap<>();
  private final Map<Directive, Statement> settings = new TreeMap<>();
  private long address = FIRST_ADDRESS;
  private Directive section = Directive.TEXT;

  /** After one overlap, or one step beyond all memory, the rest up to the next .org is a result. */
  private boolean overlapReported;

  private boolean endReported;

  Layout(Problems problems, Symbols symbols, Evaluator evaluator) {
    this.problems = problems;
    this.symbols = symbols;
    this.evaluator = evaluator;
    this.syntax = new InstructionSyntax(problems);
  }

  List<PlacedStatement> placed() {
    return placed;
  }

  /** What lies lowest of all that reaches beyond a memory of this size, or null. */
  @Nullable PlacedStatement beyond(long memorySize) {
    for (PlacedStatement p : byAddress.values()) {
      if (p.end() > memorySize) {
        return p;
      }
    }
    return null;
  }

  /** The statement with {@code .entry} or {@code .memory}, or null. */
  @Nullable Statement setting(Directive directive) {
    return settings.get(directive);
  }

  @Override
  public void accept(Statement statement) {
    evaluator.enter(statement.number(), statement.expansion());
    for (Statement.Label label : statement.labels()) {
      symbols.label(label.word(), label.symbol(), address, statement);
    }
    Token head = statement.head();
    if (head == null) {
      return;
    }
    @Nullable Directive directive = head.is(Kind.DOTTED) ? Directive.named(head.text()) : null;
    if (directive == null) {
      instruction(statement, head);
    } else if (!statement.broken()) {
      directive(statement, head, directive);
    } else if (directive == Directive.EQU) {
      defineBroken(statement);
    }
  }

  /** So that what uses the name is not reported as well. */
  private void defineBroken(Statement statement) {
    List<Argument> arguments = statement.arguments();
    if (!arguments.isEmpty() && arguments.get(0).isSingle(Kind.NAME)) {
      symbols.broken(arguments.get(0).first(), statement);
    }
  }

  private void instruction(Statement statement, Token head) {
    @Nullable Opcode row = statement.broken() ? null : syntax.row(head, statement.arguments());
    align(head);
    if (row == null) {
      address += Instruction.BYTES;
      return;
    }
    long size = needsTwo(row, statement.arguments()) ? WideConstant.BYTES : Instruction.BYTES;
    place(new PlacedStatement(statement, head, address, size, row, null));
  }

  private void align(Token head) {
    if (address % Instruction.BYTES != 0) {
      problems.report(
          head,
          "instruction at " + AssemblyText.hex(address),
          "a multiple of 8; put '.align 8' before it");
      address = roundUp(address, Instruction.BYTES);
    }
  }

  private boolean needsTwo(Opcode row, List<Argument> arguments) {
    if (!WideConstant.mayStartWith(row)) {
      return false;
    }
    Result value = evaluator.evaluate(arguments.get(1), address, Mode.PROBE);
    return value.ok() && WideConstant.needsTwo(value.value());
  }

  private static long roundUp(long value, long unit) {
    return (value + unit - 1) / unit * unit;
  }

  private void place(PlacedStatement what) {
    if (claim(what)) {
      address = what.end();
    }
  }

  /** Takes the room, unless it is taken or beyond all memory. */
  private boolean claim(PlacedStatement what) {
    if (what.end() > Image.MAX_MEMORY) {
      if (!endReported) {
        problems.report(
            what.head(),
            "address " + AssemblyText.hex(what.end()) + " is beyond the largest memory",
            "at most " + AssemblyText.hex(Image.MAX_MEMORY));
      }
      endReported = true;
      return false;
    }
    if (what.size() > 0) {
      @Nullable PlacedStatement earlier = earlierAt(what);
      if (earlier == null) {
        byAddress.put(what.address(), what);
      } else if (!overlapReported) {
        overlapReported = true;
        String where = AssemblyText.hex(Math.max(what.address(), earlier.address()));
        problems.report(
            what.head(), "address " + where + " is already taken by " + earlier.head().place());
      }
      placed.add(what);
    }
    return true;
  }

  /** The lowest of what lies there already. */
  private @Nullable PlacedStatement earlierAt(PlacedStatement what) {
    Map.@Nullable Entry<Long, PlacedStatement> below = byAddress.floorEntry(what.address());
    if (below != null && below.getValue().end() > what.address()) {
      return below.getValue();
    }
    Map.@Nullable Entry<Long, PlacedStatement> above = byAddress.ceilingEntry(what.address());
    return above != null && above.getKey() < what.end() ? above.getValue() : null;
  }

  private void directive(Statement statement, Token head, Directive directive) {
    List<Argument> arguments = statement.arguments();
    if (!directive.takes(arguments.size())) {
      problems.report(
          head,
          head.named() + " with " + AssemblyText.count(arguments.size(), "argument"),
          directive.syntax());
      return;
    }
    switch (directive) {
      case TEXT, DATA -> section(directive);
      case BYTE, HALF, WORD, QUAD ->
          data(statement, head, directive, (long) directive.valueBytes() * arguments.size());
      case ASCII, ASCIZ -> data(statement, head, directive, textBytes(directive, arguments));
      case SPACE -> data(statement, head, directive, count(arguments.get(0)));
      case ALIGN -> align(arguments.get(0));
      case ORG -> org(arguments.get(0));
      case EQU -> equ(statement, arguments);
      case VECTOR -> vector(statement, head, arguments.get(0));
      case ENTRY, MEMORY -> setting(statement, head, directive);
      case INCLUDE, MACRO, ENDM -> problems.report(head, head.named() + " inside a macro");
    }
  }

  private void section(Directive directive) {
    if (directive != section) {
      address = roundUp(address, PAGE_BYTES);
      section = directive;
    }
  }

  private void data(Statement statement, Token head, Directive directive, long size) {
    if (size >= 0) {
      place(new PlacedStatement(statement, head, address, size, null, directive));
    }
  }

  private long textBytes(Directive directive, List<Argument> arguments) {
    long size = 0;
    for (Argument argument : arguments) {
      if (!argument.isSingle(Kind.STRING)) {
        problems.report(
            argument.whole(),
            argument.whole().named() + " as argument of '" + directive.text() + "'",
            "a text in quotes");
        return -1;
      }
      size += argument.first().data().length() + (directive == Directive.ASCIZ ? 1 : 0);
    }
    return size;
  }

  /** A value that must be known by now and within bounds, or -1 if what is wrong was reported. */
  private long bounded(Argument argument, long least, long most) {
    Result result = evaluator.evaluate(argument, address, Mode.KNOWN_HERE);
    if (!result.ok()) {
      return -1;
    }
    Range range = new Range(least, most);
    if (!range.holds(result.value())) {
      problems.report(
          argument.whole(),
          "value " + Range.shown(result.value()) + " is out of range",
          range.toString());
      return -1;
    }
    return result.value();
  }

  private long count(Argument argument) {
    return bounded(argument, 0, Image.MAX_MEMORY);
  }

  private void align(Argument argument) {
    long power = bounded(argument, 1, Image.MAX_MEMORY);
    if (power >= 1 && Long.bitCount(power) != 1) {
      problems.report(argument.whole(), "alignment " + power, "a power of two");
    } else if (power >= 1) {
      address = roundUp(address, power);
    }
  }

  private void org(Argument argument) {
    long target = bounded(argument, 0, Image.MAX_MEMORY);
    if (target >= 0) {
      address = target;
      overlapReported = false;
      endReported = false;
    }
  }

  private void equ(Statement statement, List<Argument> arguments) {
    Argument name = arguments.get(0);
    if (name.isSingle(Kind.NAME)) {
      symbols.constant(name.first(), arguments.get(1), address, statement);
    } else {
      problems.report(name.whole(), name.whole().named() + " as a name", ".equ NAME, value");
    }
  }

  private void vector(Statement statement, Token head, Argument argument) {
    long at = bounded(argument, 0, Frame.vectorAddress(Frame.VECTORS - 1));
    if (at < 0) {
      return;
    }
    long vector = at / Long.BYTES;
    boolean used = vector < FaultKind.values().length || vector >= Frame.FIRST_LINE;
    if (used && at % Long.BYTES == 0) {
      claim(new PlacedStatement(statement, head, at, Long.BYTES, null, Directive.VECTOR));
    } else {
      problems.report(
          argument.whole(),
          "no vector at address " + AssemblyText.hex(at),
          "a multiple of 8: of faults from 0, of interrupt lines from "
              + AssemblyText.hex(Frame.vectorAddress(Frame.FIRST_LINE)));
    }
  }

  private void setting(Statement statement, Token head, Directive directive) {
    @Nullable Statement earlier = settings.putIfAbsent(directive, statement);
    if (earlier != null && earlier.head() != null) {
      problems.report(head, head.named() + " is already given at " + earlier.head().place());
    }
  }
}
