package dev.understudy.riscv.translation;

import dev.understudy.riscv.elf.CodeRange;
import dev.understudy.riscv.elf.ElfFile;
import dev.understudy.riscv.elf.ElfSymbol;
import dev.understudy.riscv.elf.Segment;
import dev.understudy.riscv.isa.RiscvInstruction;
import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.SourceLine;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Translates a program ahead of time. Its data keep their addresses; its instructions become longer
 * and lie where no segment is.
 *
 * <p>The code is written twice: once to see how long it is, and once where there is room for it.
 */
public final class Translator {
  /** More would need more memory than the machine has. */
  private static final int MOST_CODE_BYTES = 8 << 20;

  private static final String REGISTERS_NAME = "riscv.registers";
  private static final String TABLE_NAME = "riscv.table";
  private static final String NOWHERE_NAME = "riscv.nowhere";

  private final ElfFile program;
  private final SortedMap<Integer, RiscvInstruction> decoded = new TreeMap<>();
  private final Placement placement;
  private final CodeBuilder code;
  private final AddressTable addresses;
  private final InterruptEntries interrupts;
  private final InstructionTranslator translator;
  private final Map<Integer, SourceLine> lines = new TreeMap<>();
  private int instructions;
  private int unknown;

  private Translator(ElfFile program, Placement placement) {
    this.program = program;
    decode();
    this.placement = placement;
    this.code = new CodeBuilder(placement.code());
    this.addresses = new AddressTable(code, placement.table(), program.code());
    this.interrupts =
        new InterruptEntries(code, addresses, placement.registers() + RegisterFile.BYTES);
    this.translator =
        new InstructionTranslator(
            code,
            new RegisterFile(code, RegisterHomes.of(decoded), placement.registers()),
            addresses,
            interrupts);
  }

  private void decode() {
    for (CodeRange range : program.code()) {
      Segment segment = segment(range);
      for (int at = range.start(); at < range.end(); at += RiscvInstruction.BYTES) {
        int address = at;
        RiscvInstruction.decode(word(segment, at)).ifPresent(one -> decoded.put(address, one));
      }
    }
  }

  /**
   * The program as an image of this machine.
   *
   * @throws TranslationRefusedException if there is no room for it
   */
  public static Translation translate(ElfFile program) throws TranslationRefusedException {
    int codeBytes = program.code().stream().mapToInt(range -> range.end() - range.start()).sum();
    int tableBytes = AddressTable.bytes(program.code());
    if (codeBytes > MOST_CODE_BYTES) {
      throw new TranslationRefusedException(
          codeBytes + " bytes of instructions, expected at most " + MOST_CODE_BYTES);
    }
    Translator measured = new Translator(program, Placement.FOR_MEASURING);
    measured.write();
    FreeMemory memory = new FreeMemory(program.segments());
    int registers =
        memory.take(RegisterFile.BYTES + InterruptEntries.BYTES, "registers that lie in memory");
    int code = memory.take(measured.code.here(), "translated instructions");
    int table = memory.take(tableBytes, "the table of addresses");
    Translator translator = new Translator(program, new Placement(registers, code, table));
    translator.write();
    return translator.translation(memory.end());
  }

  private void write() {
    for (CodeRange range : program.code()) {
      for (int at = range.start(); at < range.end(); at += RiscvInstruction.BYTES) {
        int from = code.here();
        code.place(addresses.of(at));
        one(at);
        note(from, program.line(at));
      }
      addresses.failAt(range.end());
    }
    interrupts.write();
    addresses.writeFailures();
  }

  private Segment segment(CodeRange range) {
    return program.segments().stream()
        .filter(one -> range.start() >= one.address() && range.end() <= one.end())
        .findFirst()
        .orElseThrow();
  }

  private static int word(Segment segment, int address) {
    int word = 0;
    for (int i = 0; i < RiscvInstruction.BYTES; i++) {
      word |= (segment.contents().at(address - segment.address() + i) & 0xff) << (Byte.SIZE * i);
    }
    return word;
  }

  private void one(int address) {
    instructions++;
    RiscvInstruction known = decoded.get(address);
    if (known != null) {
      translator.write(known, address);
    } else {
      unknown++;
      addresses.failAt(address);
      program.line(address).ifPresent(line -> lines.put(address | 1, line));
    }
  }

  /** What was written since an address comes from a line of the source. */
  private void note(int from, Optional<SourceLine> line) {
    line.ifPresent(
        source -> {
          for (int at = from; at < code.here(); at += Instruction.BYTES) {
            lines.put(at, source);
          }
        });
  }

  private Translation translation(int memorySize) {
    int tableBytes = AddressTable.bytes(program.code());
    byte[] memory = new byte[contentsEnd(tableBytes)];
    for (Segment segment : program.segments()) {
      segment.contents().copyTo(memory, segment.address());
    }
    code.writeTo(memory);
    addresses.writeTo(memory);
    int entry = addresses.of(program.entry()).address();
    return new Translation(
        new Image(trimmed(memory), entry, memorySize, symbols(), lines),
        instructions,
        unknown,
        (code.here() - placement.code()) / Instruction.BYTES,
        placement.code(),
        tableBytes);
  }

  /** Behind the last byte that may differ from 0. */
  private int contentsEnd(int tableBytes) {
    int end = Math.max(code.here(), placement.table() + tableBytes);
    for (Segment segment : program.segments()) {
      end = Math.max(end, segment.address() + segment.contents().length());
    }
    return end;
  }

  /** Memory is 0 behind its contents: an image says so once, and not with zeros. */
  private static byte[] trimmed(byte[] memory) {
    int end = memory.length;
    while (end > 0 && memory[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(memory, end);
  }

  /** Functions are where their translation is, variables where they always were. */
  private Map<String, Integer> symbols() {
    Map<String, Integer> symbols = new TreeMap<>();
    symbols.put(REGISTERS_NAME, placement.registers());
    symbols.put(TABLE_NAME, placement.table());
    symbols.put(NOWHERE_NAME, addresses.nowhere());
    for (ElfSymbol symbol : program.symbols()) {
      int address = symbol.address();
      int placed = addresses.isCode(address) ? addresses.of(address).address() : address;
      symbols.put(free(symbol.name(), symbols), placed);
    }
    return symbols;
  }

  /** Static functions of two files may have one name. */
  private static String free(String name, Map<String, Integer> taken) {
    String free = name;
    for (int i = 2; taken.containsKey(free); i++) {
      free = name + "." + i;
    }
    return free;
  }
}
