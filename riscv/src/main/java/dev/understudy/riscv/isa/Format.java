package dev.understudy.riscv.isa;

/**
 * Where an instruction word has its operands: the formats of the RISC-V manual (volume I, 2.2).
 * {@code rd}, {@code rs1} and {@code rs2} have the same place in all that have them.
 */
public enum Format {
  /** Two sources. */
  R(0xfe00_707f),
  /** A source and 12 signed bits. */
  I(0x0000_707f),
  /** A source and a shift amount of 6 bits. */
  SHIFT(0xfc00_707f),
  /** A source and a shift amount of 5 bits. */
  SHIFT_WORD(0xfe00_707f),
  /** Two sources and 12 signed bits. */
  S(0x0000_707f),
  /** Two sources and an even distance of 13 signed bits. */
  B(0x0000_707f),
  /** The upper 20 of 32 signed bits. */
  U(0x0000_007f),
  /** An even distance of 21 signed bits. */
  J(0x0000_007f),
  /** No operands: every bit says which instruction it is. */
  WHOLE(0xffff_ffff);

  private final int mask;

  Format(int mask) {
    this.mask = mask;
  }

  /** The bits that say which instruction it is. */
  int mask() {
    return mask;
  }

  /** The number in a word of this format, sign-extended; 0 if the format has none. */
  int immediate(int word) {
    return switch (this) {
      case R, WHOLE -> 0;
      case I -> word >> 20;
      case SHIFT -> bits(word, 20, 6);
      case SHIFT_WORD -> bits(word, 20, 5);
      case S -> (word >> 25 << 5) | bits(word, 7, 5);
      case B ->
          (word >> 31 << 12)
              | (bits(word, 7, 1) << 11)
              | (bits(word, 25, 6) << 5)
              | (bits(word, 8, 4) << 1);
      case U -> word & 0xffff_f000;
      case J ->
          (word >> 31 << 20)
              | (bits(word, 12, 8) << 12)
              | (bits(word, 20, 1) << 11)
              | (bits(word, 21, 10) << 1);
    };
  }

  /** So many bits from a place on. */
  private static int bits(int word, int from, int count) {
    return (word >>> from) & ((1 << count) - 1);
  }
}
