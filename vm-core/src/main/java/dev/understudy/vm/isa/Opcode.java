package dev.understudy.vm.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The instruction table: one row an instruction.
 *
 * <p>A row names its semantics method by its mnemonic: {@code add} computes what {@link
 * Semantics#add} says, with the signature of the row's {@link #shape()}. Two rows with one mnemonic
 * (a register or a number as the source) share it. Opcode 0 is never assigned, so that running into
 * zeroed memory is an illegal instruction.
 *
 * <p>All arithmetic is on 64 bits and wraps around. Memory is little-endian; accesses need no
 * alignment. An address is the low 32 bits of a sum, unsigned.
 */
public enum Opcode {
  NOP(0x01, "nop", OperandFormat.NONE, Kind.NOTHING, "Does nothing."),
  HALT(
      0x02, "halt", OperandFormat.NONE, Kind.STATUS, "Stops the machine for good, after retiring."),
  CLI(0x03, "cli", OperandFormat.NONE, Kind.STATUS, "Disables interrupts."),
  STI(
      0x04,
      "sti",
      OperandFormat.NONE,
      Kind.STATUS,
      "Enables interrupts; one that is pending is delivered before the next instruction."),
  WFI(
      0x05,
      "wfi",
      OperandFormat.NONE,
      Kind.STATUS,
      "Waits until a line is pending, enabled or not; goes on at once if one is."),
  RET(
      0x06,
      "ret",
      OperandFormat.NONE,
      Kind.RETURN,
      8,
      "Pops the return address; its low 32 bits become the pc."),
  IRET(
      0x07,
      "iret",
      OperandFormat.NONE,
      Kind.HANDLER_RETURN,
      24,
      "Leaves a handler: takes pc and the interrupt flag from the frame, drops its 24 bytes."),
  TRAP(
      0x08,
      "trap",
      OperandFormat.IMM,
      Kind.TRAP,
      "Calls the handler of vector 5 with the number as detail; retires as it does."),
  MOV(0x10, "mov", OperandFormat.RD_RS, Kind.MOVE, "rd := rs."),
  MOV_IMM(0x11, "mov", OperandFormat.RD_IMM, Kind.MOVE, "rd := imm32, sign-extended."),
  MOVHI(
      0x12,
      "movhi",
      OperandFormat.RD_IMM,
      Kind.COMPUTE,
      "Bits 63..32 of rd := imm32; the lower half stays."),
  NOT(0x13, "not", OperandFormat.RD, Kind.MOVE, "rd := the complement of rd."),
  NEG(0x14, "neg", OperandFormat.RD, Kind.MOVE, "rd := 0 - rd, modulo 2^64."),
  ADD(0x20, "add", OperandFormat.RD_RS, Kind.COMPUTE, "rd := rd + source, modulo 2^64."),
  ADD_IMM(0x21, "add", OperandFormat.RD_IMM, Kind.COMPUTE, "rd := rd + source, modulo 2^64."),
  SUB(0x22, "sub", OperandFormat.RD_RS, Kind.COMPUTE, "rd := rd - source, modulo 2^64."),
  SUB_IMM(0x23, "sub", OperandFormat.RD_IMM, Kind.COMPUTE, "rd := rd - source, modulo 2^64."),
  MUL(0x24, "mul", OperandFormat.RD_RS, Kind.COMPUTE, "rd := the low 64 bits of rd * source."),
  MUL_IMM(0x25, "mul", OperandFormat.RD_IMM, Kind.COMPUTE, "rd := the low 64 bits of rd * source."),
  DIV(
      0x26,
      "div",
      OperandFormat.RD_RS,
      Kind.DIVIDE,
      "rd := rd / source, signed, towards 0; the least number / -1 is itself."),
  DIV_IMM(
      0x27,
      "div",
      OperandFormat.RD_IMM,
      Kind.DIVIDE,
      "rd := rd / source, signed, towards 0; the least number / -1 is itself."),
  DIVU(0x28, "divu", OperandFormat.RD_RS, Kind.DIVIDE, "rd := rd / source, unsigned."),
  DIVU_IMM(0x29, "divu", OperandFormat.RD_IMM, Kind.DIVIDE, "rd := rd / source, unsigned."),
  REM(
      0x2a,
      "rem",
      OperandFormat.RD_RS,
      Kind.DIVIDE,
      "rd := the remainder of div, with the sign of rd; by -1 it is 0."),
  REM_IMM(
      0x2b,
      "rem",
      OperandFormat.RD_IMM,
      Kind.DIVIDE,
      "rd := the remainder of div, with the sign of rd; by -1 it is 0."),
  REMU(0x2c, "remu", OperandFormat.RD_RS, Kind.DIVIDE, "rd := the remainder of divu."),
  REMU_IMM(0x2d, "remu", OperandFormat.RD_IMM, Kind.DIVIDE, "rd := the remainder of divu."),
  AND(0x2e, "and", OperandFormat.RD_RS, Kind.COMPUTE, "rd := rd and source, bit by bit."),
  AND_IMM(0x2f, "and", OperandFormat.RD_IMM, Kind.COMPUTE, "rd := rd and source, bit by bit."),
  OR(0x30, "or", OperandFormat.RD_RS, Kind.COMPUTE, "rd := rd or source, bit by bit."),
  OR_IMM(0x31, "or", OperandFormat.RD_IMM, Kind.COMPUTE, "rd := rd or source, bit by bit."),
  XOR(0x32, "xor", OperandFormat.RD_RS, Kind.COMPUTE, "rd := rd exclusive-or source, bit by bit."),
  XOR_IMM(
      0x33, "xor", OperandFormat.RD_IMM, Kind.COMPUTE, "rd := rd exclusive-or source, bit by bit."),
  SHL(0x34, "shl", OperandFormat.RD_RS, Kind.COMPUTE, "rd := rd shifted left by source modulo 64."),
  SHL_IMM(
      0x35,
      "shl",
      OperandFormat.RD_IMM,
      Kind.COMPUTE,
      "rd := rd shifted left by source modulo 64."),
  SHR(
      0x36,
      "shr",
      OperandFormat.RD_RS,
      Kind.COMPUTE,
      "rd := rd shifted right by source modulo 64, zeros coming in."),
  SHR_IMM(
      0x37,
      "shr",
      OperandFormat.RD_IMM,
      Kind.COMPUTE,
      "rd := rd shifted right by source modulo 64, zeros coming in."),
  SAR(
      0x38,
      "sar",
      OperandFormat.RD_RS,
      Kind.COMPUTE,
      "rd := rd shifted right by source modulo 64, copies of the sign coming in."),
  SAR_IMM(
      0x39,
      "sar",
      OperandFormat.RD_IMM,
      Kind.COMPUTE,
      "rd := rd shifted right by source modulo 64, copies of the sign coming in."),
  MULH(
      0x3a,
      "mulh",
      OperandFormat.RD_RS,
      Kind.COMPUTE,
      "rd := the upper 64 bits of the signed product rd * rs."),
  MULHU(
      0x3b,
      "mulhu",
      OperandFormat.RD_RS,
      Kind.COMPUTE,
      "rd := the upper 64 bits of the unsigned product rd * rs."),
  LD1(0x40, "ld1", OperandFormat.LOAD, Kind.LOAD, 1, "rd := 1 byte of memory, zero-extended."),
  LD2(0x41, "ld2", OperandFormat.LOAD, Kind.LOAD, 2, "rd := 2 bytes of memory, zero-extended."),
  LD4(0x42, "ld4", OperandFormat.LOAD, Kind.LOAD, 4, "rd := 4 bytes of memory, zero-extended."),
  LD8(0x43, "ld8", OperandFormat.LOAD, Kind.LOAD, 8, "rd := 8 bytes of memory."),
  LD1S(0x44, "ld1s", OperandFormat.LOAD, Kind.LOAD, 1, "rd := 1 byte of memory, sign-extended."),
  LD2S(0x45, "ld2s", OperandFormat.LOAD, Kind.LOAD, 2, "rd := 2 bytes of memory, sign-extended."),
  LD4S(0x46, "ld4s", OperandFormat.LOAD, Kind.LOAD, 4, "rd := 4 bytes of memory, sign-extended."),
  ST1(0x48, "st1", OperandFormat.STORE, Kind.STORE, 1, "1 byte of memory := the low byte of rs."),
  ST2(0x49, "st2", OperandFormat.STORE, Kind.STORE, 2, "2 bytes of memory := the low bytes of rs."),
  ST4(0x4a, "st4", OperandFormat.STORE, Kind.STORE, 4, "4 bytes of memory := the low bytes of rs."),
  ST8(0x4b, "st8", OperandFormat.STORE, Kind.STORE, 8, "8 bytes of memory := rs."),
  JEQ(0x50, "jeq", OperandFormat.RD_RS_TARGET, Kind.BRANCH, "Jumps to the target if rd = source."),
  JEQ_IMM(
      0x51, "jeq", OperandFormat.RD_IMM_TARGET, Kind.BRANCH, "Jumps to the target if rd = source."),
  JNE(
      0x52,
      "jne",
      OperandFormat.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd differs from source."),
  JNE_IMM(
      0x53,
      "jne",
      OperandFormat.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd differs from source."),
  JLT(
      0x54,
      "jlt",
      OperandFormat.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd < source, signed."),
  JLT_IMM(
      0x55,
      "jlt",
      OperandFormat.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd < source, signed."),
  JLE(
      0x56,
      "jle",
      OperandFormat.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd <= source, signed."),
  JLE_IMM(
      0x57,
      "jle",
      OperandFormat.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd <= source, signed."),
  JGT(
      0x58,
      "jgt",
      OperandFormat.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd > source, signed."),
  JGT_IMM(
      0x59,
      "jgt",
      OperandFormat.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd > source, signed."),
  JGE(
      0x5a,
      "jge",
      OperandFormat.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd >= source, signed."),
  JGE_IMM(
      0x5b,
      "jge",
      OperandFormat.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd >= source, signed."),
  JLTU(
      0x5c,
      "jltu",
      OperandFormat.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd < source, unsigned."),
  JLTU_IMM(
      0x5d,
      "jltu",
      OperandFormat.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd < source, unsigned."),
  JLEU(
      0x5e,
      "jleu",
      OperandFormat.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd <= source, unsigned."),
  JLEU_IMM(
      0x5f,
      "jleu",
      OperandFormat.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd <= source, unsigned."),
  JGTU(
      0x60,
      "jgtu",
      OperandFormat.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd > source, unsigned."),
  JGTU_IMM(
      0x61,
      "jgtu",
      OperandFormat.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd > source, unsigned."),
  JGEU(
      0x62,
      "jgeu",
      OperandFormat.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd >= source, unsigned."),
  JGEU_IMM(
      0x63,
      "jgeu",
      OperandFormat.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd >= source, unsigned."),
  JMP(0x68, "jmp", OperandFormat.TARGET, Kind.JUMP, "Jumps to the target."),
  JMP_REG(
      0x69, "jmp", OperandFormat.RS, Kind.JUMP, "Jumps to the address in the low 32 bits of rs."),
  CALL(
      0x6a,
      "call",
      OperandFormat.TARGET,
      Kind.CALL,
      8,
      "Pushes the address of the next instruction, jumps to the target."),
  CALL_REG(
      0x6b,
      "call",
      OperandFormat.RS,
      Kind.CALL,
      8,
      "Pushes the address of the next instruction, jumps to what rs was before."),
  PUSH(
      0x6c,
      "push",
      OperandFormat.RS,
      Kind.PUSH,
      8,
      "sp := sp - 8; 8 bytes at sp := rs, as it was before."),
  POP(
      0x6d,
      "pop",
      OperandFormat.RD,
      Kind.POP,
      8,
      "rd := 8 bytes at sp; sp := sp + 8, unless rd is sp."),
  IN(0x70, "in", OperandFormat.PORT_TO_REGISTER, Kind.PORT_READ, "rd := what the port answers."),
  OUT(0x71, "out", OperandFormat.REGISTER_TO_PORT, Kind.PORT_WRITE, "Gives rs to the port."),
  RDTSC(
      0x72,
      "rdtsc",
      OperandFormat.RD,
      Kind.CLOCK_READ,
      "rd := the guest clock in nanoseconds; it never decreases."),
  RDRAND(0x73, "rdrand", OperandFormat.RD, Kind.ENTROPY_READ, "rd := a random number.");

  private static final @Nullable Opcode[] BY_CODE = new Opcode[256];

  static {
    for (Opcode opcode : values()) {
      BY_CODE[opcode.code] = opcode;
    }
  }

  private final int code;
  private final String mnemonic;
  private final OperandFormat format;
  private final Kind kind;
  private final int accessBytes;
  private final String documentation;

  Opcode(int code, String mnemonic, OperandFormat format, Kind kind, String documentation) {
    this(code, mnemonic, format, kind, 0, documentation);
  }

  Opcode(
      int code,
      String mnemonic,
      OperandFormat format,
      Kind kind,
      int accessBytes,
      String documentation) {
    this.code = code;
    this.mnemonic = mnemonic;
    this.format = format;
    this.kind = kind;
    this.accessBytes = accessBytes;
    this.documentation = documentation;
  }

  /** The row of an opcode byte, or nothing if none has it. */
  public static Optional<Opcode> ofCode(int code) {
    return code < 0 || code > 255 ? Optional.empty() : Optional.ofNullable(BY_CODE[code]);
  }

  /** All rows that an assembler writes with this mnemonic; they differ in their format. */
  public static List<Opcode> ofMnemonic(String mnemonic) {
    List<Opcode> rows = new ArrayList<>();
    for (Opcode opcode : values()) {
      if (opcode.mnemonic.equals(mnemonic)) {
        rows.add(opcode);
      }
    }
    return rows;
  }

  /** The opcode byte, 1..255. */
  public int code() {
    return code;
  }

  /** What an assembler writes; also the name of the row's method in {@link Semantics}. */
  public String mnemonic() {
    return mnemonic;
  }

  /** The operands and fields it takes. */
  public OperandFormat format() {
    return format;
  }

  /** What an engine does around the semantics method. */
  public Kind kind() {
    return kind;
  }

  /** The signature of the semantics method. */
  public SemanticsShape shape() {
    return kind.shape();
  }

  /** How many bytes of memory it reads or writes at its address; 0 if none. */
  public int accessBytes() {
    return accessBytes;
  }

  /** What it may do beyond writing a register. */
  public List<InstructionEffect> effects() {
    return kind.effects();
  }

  /** True if {@link #effects()} lists the effect. */
  public boolean has(InstructionEffect effect) {
    return kind.effects().contains(effect);
  }

  /** One line for people. */
  public String documentation() {
    return documentation;
  }
}
