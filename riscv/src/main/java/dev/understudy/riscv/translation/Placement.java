package dev.understudy.riscv.translation;

/**
 * Where the parts of a translation lie in memory, beside the program's segments.
 *
 * @param registers the registers of the program that have none of their own, then the handlers of
 *     interrupt lines
 * @param code the translated instructions
 * @param table for each address of the program's code the address of its translation
 */
record Placement(int registers, int code, int table) {
  /** Sizes do not depend on where things lie. */
  static final Placement FOR_MEASURING = new Placement(0, 0, 0);
}
