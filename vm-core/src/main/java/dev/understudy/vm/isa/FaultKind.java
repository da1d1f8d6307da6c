package dev.understudy.vm.isa;

/**
 * Why an instruction did not retire; and {@code trap}, which shares the mechanism.
 *
 * <p>The order of the constants is the order of the words of the vector table.
 */
public enum FaultKind {
  ILLEGAL_INSTRUCTION(
      "illegal instruction", "the opcode byte", "No such opcode, or an unused field is not 0."),
  DIVIDE_BY_ZERO("division by zero", "0", "The divisor of div, divu, rem or remu is 0."),
  MEMORY_ACCESS(
      "memory access outside memory",
      "the address",
      "A load, store, push, pop, call, ret, iret or frame is not wholly within memory."),
  INSTRUCTION_FETCH(
      "instruction fetch", "the pc", "The pc is not a multiple of 8, or not within memory."),
  PORT("no such port", "the port", "An in or out names a port that no device has."),
  TRAP("trap", "its number", "The instruction trap; it retires by being delivered.");

  private final String text;
  private final String detail;
  private final String documentation;

  FaultKind(String text, String detail, String documentation) {
    this.text = text;
    this.detail = detail;
    this.documentation = documentation;
  }

  /** The index of its word in the vector table. */
  public int vector() {
    return ordinal();
  }

  /** A few words for reports. */
  public String text() {
    return text;
  }

  /** What the third word of its frame holds. */
  public String detail() {
    return detail;
  }

  /** One line for people. */
  public String documentation() {
    return documentation;
  }
}
