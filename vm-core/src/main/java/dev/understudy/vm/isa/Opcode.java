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
  NOP(0x01, "nop", Format.NONE, Kind.NOTHING, "Does nothing."),
  HALT(0x02, "halt", Format.NONE, Kind.STATUS, "Stops the machine for good, after retiring."),
  CLI(0x03, "cli", Format.NONE, Kind.STATUS, "Disables interrupts."),
  STI(
      0x04,
      "sti",
      Format.NONE,
      Kind.STATUS,
      "Enables interrupts; one that is pending is delivered before the next instruction."),
  WFI(
      0x05,
      "wfi",
      Format.NONE,
      Kind.STATUS,
      "Waits until a line is pending, enabled or not; goes on at once if one is."),
  RET(
      0x06,
      "ret",
      Format.NONE,
      Kind.RETURN,
      8,
      "Pops the return address; its low 32 bits become the pc."),
  IRET(
      0x07,
      "iret",
      Format.NONE,
      Kind.HANDLER_RETURN,
      24,
      "Leaves a handler: takes pc and the interrupt flag from the frame, drops its 24 bytes."),
  TRAP(
      0x08,
      "trap",
      Format.IMM,
      Kind.TRAP,
      "Calls the handler of vector 5 with the number as detail; retires as it does."),
  MOV(0x10, "mov", Format.RD_RS, Kind.MOVE, "rd := rs."),
  MOV_IMM(0x11, "mov", Format.RD_IMM, Kind.MOVE, "rd := imm32, sign-extended."),
  MOVHI(
      0x12,
      "movhi",
      Format.RD_IMM,
      Kind.COMPUTE,
      "Bits 63..32 of rd := imm32; the lower half stays."),
  NOT(0x13, "not", Format.RD, Kind.MOVE, "rd := the complement of rd."),
  NEG(0x14, "neg", Format.RD, Kind.MOVE, "rd := 0 - rd, modulo 2^64."),
  ADD(0x20, "add", Format.RD_RS, Kind.COMPUTE, "rd := rd + source, modulo 2^64."),
  ADD_IMM(0x21, "add", Format.RD_IMM, Kind.COMPUTE, "rd := rd + source, modulo 2^64."),
  SUB(0x22, "sub", Format.RD_RS, Kind.COMPUTE, "rd := rd - source, modulo 2^64."),
  SUB_IMM(0x23, "sub", Format.RD_IMM, Kind.COMPUTE, "rd := rd - source, modulo 2^64."),
  MUL(0x24, "mul", Format.RD_RS, Kind.COMPUTE, "rd := the low 64 bits of rd * source."),
  MUL_IMM(0x25, "mul", Format.RD_IMM, Kind.COMPUTE, "rd := the low 64 bits of rd * source."),
  DIV(
      0x26,
      "div",
      Format.RD_RS,
      Kind.DIVIDE,
      "rd := rd / source, signed, towards 0; the least number / -1 is itself."),
  DIV_IMM(
      0x27,
      "div",
      Format.RD_IMM,
      Kind.DIVIDE,
      "rd := rd / source, signed, towards 0; the least number / -1 is itself."),
  DIVU(0x28, "divu", Format.RD_RS, Kind.DIVIDE, "rd := rd / source, unsigned."),
  DIVU_IMM(0x29, "divu", Format.RD_IMM, Kind.DIVIDE, "rd := rd / source, unsigned."),
  REM(
      0x2a,
      "rem",
      Format.RD_RS,
      Kind.DIVIDE,
      "rd := the remainder of div, with the sign of rd; by -1 it is 0."),
  REM_IMM(
      0x2b,
      "rem",
      Format.RD_IMM,
      Kind.DIVIDE,
      "rd := the remainder of div, with the sign of rd; by -1 it is 0."),
  REMU(0x2c, "remu", Format.RD_RS, Kind.DIVIDE, "rd := the remainder of divu."),
  REMU_IMM(0x2d, "remu", Format.RD_IMM, Kind.DIVIDE, "rd := the remainder of divu."),
  AND(0x2e, "and", Format.RD_RS, Kind.COMPUTE, "rd := rd and source, bit by bit."),
  AND_IMM(0x2f, "and", Format.RD_IMM, Kind.COMPUTE, "rd := rd and source, bit by bit."),
  OR(0x30, "or", Format.RD_RS, Kind.COMPUTE, "rd := rd or source, bit by bit."),
  OR_IMM(0x31, "or", Format.RD_IMM, Kind.COMPUTE, "rd := rd or source, bit by bit."),
  XOR(0x32, "xor", Format.RD_RS, Kind.COMPUTE, "rd := rd exclusive-or source, bit by bit."),
  XOR_IMM(0x33, "xor", Format.RD_IMM, Kind.COMPUTE, "rd := rd exclusive-or source, bit by bit."),
  SHL(0x34, "shl", Format.RD_RS, Kind.COMPUTE, "rd := rd shifted left by source modulo 64."),
  SHL_IMM(0x35, "shl", Format.RD_IMM, Kind.COMPUTE, "rd := rd shifted left by source modulo 64."),
  SHR(
      0x36,
      "shr",
      Format.RD_RS,
      Kind.COMPUTE,
      "rd := rd shifted right by source modulo 64, zeros coming in."),
  SHR_IMM(
      0x37,
      "shr",
      Format.RD_IMM,
      Kind.COMPUTE,
      "rd := rd shifted right by source modulo 64, zeros coming in."),
  SAR(
      0x38,
      "sar",
      Format.RD_RS,
      Kind.COMPUTE,
      "rd := rd shifted right by source modulo 64, copies of the sign coming in."),
  SAR_IMM(
      0x39,
      "sar",
      Format.RD_IMM,
      Kind.COMPUTE,
      "rd := rd shifted right by source modulo 64, copies of the sign coming in."),
  MULH(
      0x3a,
      "mulh",
      Format.RD_RS,
      Kind.COMPUTE,
      "rd := the upper 64 bits of the signed product rd * rs."),
  MULHU(
      0x3b,
      "mulhu",
      Format.RD_RS,
      Kind.COMPUTE,
      "rd := the upper 64 bits of the unsigned product rd * rs."),
  LD1(0x40, "ld1", Format.LOAD, Kind.LOAD, 1, "rd := 1 byte of memory, zero-extended."),
  LD2(0x41, "ld2", Format.LOAD, Kind.LOAD, 2, "rd := 2 bytes of memory, zero-extended."),
  LD4(0x42, "ld4", Format.LOAD, Kind.LOAD, 4, "rd := 4 bytes of memory, zero-extended."),
  LD8(0x43, "ld8", Format.LOAD, Kind.LOAD, 8, "rd := 8 bytes of memory."),
  LD1S(0x44, "ld1s", Format.LOAD, Kind.LOAD, 1, "rd := 1 byte of memory, sign-extended."),
  LD2S(0x45, "ld2s", Format.LOAD, Kind.LOAD, 2, "rd := 2 bytes of memory, sign-extended."),
  LD4S(0x46, "ld4s", Format.LOAD, Kind.LOAD, 4, "rd := 4 bytes of memory, sign-extended."),
  ST1(0x48, "st1", Format.STORE, Kind.STORE, 1, "1 byte of memory := the low byte of rs."),
  ST2(0x49, "st2", Format.STORE, Kind.STORE, 2, "2 bytes of memory := the low bytes of rs."),
  ST4(0x4a, "st4", Format.STORE, Kind.STORE, 4, "4 bytes of memory := the low bytes of rs."),
  ST8(0x4b, "st8", Format.STORE, Kind.STORE, 8, "8 bytes of memory := rs."),
  JEQ(0x50, "jeq", Format.RD_RS_TARGET, Kind.BRANCH, "Jumps to the target if rd = source."),
  JEQ_IMM(0x51, "jeq", Format.RD_IMM_TARGET, Kind.BRANCH, "Jumps to the target if rd = source."),
  JNE(
      0x52,
      "jne",
      Format.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd differs from source."),
  JNE_IMM(
      0x53,
      "jne",
      Format.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd differs from source."),
  JLT(0x54, "jlt", Format.RD_RS_TARGET, Kind.BRANCH, "Jumps to the target if rd < source, signed."),
  JLT_IMM(
      0x55,
      "jlt",
      Format.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd < source, signed."),
  JLE(
      0x56,
      "jle",
      Format.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd <= source, signed."),
  JLE_IMM(
      0x57,
      "jle",
      Format.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd <= source, signed."),
  JGT(0x58, "jgt", Format.RD_RS_TARGET, Kind.BRANCH, "Jumps to the target if rd > source, signed."),
  JGT_IMM(
      0x59,
      "jgt",
      Format.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd > source, signed."),
  JGE(
      0x5a,
      "jge",
      Format.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd >= source, signed."),
  JGE_IMM(
      0x5b,
      "jge",
      Format.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd >= source, signed."),
  JLTU(
      0x5c,
      "jltu",
      Format.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd < source, unsigned."),
  JLTU_IMM(
      0x5d,
      "jltu",
      Format.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd < source, unsigned."),
  JLEU(
      0x5e,
      "jleu",
      Format.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd <= source, unsigned."),
  JLEU_IMM(
      0x5f,
      "jleu",
      Format.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd <= source, unsigned."),
  JGTU(
      0x60,
      "jgtu",
      Format.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd > source, unsigned."),
  JGTU_IMM(
      0x61,
      "jgtu",
      Format.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd > source, unsigned."),
  JGEU(
      0x62,
      "jgeu",
      Format.RD_RS_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd >= source, unsigned."),
  JGEU_IMM(
      0x63,
      "jgeu",
      Format.RD_IMM_TARGET,
      Kind.BRANCH,
      "Jumps to the target if rd >= source, unsigned."),
  JMP(0x68, "jmp", Format.TARGET, Kind.JUMP, "Jumps to the target."),
  JMP_REG(0x69, "jmp", Format.RS, Kind.JUMP, "Jumps to the address in the low 32 bits of rs."),
  CALL(
      0x6a,
      "call",
      Format.TARGET,
      Kind.CALL,
      8,
      "Pushes the address of the next instruction, jumps to the target."),
  CALL_REG(
      0x6b,
      "call",
      Format.RS,
      Kind.CALL,
      8,
      "Pushes the address of the next instruction, jumps to what rs was before."),
  PUSH(
      0x6c,
      "push",
      Format.RS,
      Kind.PUSH,
      8,
      "sp := sp - 8; 8 bytes at sp := rs, as it was before."),
  POP(0x6d, "pop", Format.RD, Kind.POP, 8, "rd := 8 bytes at sp; sp := sp + 8, unless rd is sp."),
  IN(0x70, "in", Format.PORT_TO_REGISTER, Kind.PORT_READ, "rd := what the port answers."),
  OUT(0x71, "out", Format.REGISTER_TO_PORT, Kind.PORT_WRITE, "Gives rs to the port."),
  RDTSC(
      0x72,
      "rdtsc",
      Format.RD,
      Kind.CLOCK_READ,
      "rd := the guest clock in nanoseconds; it never decreases."),
  RDRAND(0x73, "rdrand", Format.RD, Kind.ENTROPY_READ, "rd := a random number.");

  private static final @Nullable Opcode[] BY_CODE = new Opcode[256];

  static {
    for (Opcode opcode : values()) {
      BY_CODE[opcode.code] = opcode;
    }
  }

  private final int code;
  private final String mnemonic;
  private final Format format;
  private final Kind kind;
  private final int accessBytes;
  private final String documentation;

  Opcode(int code, String mnemonic, Format format, Kind kind, String documentation) {
    this(code, mnemonic, format, kind, 0, documentation);
  }

  Opcode(
      int code, String mnemonic, Format format, Kind kind, int accessBytes, String documentation) {
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
  public Format format() {
    return format;
  }

  /** What an engine does around the semantics method. */
  public Kind kind() {
    return kind;
  }

  /** The signature of the semantics method. */
  public Shape shape() {
    return kind.shape();
  }

  /** How many bytes of memory it reads or writes at its address; 0 if none. */
  public int accessBytes() {
    return accessBytes;
  }

  /** What it may do beyond writing a register. */
  public List<Effect> effects() {
    return kind.effects();
  }

  /** True if {@link #effects()} lists the effect. */
  public boolean has(Effect effect) {
    return kind.effects().contains(effect);
  }

  /** One line for people. */
  public String documentation() {
    return documentation;
  }
}
