package dev.understudy.riscv.isa;

/** Instruction words in the making, for tests. */
public final class Words {
  private Words() {}

  /** A word with two sources. */
  public static int r(Operation operation, int rd, int rs1, int rs2) {
    return operation.match() | (rd << 7) | (rs1 << 15) | (rs2 << 20);
  }

  /** A word with a source and a number: 12 bits, or a shift amount. */
  public static int i(Operation operation, int rd, int rs1, int immediate) {
    return operation.match() | (rd << 7) | (rs1 << 15) | (immediate << 20);
  }

  /** A store of rs2. */
  public static int s(Operation operation, int rs1, int rs2, int immediate) {
    return operation.match()
        | (rs1 << 15)
        | (rs2 << 20)
        | ((immediate & 31) << 7)
        | (immediate >> 5 << 25);
  }

  /** A branch over so many bytes. */
  public static int b(Operation operation, int rs1, int rs2, int distance) {
    return operation.match()
        | (rs1 << 15)
        | (rs2 << 20)
        | (((distance >> 12) & 1) << 31)
        | (((distance >> 5) & 63) << 25)
        | (((distance >> 1) & 15) << 8)
        | (((distance >> 11) & 1) << 7);
  }

  /** The upper 20 bits of a number. */
  public static int u(Operation operation, int rd, int number) {
    return operation.match() | (rd << 7) | (number & 0xffff_f000);
  }

  /** A jump over so many bytes. */
  public static int j(Operation operation, int rd, int distance) {
    return operation.match()
        | (rd << 7)
        | (((distance >> 20) & 1) << 31)
        | (((distance >> 1) & 1023) << 21)
        | (((distance >> 11) & 1) << 20)
        | (((distance >> 12) & 255) << 12);
  }
}
