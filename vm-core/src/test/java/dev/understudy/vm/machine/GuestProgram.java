package dev.understudy.vm.machine;

import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Frame;
import dev.understudy.vm.isa.Opcode;

/** A small program in the making, and the machine that runs it. */
final class GuestProgram {
  static final int SIZE = Image.MIN_MEMORY;
  static final int START = 0x1000;
  static final int HANDLER = 0x2000;
  static final int SP = 15;

  final CodeBuilder code = new CodeBuilder(START);
  private final CodeBuilder handler = new CodeBuilder(HANDLER);
  private final byte[] memory = new byte[SIZE];
  private final int memorySize;

  GuestProgram() {
    this(SIZE);
  }

  GuestProgram(int memorySize) {
    this.memorySize = memorySize;
  }

  GuestProgram emit(Opcode opcode, int... operands) {
    code.emit(opcode, operands);
    return this;
  }

  GuestProgram set(int register, long value) {
    code.set(register, value);
    return this;
  }

  GuestProgram word(int address, long value) {
    Words.set(memory, address, value);
    return this;
  }

  /** From here on {@link #inHandler} goes on with a handler for this vector. */
  GuestProgram handle(int vector) {
    return word(Frame.vectorAddress(vector), handler.here());
  }

  GuestProgram handle(FaultKind kind) {
    return handle(kind.vector());
  }

  GuestProgram handleLine(int line) {
    return handle(Frame.FIRST_LINE + line);
  }

  GuestProgram inHandler(Opcode opcode, int... operands) {
    handler.emit(opcode, operands);
    return this;
  }

  Image image() {
    code.writeTo(memory);
    handler.writeTo(memory);
    return Image.of(memory, START, memorySize);
  }

  Machine boot() {
    return Machine.boot(image(), Interpreter.INSTANCE, new MemoryPool());
  }

  static long wordAt(Machine machine, int address) {
    byte[] bytes = new byte[8];
    if (!machine.read(address, bytes)) {
      throw new AssertionError("no memory at " + address);
    }
    return Words.get(bytes, 0);
  }
}
