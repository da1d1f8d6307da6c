package dev.understudy.riscv.elf;

import dev.understudy.vm.machine.SourceLine;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads which line of which source an instruction came from: the section {@code .debug_line} of
 * DWARF 2 to 5 (version 5, 6.2). Each of its units is a program for a small state machine, whose
 * registers become a row of the table from time to time.
 */
final class LineTable {
  private static final int OLDEST = 2;
  private static final int NEWEST = 5;
  private static final long LENGTH_OF_64_BIT_UNITS = 0xffff_fff0L;

  private static final int EXTENDED = 0;
  private static final int COPY = 1;
  private static final int ADVANCE_PC = 2;
  private static final int ADVANCE_LINE = 3;
  private static final int SET_FILE = 4;
  private static final int CONST_ADD_PC = 8;
  private static final int FIXED_ADVANCE_PC = 9;

  private static final int END_SEQUENCE = 1;
  private static final int SET_ADDRESS = 2;

  private static final int GREATEST_OPCODE = 255;

  private final NavigableMap<Integer, Optional<SourceLine>> rows = new TreeMap<>();
  private final ElfBytes in;
  private final Sections sections;

  private LineTable(ElfBytes in, Sections sections) {
    this.in = in;
    this.sections = sections;
  }

  /** Where the instructions from an address on were written, up to the next key. */
  static NavigableMap<Integer, Optional<SourceLine>> read(
      ElfBytes in, Section section, Sections sections) throws ElfRefusedException {
    LineTable table = new LineTable(in, sections);
    long end = section.offset() + section.bytes();
    long at = section.offset();
    while (at < end) {
      long length = in.u32(at, "the length of a line table");
      if (length >= LENGTH_OF_64_BIT_UNITS) {
        throw ElfRefusedException.at(at, "a line table of 64-bit DWARF; 32-bit is expected");
      }
      long next = at + Integer.BYTES + length;
      if (next > end) {
        throw ElfRefusedException.at(at, "a line table is longer than its section");
      }
      table.unit(new Leb128(in, at + Integer.BYTES, next));
      at = next;
    }
    return table.rows;
  }

  private void unit(Leb128 cursor) throws ElfRefusedException {
    long at = cursor.at();
    int version = cursor.u16();
    if (version < OLDEST || version > NEWEST) {
      throw ElfRefusedException.at(at, "a line table of DWARF " + version + ", expected 2 to 5");
    }
    if (version == NEWEST) {
      cursor.skip(2); // The size of an address and of a segment selector.
    }
    long headerBytes = cursor.u32();
    long program = cursor.at() + headerBytes;
    Header header = Header.read(cursor, version);
    LineFiles files = LineFiles.read(cursor, version, in, sections);
    cursor.moveTo(program);
    State state = new State(files);
    while (!cursor.atEnd()) {
      step(cursor, header, state);
    }
  }

  private void step(Leb128 cursor, Header header, State state) throws ElfRefusedException {
    int opcode = cursor.u8();
    if (opcode >= header.opcodeBase) {
      int special = opcode - header.opcodeBase;
      state.address += (long) (special / header.lineRange) * header.leastInstruction;
      state.line += header.lineBase + special % header.lineRange;
      state.row(rows);
      return;
    }
    switch (opcode) {
      case EXTENDED -> extended(cursor, state);
      case COPY -> state.row(rows);
      case ADVANCE_PC -> state.address += cursor.unsigned() * header.leastInstruction;
      case ADVANCE_LINE -> state.line += cursor.signed();
      case SET_FILE -> state.file = cursor.unsigned();
      case CONST_ADD_PC ->
          state.address +=
              (long) ((GREATEST_OPCODE - header.opcodeBase) / header.lineRange)
                  * header.leastInstruction;
      case FIXED_ADVANCE_PC -> state.address += cursor.u16();
      default -> {
        for (int i = 0; i < header.operands[opcode - 1]; i++) {
          cursor.unsigned();
        }
      }
    }
  }

  private void extended(Leb128 cursor, State state) throws ElfRefusedException {
    long length = cursor.unsigned();
    if (length == 0) {
      return;
    }
    long end = cursor.at() + length;
    int opcode = cursor.u8();
    if (opcode == END_SEQUENCE) {
      rows.putIfAbsent((int) state.address, Optional.empty());
      state.reset();
    } else if (opcode == SET_ADDRESS && length == 1 + Long.BYTES) {
      state.address = cursor.u64();
    }
    cursor.moveTo(end);
  }

  /** What the opcodes of one unit mean. */
  private record Header(
      int leastInstruction, int lineBase, int lineRange, int opcodeBase, int[] operands) {

    static Header read(Leb128 cursor, int version) throws ElfRefusedException {
      int leastInstruction = cursor.u8();
      if (version > 3) {
        cursor.skip(1); // Operations of one instruction, on machines that bundle several.
      }
      cursor.skip(1); // Whether a row begins a statement unless said otherwise.
      int lineBase = (byte) cursor.u8();
      long at = cursor.at();
      int lineRange = cursor.u8();
      int opcodeBase = cursor.u8();
      if (lineRange == 0 || opcodeBase == 0) {
        throw ElfRefusedException.at(at, "a line table whose opcodes have no range");
      }
      int[] operands = new int[opcodeBase - 1];
      for (int i = 0; i < operands.length; i++) {
        operands[i] = cursor.u8();
      }
      return new Header(leastInstruction, lineBase, lineRange, opcodeBase, operands);
    }
  }

  /** The registers of the state machine that matter here. */
  private static final class State {
    private final LineFiles files;
    private long address;
    private long file;
    private long line;

    State(LineFiles files) {
      this.files = files;
      reset();
    }

    void reset() {
      address = 0;
      file = 1;
      line = 1;
    }

    void row(NavigableMap<Integer, Optional<SourceLine>> rows) {
      Optional<String> name = files.name(file);
      boolean usable = name.isPresent() && line > 0 && line == (int) line;
      rows.put(
          (int) address,
          usable ? Optional.of(new SourceLine(name.get(), (int) line)) : Optional.empty());
    }
  }
}
