package dev.understudy.vm.asm;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.FaultReport;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.machine.SourceLine;
import dev.understudy.vm.machine.Stop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Assembles and runs an example of a page, in a small world: a console at port 0x10, a clock,
 * random numbers, and a timer that fires whenever the guest waits.
 */
final class Example {
  private static final int CONSOLE = 0x10;
  private static final int TIMER_LINE = 0;
  private static final int MOST_INSTRUCTIONS = 100_000;

  private final Image image;
  private final Machine machine;
  private final StringBuilder console = new StringBuilder();
  private final SourceDice dice = new SourceDice(1);
  private int firings;

  Example(String source) {
    this.image = assemble(source).orThrow();
    this.machine = Machine.boot(image, Interpreter.INSTANCE, new MemoryPool());
  }

  /** An example that shows no start starts with its first line. */
  static Assembly assemble(String source) {
    boolean whole = source.contains("start:") || source.contains(".entry");
    return Assembler.assemble("example.asm", whole ? source : "start: " + source, Includes.none());
  }

  /** What came of it, as a quotation. */
  String outcome() {
    Stop stop = run(MOST_INSTRUCTIONS);
    String retired = "Retires " + AssemblyText.count(machine.retired(), "instruction");
    String how =
        switch (stop) {
          case HALTED -> retired + " and halts";
          case FAULTED -> "Stops: " + machine.fault().map(FaultReport::text).orElseThrow();
          case WAITING -> retired + " and waits for ever";
          default -> throw new AssertionError("the example does not end: " + stop);
        };
    List<String> shown = new ArrayList<>();
    for (int r = 0; r < Registers.SP; r++) {
      if (machine.register(r) != 0) {
        shown.add("`" + Registers.name(r) + " = " + Range.shown(machine.register(r)) + "`");
      }
    }
    String registers = shown.isEmpty() ? "" : " Registers: " + String.join(", ", shown) + ".";
    String output = console.length() == 0 ? "" : "\n>\n>     " + shownConsole();
    return "> " + how + "." + registers + output + "\n";
  }

  private String shownConsole() {
    return console.toString().stripTrailing().replace("\n", "\n>     ");
  }

  private Stop run(long count) {
    Stop stop = machine.runUntil(count);
    while (stop.isSeam() || (stop == Stop.WAITING && firings < 3)) {
      answer(stop);
      stop = machine.runUntil(count);
    }
    return stop;
  }

  private void answer(Stop stop) {
    switch (stop) {
      case CLOCK_READ -> machine.completeRead(1_000_000 + machine.retired() * 10);
      case ENTROPY_READ -> machine.completeRead(dice.bits());
      case PORT_WRITE -> written(machine.stoppedPort());
      case WAITING -> {
        firings++;
        machine.raise(TIMER_LINE);
      }
      default -> machine.refusePort();
    }
  }

  private void written(int port) {
    if (port == CONSOLE) {
      byte[] one = {(byte) machine.stoppedValue()};
      console.append(new String(one, StandardCharsets.ISO_8859_1));
      machine.completeWrite();
    } else {
      machine.refusePort();
    }
  }

  /** The listing of the instructions, without where they were written. */
  static String listing(String source) {
    Image image = assemble(source).orThrow();
    Image withoutPlaces =
        new Image(
            image.contents(),
            image.entry(),
            image.memorySize(),
            image.symbols(),
            new TreeMap<Integer, SourceLine>());
    StringBuilder out = new StringBuilder("```text\n");
    Disassembler.listing(withoutPlaces, line -> out.append(line).append('\n'));
    return out.append("```\n").toString();
  }

  /** What each instruction did, as a table. */
  String trace() {
    StringBuilder out =
        new StringBuilder("| count | pc | instruction | afterwards |\n|---:|---|---|---|\n");
    Labels labels = Labels.of(image);
    Stop stop = Stop.COUNT;
    while (!stop.isEnd()) {
      int pc = machine.pc();
      long[] before = registers();
      String text = Disassembler.instruction(wordAt(pc), labels).orElseThrow();
      stop = run(machine.retired() + 1);
      out.append("| ").append(machine.retired()).append(" | `").append(labels.describe(pc));
      out.append("` | `").append(text.replaceAll(" +", " ")).append("` | ");
      out.append(change(before, pc, labels)).append(" |\n");
    }
    return out.toString();
  }

  private String change(long[] before, int pc, Labels labels) {
    for (int r = 0; r < Registers.COUNT; r++) {
      if (machine.register(r) != before[r]) {
        return "`" + Registers.name(r) + " = " + Range.shown(machine.register(r)) + "`";
      }
    }
    if (machine.stop() == Stop.HALTED) {
      return "the machine has halted";
    }
    boolean jumped = machine.pc() != pc + Instruction.BYTES;
    return jumped ? "goes to `" + labels.describe(machine.pc()) + "`" : "";
  }

  private long[] registers() {
    long[] registers = new long[Registers.COUNT];
    for (int r = 0; r < Registers.COUNT; r++) {
      registers[r] = machine.register(r);
    }
    return registers;
  }

  private long wordAt(int address) {
    byte[] bytes = new byte[Instruction.BYTES];
    if (!machine.read(address, bytes)) {
      throw new AssertionError("no instruction at " + AssemblyText.hex(address));
    }
    long word = 0;
    for (int i = Instruction.BYTES - 1; i >= 0; i--) {
      word = (word << Byte.SIZE) | (bytes[i] & 0xff);
    }
    return word;
  }

  /** What the assembler says about an example that is wrong. */
  static String report(String source) {
    Assembly assembly = assemble(source);
    if (assembly.image().isPresent()) {
      throw new AssertionError("meant to be wrong, but assembles:\n" + source);
    }
    return "```text\n" + assembly.report() + "\n```\n";
  }

  /** The parts of a page that show an example at work. */
  static String part(String name, String example) {
    return switch (name) {
      case "run" -> new Example(example).outcome();
      case "listing" -> listing(example);
      case "trace" -> new Example(example).trace();
      case "report" -> report(example);
      default -> throw new AssertionError("no part is called " + name);
    };
  }
}
