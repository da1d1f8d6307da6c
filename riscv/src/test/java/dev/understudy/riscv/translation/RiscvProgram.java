package dev.understudy.riscv.translation;

import static dev.understudy.riscv.isa.Operation.ADDI;
import static dev.understudy.riscv.isa.Operation.LD;
import static dev.understudy.riscv.isa.Operation.LUI;
import static dev.understudy.riscv.isa.Operation.MACHINE_HALT;
import static dev.understudy.riscv.isa.Operation.SD;
import static dev.understudy.riscv.isa.Words.i;
import static dev.understudy.riscv.isa.Words.s;
import static dev.understudy.riscv.isa.Words.u;

import dev.understudy.base.Bytes;
import dev.understudy.riscv.elf.CodeRange;
import dev.understudy.riscv.elf.ElfFile;
import dev.understudy.riscv.elf.Segment;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MemoryPool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A program of words at 0x10000 with 16 KiB of data at 0x40000, to which register 3 points. It
 * begins by loading all registers from its data, and ends by storing them there.
 */
final class RiscvProgram {
  static final int CODE = 0x10000;
  static final int DATA = 0x40000;
  static final int DATA_BYTES = 0x4000;
  static final int BASE = 3;

  private final List<Integer> words = new ArrayList<>();
  private final byte[] data = new byte[DATA_BYTES];

  /** With these values in registers 1 to 31; that of register 3 is not heeded. */
  static RiscvProgram withRegisters(long... values) {
    RiscvProgram program = new RiscvProgram();
    program.add(u(LUI, BASE, DATA));
    for (int register = 1; register < values.length; register++) {
      program.data(8 * register, values[register]);
      if (register != BASE) {
        program.add(i(LD, register, BASE, 8 * register));
      }
    }
    return program;
  }

  RiscvProgram add(int... more) {
    for (int word : more) {
      words.add(word);
    }
    return this;
  }

  RiscvProgram data(int offset, long value) {
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putLong(offset, value);
    return this;
  }

  /** How many words there are so far. */
  int length() {
    return words.size();
  }

  /** The address of the next word. */
  int here() {
    return CODE + 4 * words.size();
  }

  void set(int index, int word) {
    words.set(index, word);
  }

  RiscvProgram storeRegistersAndHalt() {
    for (int register = 1; register < 32; register++) {
      if (register != BASE) {
        add(s(SD, BASE, register, 8 * register));
      }
    }
    return add(MACHINE_HALT.match());
  }

  private byte[] code() {
    ByteBuffer code = ByteBuffer.allocate(4 * words.size()).order(ByteOrder.LITTLE_ENDIAN);
    words.forEach(code::putInt);
    return code.array();
  }

  ElfFile elf() {
    byte[] code = code();
    Segment text = new Segment(CODE, Bytes.wrap(code), code.length, true, 0);
    Segment variables = new Segment(DATA, Bytes.copyOf(data), data.length, false, 0);
    return new ElfFile(
        CODE,
        List.of(text, variables),
        List.of(new CodeRange(CODE, CODE + code.length)),
        List.of(),
        new TreeMap<>());
  }

  Image image() {
    try {
      return Translator.translate(elf()).image();
    } catch (TranslationRefusedException e) {
      throw new AssertionError(e);
    }
  }

  Machine boot(Engine engine) {
    return Machine.boot(image(), engine, new MemoryPool());
  }

  /** The data that the interpreter of RISC-V leaves behind. */
  RiscvInterpreter expected(long most) {
    byte[] memory = new byte[DATA + DATA_BYTES];
    byte[] code = code();
    System.arraycopy(code, 0, memory, CODE, code.length);
    System.arraycopy(data, 0, memory, DATA, data.length);
    RiscvInterpreter interpreter = new RiscvInterpreter(memory, CODE);
    interpreter.run(most);
    return interpreter;
  }

  static long[] dataOf(Machine machine) {
    byte[] bytes = new byte[DATA_BYTES];
    if (!machine.read(DATA, bytes)) {
      throw new AssertionError("no data");
    }
    return longs(ByteBuffer.wrap(bytes));
  }

  static long[] dataOf(RiscvInterpreter interpreter) {
    return longs(interpreter.memory.slice(DATA, DATA_BYTES));
  }

  private static long[] longs(ByteBuffer bytes) {
    long[] longs = new long[DATA_BYTES / 8];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(longs);
    return longs;
  }

  /** Register 31 := register 3 + a number of up to 11 bits. */
  static int dataAddress(int offset) {
    return i(ADDI, 31, BASE, offset);
  }
}
