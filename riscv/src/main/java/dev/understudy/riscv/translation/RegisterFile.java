package dev.understudy.riscv.translation;

import dev.understudy.riscv.isa.RiscvInstruction;
import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.Opcode;

/**
 * Where the 31 registers of a program are. Thirteen have a register of this machine; the others lie
 * in memory. {@link RegisterHomes} says which.
 *
 * <p>Of the three that are left two are scratch, and one is always 0: it stands for register 0, and
 * makes the address of a register in memory a number in the instruction.
 */
final class RegisterFile {
  static final int SCRATCH = 12;
  static final int SCRATCH_2 = 13;
  static final int ZERO = 14;

  /** In place of a register of the machine: of one that lies in memory. */
  static final int NONE = -1;

  /** Bytes of the registers in memory; those that have a register of the machine leave a hole. */
  static final int BYTES = RiscvInstruction.REGISTERS * Long.BYTES;

  private final CodeBuilder code;
  private final int[] homes;
  private final int memory;

  /**
   * Registers that code uses.
   *
   * @param homes see {@link RegisterHomes#of}
   * @param memory the address of those that are in memory
   */
  RegisterFile(CodeBuilder code, int[] homes, int memory) {
    this.code = code;
    this.homes = homes;
    this.memory = memory;
  }

  /** The register of this machine that holds it after this; the given one if none always does. */
  int source(int register, int scratch) {
    if (homes[register] != NONE) {
      return homes[register];
    }
    code.emit(Opcode.LD8, scratch, ZERO, address(register));
    return scratch;
  }

  /** Sets a register of this machine to the value of one of the program's. */
  void load(int machine, int register) {
    int home = source(register, machine);
    move(machine, home);
  }

  void move(int to, int from) {
    if (to != from) {
      code.emit(Opcode.MOV, to, from);
    }
  }

  /** The register of this machine to compute a result in; {@link #set} must follow. */
  int target(int register) {
    return register != 0 && homes[register] != NONE ? homes[register] : SCRATCH;
  }

  /** Gives a register the value that is in one of this machine. */
  void set(int register, int from) {
    if (register == 0) {
      return;
    }
    if (homes[register] != NONE) {
      move(homes[register], from);
    } else {
      code.emit(Opcode.ST8, ZERO, address(register), from);
    }
  }

  /** Sets a register to a number, by way of the given scratch register if it lies in memory. */
  void set(int register, long value, int scratch) {
    if (register != 0) {
      int to = homes[register] != NONE ? homes[register] : scratch;
      code.set(to, value);
      set(register, to);
    }
  }

  private int address(int register) {
    return memory + register * Long.BYTES;
  }
}
