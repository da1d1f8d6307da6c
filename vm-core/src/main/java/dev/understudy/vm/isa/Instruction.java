package dev.understudy.vm.isa;

import java.util.Optional;

/**
 * A decoded instruction.
 *
 * <p>Encoded it is 8 bytes, little-endian: byte 0 opcode, byte 1 {@code rd | rs << 4}, bytes 2-3
 * {@code imm16}, bytes 4-7 {@code imm32}, both signed. Fields that the format does not use are 0;
 * any other word is an illegal instruction, so that each legal word has exactly one spelling.
 *
 * @param rd 0..15; 0 if unused
 * @param rs 0..15; 0 if unused
 * @param imm16 a signed number of 16 bits; 0 if unused
 * @param imm32 a signed number of 32 bits, an address or a port; 0 if unused
 */
public record Instruction(Opcode opcode, int rd, int rs, int imm16, int imm32) {
  /** Bytes of an encoded instruction; the pc is a multiple of it. */
  public static final int BYTES = 8;

  static final long OPCODE_BITS = 0xffL;
  static final long RD_BITS = 0xf00L;
  static final long RS_BITS = 0xf000L;
  static final long IMM16_BITS = 0xffff_0000L;
  static final long IMM32_BITS = 0xffff_ffff_0000_0000L;

  public Instruction {
    if ((rd & ~15) != 0 || (rs & ~15) != 0 || imm16 != (short) imm16) {
      throw new IllegalArgumentException(
          "operand out of range: rd " + rd + ", rs " + rs + ", imm16 " + imm16);
    }
    if ((pack(opcode, rd, rs, imm16, imm32) & ~opcode.format().usedBits()) != 0) {
      throw new IllegalArgumentException(
          opcode + " (" + opcode.format() + ") has an operand that it does not take");
    }
  }

  /**
   * An instruction from its operands in assembly order; a memory operand is a register, then a
   * number.
   *
   * @throws IllegalArgumentException if they are too many, too few or out of range
   */
  public static Instruction of(Opcode opcode, int... operands) {
    int rd = 0;
    int rs = 0;
    int imm16 = 0;
    int imm32 = 0;
    int at = 0;
    if (operands.length != opcode.format().numbers()) {
      throw new IllegalArgumentException(opcode + " takes " + opcode.format().notation());
    }
    for (Operand operand : opcode.format().operands()) {
      int number = operands[at++];
      switch (operand) {
        case RD -> rd = number;
        case RS -> rs = number;
        case IMM16 -> imm16 = number;
        case IMM32, TARGET, PORT -> imm32 = number;
        case MEMORY_RD -> {
          rd = number;
          imm32 = operands[at++];
        }
        case MEMORY_RS -> {
          rs = number;
          imm32 = operands[at++];
        }
      }
    }
    return new Instruction(opcode, rd, rs, imm16, imm32);
  }

  /** The 8 bytes as a little-endian number. */
  public long encode() {
    return pack(opcode, rd, rs, imm16, imm32);
  }

  /** What an 8-byte little-endian number says, or nothing if it is an illegal instruction. */
  public static Optional<Instruction> decode(long word) {
    Optional<Opcode> opcode = Opcode.ofCode(opcodeByte(word));
    if (opcode.isEmpty() || (word & ~opcode.get().format().usedBits()) != 0) {
      return Optional.empty();
    }
    return Optional.of(new Instruction(opcode.get(), rd(word), rs(word), imm16(word), imm32(word)));
  }

  /** The opcode byte of an instruction word, 0..255. */
  public static int opcodeByte(long word) {
    return (int) word & 0xff;
  }

  /** The field {@code rd} of an instruction word. */
  public static int rd(long word) {
    return (int) word >>> 8 & 15;
  }

  /** The field {@code rs} of an instruction word. */
  public static int rs(long word) {
    return (int) word >>> 12 & 15;
  }

  /** The field {@code imm16} of an instruction word. */
  public static int imm16(long word) {
    return (int) word >> 16;
  }

  /** The field {@code imm32} of an instruction word. */
  public static int imm32(long word) {
    return (int) (word >> 32);
  }

  private static long pack(Opcode opcode, int rd, int rs, int imm16, int imm32) {
    return opcode.code()
        | (long) rd << 8
        | (long) rs << 12
        | (imm16 & 0xffffL) << 16
        | (long) imm32 << 32;
  }
}
