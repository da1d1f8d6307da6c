package dev.understudy.riscv.translation;

import dev.understudy.riscv.elf.CodeRange;
import dev.understudy.riscv.isa.RiscvInstruction;
import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.CodeBuilder.Label;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Semantics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The way from addresses of the program to their translations. Branches know it beforehand; a jump
 * to an address in a register looks it up in a table while the program runs.
 *
 * <p>Registers and memory of a translated program hold addresses of the program alone: it may
 * compute them, compare them, or keep them anywhere.
 *
 * <p>A jump to what is no instruction of the program ends at an odd address, the program's address
 * and 1: the machine's fault of an instruction fetch tells it.
 */
final class AddressTable {
  /** An entry for each even address, so that one within an instruction is told from its begin. */
  private static final int ENTRY_BYTES = 4;

  private static final int ADDRESSES_PER_ENTRY = 2;

  private final CodeBuilder code;
  private final int table;
  private final int start;
  private final int end;
  private final Map<Integer, Label> instructions = new TreeMap<>();
  private final Map<Long, Label> strangers = new TreeMap<>();
  private final Label outside = new Label();
  private final Label within = new Label();
  private final Label nowhere = new Label();

  /**
   * The table of a program.
   *
   * @param code where its translation is written
   * @param table the address of the table
   */
  AddressTable(CodeBuilder code, int table, List<CodeRange> ranges) {
    this.code = code;
    this.table = table;
    this.start = ranges.get(0).start();
    this.end = ranges.get(ranges.size() - 1).end();
    for (CodeRange range : ranges) {
      for (int at = range.start(); at < range.end(); at += RiscvInstruction.BYTES) {
        instructions.put(at, new Label());
      }
    }
  }

  /** Bytes of the table. */
  static int bytes(List<CodeRange> ranges) {
    int span = ranges.get(ranges.size() - 1).end() - ranges.get(0).start();
    return span / ADDRESSES_PER_ENTRY * ENTRY_BYTES;
  }

  /** The translation of an instruction, or what stands for an address that has none. */
  Label of(long address) {
    Label known = address == (int) address ? instructions.get((int) address) : null;
    return known != null ? known : strangers.computeIfAbsent(address, at -> new Label());
  }

  /** Whether an instruction of the program begins there. */
  boolean isCode(int address) {
    return instructions.containsKey(address);
  }

  /** Goes on at the address of the program in the scratch register. */
  void jumpToScratch() {
    code.emit(Opcode.SUB_IMM, RegisterFile.SCRATCH, start);
    code.emit(Opcode.MOV_IMM, RegisterFile.SCRATCH_2, end - start);
    code.emitTo(outside, Opcode.JGEU, RegisterFile.SCRATCH, RegisterFile.SCRATCH_2);
    // Bit 0 of a target does not count, and each entry takes two addresses.
    code.emit(Opcode.SHR_IMM, RegisterFile.SCRATCH, 1);
    code.emit(Opcode.SHL_IMM, RegisterFile.SCRATCH, 2);
    code.emit(Opcode.LD4, RegisterFile.SCRATCH_2, RegisterFile.SCRATCH, table);
    code.emit(Opcode.JMP_REG, RegisterFile.SCRATCH_2);
  }

  /** Ends the program at an address of it that holds no instruction. */
  void failAt(long address) {
    code.set(RegisterFile.SCRATCH, address);
    code.emitTo(nowhere, Opcode.JMP);
  }

  /** Writes what jumps to nowhere lead to; the last that is written of the code. */
  void writeFailures() {
    strangers.forEach(
        (address, label) -> {
          code.place(label);
          failAt(address);
        });
    code.place(within);
    code.emit(Opcode.SHR_IMM, RegisterFile.SCRATCH, 1);
    code.place(outside);
    code.emit(Opcode.ADD_IMM, RegisterFile.SCRATCH, start);
    code.place(nowhere);
    code.emit(Opcode.OR_IMM, RegisterFile.SCRATCH, 1);
    code.emit(Opcode.JMP_REG, RegisterFile.SCRATCH);
  }

  /** Writes the table into memory, after all labels have been placed. */
  void writeTo(byte[] memory) {
    for (int at = start; at < end; at += ADDRESSES_PER_ENTRY) {
      Label label = instructions.getOrDefault(at, within);
      int entry = table + (at - start) / ADDRESSES_PER_ENTRY * ENTRY_BYTES;
      Semantics.st4(memory, entry, label.address());
    }
  }

  /** The name under which a report finds the place where jumps to nowhere end. */
  int nowhere() {
    return nowhere.address();
  }
}
