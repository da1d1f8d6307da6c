package dev.understudy.riscv.isa;

import dev.understudy.vm.isa.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The instruction table: one row an instruction, with the bits that it is known by, and the
 * instructions of this machine that its translation is made of.
 *
 * <p>First the base of RV64I and the extension M, then two of the privileged instructions, which
 * mean the same on this machine, then what only this machine has: these are encoded in the room
 * that RISC-V leaves for such (<em>custom-0</em>).
 */
public enum Operation {
  LUI("lui", Format.U, 0x00000037, Shape.UPPER),
  AUIPC("auipc", Format.U, 0x00000017, Shape.UPPER_PC),
  JAL("jal", Format.J, 0x0000006f, Shape.JUMP),
  JALR("jalr", Format.I, 0x00000067, Shape.JUMP_REGISTER),
  BEQ("beq", Format.B, 0x00000063, Shape.BRANCH, Opcode.JEQ, Opcode.JEQ_IMM),
  BNE("bne", Format.B, 0x00001063, Shape.BRANCH, Opcode.JNE, Opcode.JNE_IMM),
  BLT("blt", Format.B, 0x00004063, Shape.BRANCH, Opcode.JLT, Opcode.JLT_IMM),
  BGE("bge", Format.B, 0x00005063, Shape.BRANCH, Opcode.JGE, Opcode.JGE_IMM),
  BLTU("bltu", Format.B, 0x00006063, Shape.BRANCH, Opcode.JLTU, Opcode.JLTU_IMM),
  BGEU("bgeu", Format.B, 0x00007063, Shape.BRANCH, Opcode.JGEU, Opcode.JGEU_IMM),
  LB("lb", Format.I, 0x00000003, Shape.LOAD, Opcode.LD1S),
  LH("lh", Format.I, 0x00001003, Shape.LOAD, Opcode.LD2S),
  LW("lw", Format.I, 0x00002003, Shape.LOAD, Opcode.LD4S),
  LD("ld", Format.I, 0x00003003, Shape.LOAD, Opcode.LD8),
  LBU("lbu", Format.I, 0x00004003, Shape.LOAD, Opcode.LD1),
  LHU("lhu", Format.I, 0x00005003, Shape.LOAD, Opcode.LD2),
  LWU("lwu", Format.I, 0x00006003, Shape.LOAD, Opcode.LD4),
  SB("sb", Format.S, 0x00000023, Shape.STORE, Opcode.ST1),
  SH("sh", Format.S, 0x00001023, Shape.STORE, Opcode.ST2),
  SW("sw", Format.S, 0x00002023, Shape.STORE, Opcode.ST4),
  SD("sd", Format.S, 0x00003023, Shape.STORE, Opcode.ST8),
  ADDI("addi", Format.I, 0x00000013, Shape.COMPUTE_IMMEDIATE, Opcode.ADD_IMM),
  XORI("xori", Format.I, 0x00004013, Shape.COMPUTE_IMMEDIATE, Opcode.XOR_IMM),
  ORI("ori", Format.I, 0x00006013, Shape.COMPUTE_IMMEDIATE, Opcode.OR_IMM),
  ANDI("andi", Format.I, 0x00007013, Shape.COMPUTE_IMMEDIATE, Opcode.AND_IMM),
  SLTI("slti", Format.I, 0x00002013, Shape.COMPARE_IMMEDIATE, Opcode.JLT_IMM),
  SLTIU("sltiu", Format.I, 0x00003013, Shape.COMPARE_IMMEDIATE, Opcode.JLTU_IMM),
  SLLI("slli", Format.SHIFT, 0x00001013, Shape.COMPUTE_IMMEDIATE, Opcode.SHL_IMM),
  SRLI("srli", Format.SHIFT, 0x00005013, Shape.COMPUTE_IMMEDIATE, Opcode.SHR_IMM),
  SRAI("srai", Format.SHIFT, 0x40005013, Shape.COMPUTE_IMMEDIATE, Opcode.SAR_IMM),
  ADD("add", Format.R, 0x00000033, Shape.COMPUTE, Opcode.ADD),
  SUB("sub", Format.R, 0x40000033, Shape.COMPUTE, Opcode.SUB),
  SLL("sll", Format.R, 0x00001033, Shape.COMPUTE, Opcode.SHL),
  XOR("xor", Format.R, 0x00004033, Shape.COMPUTE, Opcode.XOR),
  SRL("srl", Format.R, 0x00005033, Shape.COMPUTE, Opcode.SHR),
  SRA("sra", Format.R, 0x40005033, Shape.COMPUTE, Opcode.SAR),
  OR("or", Format.R, 0x00006033, Shape.COMPUTE, Opcode.OR),
  AND("and", Format.R, 0x00007033, Shape.COMPUTE, Opcode.AND),
  SLT("slt", Format.R, 0x00002033, Shape.COMPARE, Opcode.JLT),
  SLTU("sltu", Format.R, 0x00003033, Shape.COMPARE, Opcode.JLTU),
  ADDIW("addiw", Format.I, 0x0000001b, Shape.COMPUTE_WORD_IMMEDIATE, Opcode.ADD_IMM),
  SLLIW("slliw", Format.SHIFT_WORD, 0x0000101b, Shape.COMPUTE_WORD_IMMEDIATE, Opcode.SHL_IMM),
  SRLIW("srliw", Format.SHIFT_WORD, 0x0000501b, Shape.SHIFT_WORD_IMMEDIATE, Opcode.SHR_IMM),
  SRAIW("sraiw", Format.SHIFT_WORD, 0x4000501b, Shape.SHIFT_WORD_IMMEDIATE, Opcode.SAR_IMM),
  ADDW("addw", Format.R, 0x0000003b, Shape.COMPUTE_WORD, Opcode.ADD),
  SUBW("subw", Format.R, 0x4000003b, Shape.COMPUTE_WORD, Opcode.SUB),
  SLLW("sllw", Format.R, 0x0000103b, Shape.SHIFT_WORD, Opcode.SHL, Opcode.SHR_IMM),
  SRLW("srlw", Format.R, 0x0000503b, Shape.SHIFT_WORD, Opcode.SHR, Opcode.SHR_IMM),
  SRAW("sraw", Format.R, 0x4000503b, Shape.SHIFT_WORD, Opcode.SAR, Opcode.SAR_IMM),
  MUL("mul", Format.R, 0x02000033, Shape.COMPUTE, Opcode.MUL),
  MULH("mulh", Format.R, 0x02001033, Shape.COMPUTE, Opcode.MULH),
  MULHU("mulhu", Format.R, 0x02003033, Shape.COMPUTE, Opcode.MULHU),
  MULHSU("mulhsu", Format.R, 0x02002033, Shape.MULTIPLY_SIGNED_UNSIGNED, Opcode.MULHU),
  DIV("div", Format.R, 0x02004033, Shape.QUOTIENT, Opcode.DIV),
  DIVU("divu", Format.R, 0x02005033, Shape.QUOTIENT, Opcode.DIVU),
  REM("rem", Format.R, 0x02006033, Shape.REMAINDER, Opcode.REM),
  REMU("remu", Format.R, 0x02007033, Shape.REMAINDER, Opcode.REMU),
  MULW("mulw", Format.R, 0x0200003b, Shape.COMPUTE_WORD, Opcode.MUL),
  DIVW("divw", Format.R, 0x0200403b, Shape.QUOTIENT_WORD, Opcode.DIV, Opcode.SAR_IMM),
  DIVUW("divuw", Format.R, 0x0200503b, Shape.QUOTIENT_WORD, Opcode.DIVU, Opcode.SHR_IMM),
  REMW("remw", Format.R, 0x0200603b, Shape.REMAINDER_WORD, Opcode.REM, Opcode.SAR_IMM),
  REMUW("remuw", Format.R, 0x0200703b, Shape.REMAINDER_WORD, Opcode.REMU, Opcode.SHR_IMM),
  FENCE("fence", Format.I, 0x0000000f, Shape.FENCE),
  WFI("wfi", Format.WHOLE, 0x10500073, Shape.CONTROL, Opcode.WFI),
  MRET("mret", Format.WHOLE, 0x30200073, Shape.HANDLER_RETURN, Opcode.IRET),
  MACHINE_IN("machine.in", Format.I, 0x0000000b, Shape.PORT_READ, Opcode.IN),
  MACHINE_OUT("machine.out", Format.I, 0x0000100b, Shape.PORT_WRITE, Opcode.OUT),
  MACHINE_CLOCK("machine.clock", Format.I, 0x0000200b, Shape.WORLD_READ, Opcode.RDTSC),
  MACHINE_ENTROPY("machine.entropy", Format.I, 0x0000300b, Shape.WORLD_READ, Opcode.RDRAND),
  MACHINE_HANDLER("machine.handler", Format.I, 0x0000400b, Shape.SET_HANDLER),
  MACHINE_DISABLE("machine.disable", Format.WHOLE, 0x0000500b, Shape.CONTROL, Opcode.CLI),
  MACHINE_ENABLE("machine.enable", Format.WHOLE, 0x0010500b, Shape.CONTROL, Opcode.STI),
  MACHINE_HALT("machine.halt", Format.WHOLE, 0x0020500b, Shape.CONTROL, Opcode.HALT);

  private static final int OPCODE_BITS = 0x7f;
  private static final List<List<Operation>> BY_OPCODE = byOpcode();

  private final String mnemonic;
  private final Format format;
  private final int match;
  private final Shape shape;
  private final List<Opcode> opcodes;

  Operation(String mnemonic, Format format, int match, Shape shape, Opcode... opcodes) {
    this.mnemonic = mnemonic;
    this.format = format;
    this.match = match;
    this.shape = shape;
    this.opcodes = List.of(opcodes);
  }

  private static List<List<Operation>> byOpcode() {
    List<List<Operation>> rows = new ArrayList<>();
    for (int opcode = 0; opcode <= OPCODE_BITS; opcode++) {
      rows.add(new ArrayList<>());
    }
    for (Operation operation : values()) {
      rows.get(operation.match & OPCODE_BITS).add(operation);
    }
    return rows;
  }

  /** The row of an instruction word, or nothing if it is no instruction of RV64IM. */
  static Optional<Operation> of(int word) {
    for (Operation operation : BY_OPCODE.get(word & OPCODE_BITS)) {
      if ((word & operation.format.mask()) == operation.match) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }

  /** As the manual writes it. */
  public String mnemonic() {
    return mnemonic;
  }

  /** Where its word has its operands. */
  public Format format() {
    return format;
  }

  /** The bits that every such word has; its operands are 0. */
  public int match() {
    return match;
  }

  /** What is done with its operands. */
  public Shape shape() {
    return shape;
  }

  /** The {@code f} of its shape. */
  public Opcode opcode() {
    return opcodes.get(0);
  }

  /** The {@code g} of its shape. */
  public Opcode second() {
    return opcodes.get(1);
  }
}
