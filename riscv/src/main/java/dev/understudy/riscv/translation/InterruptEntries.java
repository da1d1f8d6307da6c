package dev.understudy.riscv.translation;

import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.CodeBuilder.Label;
import dev.understudy.vm.isa.Frame;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Status;
import java.util.Map;
import java.util.TreeMap;

/**
 * Interrupt handlers of a program. Any of its instructions may have been under way when an
 * interrupt came, so an entry keeps the two scratch registers on the stack before it goes to the
 * handler, and the handler's last instruction brings them back. All other registers are the
 * program's, which its handler keeps, as on a RISC-V machine.
 */
final class InterruptEntries {
  /** Bytes of the table of handlers, which are addresses of the program. */
  static final int BYTES = Status.LINES * Long.BYTES;

  private final CodeBuilder code;
  private final AddressTable addresses;
  private final int handlers;
  private final Map<Integer, Label> entries = new TreeMap<>();

  InterruptEntries(CodeBuilder code, AddressTable addresses, int handlers) {
    this.code = code;
    this.addresses = addresses;
    this.handlers = handlers;
  }

  /** Whether there is such a line. */
  static boolean isLine(int line) {
    return line >= 0 && line < Status.LINES;
  }

  /** The handler of a line is now the one whose address is in a register of this machine. */
  void set(int line, int handler) {
    Label none = new Label();
    code.emit(Opcode.ST8, RegisterFile.ZERO, handlers + line * Long.BYTES, handler);
    code.emit(Opcode.MOV_IMM, RegisterFile.SCRATCH_2, 0);
    code.emitTo(none, Opcode.JEQ_IMM, handler, 0);
    Label entry = entries.computeIfAbsent(line, one -> new Label());
    code.emitTo(entry, Opcode.MOV_IMM, RegisterFile.SCRATCH_2);
    code.place(none);
    int vector = Frame.vectorAddress(Frame.FIRST_LINE + line);
    code.emit(Opcode.ST8, RegisterFile.ZERO, vector, RegisterFile.SCRATCH_2);
  }

  /**
   * Leaves a handler. With the machine's frame three words are a multiple of 16 bytes, which is how
   * programs align their stack.
   */
  void leave() {
    code.emit(Opcode.POP, RegisterFile.ZERO);
    code.emit(Opcode.POP, RegisterFile.SCRATCH_2);
    code.emit(Opcode.POP, RegisterFile.SCRATCH);
    code.emit(Opcode.IRET);
  }

  /** Writes the entries that vectors point to. */
  void write() {
    entries.forEach(
        (line, entry) -> {
          code.place(entry);
          code.emit(Opcode.PUSH, RegisterFile.SCRATCH);
          code.emit(Opcode.PUSH, RegisterFile.SCRATCH_2);
          code.emit(Opcode.PUSH, RegisterFile.ZERO);
          code.emit(
              Opcode.LD8, RegisterFile.SCRATCH, RegisterFile.ZERO, handlers + line * Long.BYTES);
          addresses.jumpToScratch();
        });
  }
}
