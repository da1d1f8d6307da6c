package dev.understudy.riscv.isa;

/**
 * What a translation is made of. {@code f} is the row's first instruction of this machine, {@code
 * g} its second. A <em>word</em> is 32 bits; the result of one is sign-extended.
 */
public enum Shape {
  /** {@code rd := f(rs1, rs2)}. */
  COMPUTE,
  /** {@code rd := f(rs1, immediate)}. */
  COMPUTE_IMMEDIATE,
  /** {@code rd := word(f(rs1, rs2))}. */
  COMPUTE_WORD,
  /** {@code rd := word(f(rs1, immediate))}. */
  COMPUTE_WORD_IMMEDIATE,
  /** {@code rd := word(f(word of rs1, extended by g; rs2 modulo 32))}. */
  SHIFT_WORD,
  /** {@code rd := word(f(word of rs1; immediate))}, the word extended as {@code f} shifts. */
  SHIFT_WORD_IMMEDIATE,
  /** {@code rd := 1} if branch {@code f} would be taken on rs1 and rs2, or else 0. */
  COMPARE,
  /** {@code rd := 1} if branch {@code f} would be taken on rs1 and the immediate, or else 0. */
  COMPARE_IMMEDIATE,
  /** {@code rd :=} the upper half of signed rs1 times unsigned rs2. */
  MULTIPLY_SIGNED_UNSIGNED,
  /** {@code rd := f(rs1, rs2)}, or all ones if rs2 is 0. */
  QUOTIENT,
  /** {@code rd := f(rs1, rs2)}, or rs1 if rs2 is 0. */
  REMAINDER,
  /** As {@link #QUOTIENT}, of words that are extended by {@code g}. */
  QUOTIENT_WORD,
  /** As {@link #REMAINDER}, of words that are extended by {@code g}. */
  REMAINDER_WORD,
  /** {@code rd := f(memory at rs1 + immediate)}. */
  LOAD,
  /** {@code f(memory at rs1 + immediate, rs2)}. */
  STORE,
  /** To pc + immediate if {@code f(rs1, rs2)}; {@code g} is the same with a number. */
  BRANCH,
  /** {@code rd := immediate}. */
  UPPER,
  /** {@code rd := pc + immediate}. */
  UPPER_PC,
  /** {@code rd := pc + 4}, and on at pc + immediate. */
  JUMP,
  /** {@code rd := pc + 4}, and on at rs1 + immediate, the lowest bit cleared. */
  JUMP_REGISTER,
  /** Nothing: there is one processor, and it sees its own accesses in their order. */
  FENCE,
  /** {@code rd := f(port)}; the immediate is the port. */
  PORT_READ,
  /** {@code f(port, rs1)}; the immediate is the port. */
  PORT_WRITE,
  /** {@code rd := f()}. */
  WORLD_READ,
  /** {@code f()}. */
  CONTROL,
  /** The handler of the interrupt line named by the immediate := rs1; 0 for none. */
  SET_HANDLER,
  /** Leaves an interrupt handler. */
  HANDLER_RETURN
}
