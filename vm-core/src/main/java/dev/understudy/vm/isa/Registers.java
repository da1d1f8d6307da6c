package dev.understudy.vm.isa;

/** The sixteen registers, {@code r0} to {@code r15}; {@code sp} is another name of {@code r15}. */
public final class Registers {
  /** How many there are. */
  public static final int COUNT = 16;

  /**
   * The stack pointer, which {@code push}, {@code pop}, {@code call}, {@code ret} and frames use.
   */
  public static final int SP = 15;

  private Registers() {}

  /** The name that a disassembler writes: {@code r0} to {@code r14} and {@code sp}. */
  public static String name(int register) {
    if (register < 0 || register >= COUNT) {
      throw new IllegalArgumentException("no register " + register);
    }
    return register == SP ? "sp" : "r" + register;
  }
}
