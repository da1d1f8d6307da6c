package dev.understudy.riscv.isa;

import java.util.Optional;

/**
 * A decoded instruction of RV64IM. Fields that its format does not have are 0.
 *
 * @param rd the register written, 0..31
 * @param rs1 the first source, 0..31
 * @param rs2 the second source, 0..31
 * @param immediate sign-extended; a distance in bytes, a shift amount, a port or a line
 */
public record RiscvInstruction(Operation operation, int rd, int rs1, int rs2, int immediate) {
  /** Bytes of an instruction, and what its address is a multiple of. */
  public static final int BYTES = 4;

  /** How many registers there are; number 0 is always 0. */
  public static final int REGISTERS = 32;

  private static final int REGISTER_BITS = 31;

  /** What a little-endian word says, or nothing if it is no instruction of RV64IM. */
  public static Optional<RiscvInstruction> decode(int word) {
    return Operation.of(word).map(operation -> of(operation, word));
  }

  private static RiscvInstruction of(Operation operation, int word) {
    Format format = operation.format();
    boolean plain = format == Format.WHOLE;
    boolean writes = !plain && format != Format.S && format != Format.B;
    boolean reads = !plain && format != Format.U && format != Format.J;
    boolean readsTwo = format == Format.R || format == Format.S || format == Format.B;
    return new RiscvInstruction(
        operation,
        writes ? (word >>> 7) & REGISTER_BITS : 0,
        reads ? (word >>> 15) & REGISTER_BITS : 0,
        readsTwo ? (word >>> 20) & REGISTER_BITS : 0,
        format.immediate(word));
  }
}
