package dev.understudy.vm.asm;

import dev.understudy.vm.asm.Evaluator.Mode;
import dev.understudy.vm.asm.Evaluator.Result;
import dev.understudy.vm.asm.Token.Kind;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.machine.Image;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns assembly text into an image. Any text at all gives an image or diagnostics, never an
 * exception, and the work is bounded; docs/start/ASSEMBLY.md describes the language.
 */
public final class Assembler {
  /** The label where a machine starts unless the source says {@code .entry}. */
  public static final String START = "start";

  /** The memory of a machine unless the source says {@code .memory}. */
  public static final int DEFAULT_MEMORY = 1 << 20;

  private static final int MEMORY_UNIT = 4096;

  private final Problems problems = new Problems();
  private final Symbols symbols = new Symbols(problems);
  private final Evaluator evaluator = new Evaluator(symbols, problems);
  private final Layout layout = new Layout(problems, symbols, evaluator);
  private final Expander expander;
  private final Token beginning;

  private Assembler(String fileName, Includes includes) {
    this.expander = new Expander(includes, problems, layout);
    this.beginning = Token.of(Kind.END, "", new TextLine(fileName, 1, ""), 1);
  }

  /**
   * Assembles one source and what it includes.
   *
   * @param fileName what diagnostics and source lines call the source
   */
  public static Assembly assemble(String fileName, String source, Includes includes) {
    return new Assembler(fileName, includes).run(fileName, source);
  }

  private Assembly run(String fileName, String source) {
    expander.file(fileName, source);
    if (expander.exhausted()) {
      return failed();
    }
    int memorySize = memorySize();
    int entry = entry(memorySize);
    checkEnd(memorySize);
    Emitter emitter = new Emitter(layout.placed(), problems, evaluator);
    layout.placed().forEach(emitter::emit);
    evaluator.checkConstants();
    if (!expander.missesInclude()) {
      symbols.reportUndefined();
    }
    if (!problems.none()) {
      return failed();
    }
    Image image =
        new Image(emitter.contents(), entry, memorySize, symbols.labels(), emitter.sourceLines());
    return new Assembly(Optional.of(image), List.of(), 0);
  }

  private Assembly failed() {
    return new Assembly(Optional.empty(), problems.shown(), problems.total());
  }

  private int memorySize() {
    @Nullable Argument argument = setting(Directive.MEMORY);
    if (argument == null) {
      return DEFAULT_MEMORY;
    }
    Result result = evaluator.evaluate(argument, 0, Mode.FINAL);
    Range range = new Range(Image.MIN_MEMORY, Image.MAX_MEMORY);
    boolean fits = range.holds(result.value()) && result.value() % MEMORY_UNIT == 0;
    if (result.ok() && !fits) {
      problems.report(
          argument.whole(),
          "memory of " + Range.shown(result.value()) + " bytes",
          "64K to 256M, a multiple of 4K");
    }
    return result.ok() && fits ? (int) result.value() : Image.MAX_MEMORY;
  }

  /** The argument of a directive that may stand once anywhere; what follows belongs to it. */
  private @Nullable Argument setting(Directive directive) {
    @Nullable Statement statement = layout.setting(directive);
    if (statement == null) {
      return null;
    }
    evaluator.enter(statement.number(), statement.expansion());
    return statement.arguments().get(0);
  }

  private int entry(int memorySize) {
    @Nullable Argument given = setting(Directive.ENTRY);
    Argument argument = given == null ? startLabel() : given;
    Result result = evaluator.evaluate(argument, 0, Mode.FINAL);
    boolean fits =
        new Range(0, memorySize - 1L).holds(result.value())
            && result.value() % Instruction.BYTES == 0;
    if (result.ok() && !fits) {
      problems.report(
          argument.whole(),
          "entry at " + Range.shown(result.value()),
          "an address in memory, a multiple of 8");
    }
    return (int) result.value();
  }

  private Argument startLabel() {
    problems.enter(0, null);
    boolean defined = symbols.find(START) != null;
    if (!defined && !expander.missesInclude()) {
      problems.report(beginning, "nowhere to start", "a label 'start:' or '.entry LABEL'");
    }
    Token word = Token.of(defined ? Kind.NAME : Kind.NUMBER, START, beginning.line(), 1);
    return new Argument(List.of(word), beginning);
  }

  private void checkEnd(int memorySize) {
    @Nullable PlacedStatement beyond = layout.beyond(memorySize);
    if (beyond != null) {
      problems.enter(beyond.statement().number(), beyond.statement().expansion());
      problems.report(
          beyond.head(),
          "reaches address "
              + AssemblyText.hex(beyond.end())
              + " in a memory of "
              + AssemblyText.hex(memorySize),
          "less, or a larger '.memory'");
    }
  }
}
