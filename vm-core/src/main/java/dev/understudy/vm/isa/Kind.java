package dev.understudy.vm.isa;

import static dev.understudy.vm.isa.InstructionEffect.ENDS_BLOCK;
import static dev.understudy.vm.isa.InstructionEffect.MAY_FAULT;
import static dev.understudy.vm.isa.InstructionEffect.READS_MEMORY;
import static dev.understudy.vm.isa.InstructionEffect.RECHECKS_INTERRUPTS;
import static dev.understudy.vm.isa.InstructionEffect.SEAM;
import static dev.understudy.vm.isa.InstructionEffect.WRITES_MEMORY;

import java.util.List;

/**
 * What an engine does around an instruction's semantics method {@code f}.
 *
 * <p>"Source" is the last register or number among the operands. Addresses are the low 32 bits of
 * the sum, unsigned; an access must lie wholly within memory, or the instruction faults and changes
 * nothing. {@code next} is the address of the following instruction.
 */
public enum Kind {
  /** Does nothing. */
  NOTHING(SemanticsShape.NOTHING),
  /** {@code rd := f(source)}. */
  MOVE(SemanticsShape.UNARY),
  /** {@code rd := f(rd, source)}. */
  COMPUTE(SemanticsShape.BINARY),
  /** {@code rd := f(rd, source)}; a fault if the source is 0. */
  DIVIDE(SemanticsShape.BINARY, MAY_FAULT),
  /** {@code rd := f(memory, rs + imm32)}. */
  LOAD(SemanticsShape.LOAD, MAY_FAULT, READS_MEMORY),
  /** {@code f(memory, rd + imm32, rs)}. */
  STORE(SemanticsShape.STORE, MAY_FAULT, WRITES_MEMORY),
  /** {@code pc := f(rd, source) ? target : next}. */
  BRANCH(SemanticsShape.CONDITION, ENDS_BLOCK),
  /** {@code pc := f(target or rs)}. */
  JUMP(SemanticsShape.TARGET, ENDS_BLOCK),
  /** {@code f(memory, sp - 8, next); sp := sp - 8; pc := target or the old rs}. */
  CALL(SemanticsShape.STORE, MAY_FAULT, ENDS_BLOCK, WRITES_MEMORY),
  /** {@code pc := f(memory, sp); sp := sp + 8}. */
  RETURN(SemanticsShape.LOAD, MAY_FAULT, ENDS_BLOCK, READS_MEMORY),
  /** {@code f(memory, sp - 8, the old rs); sp := sp - 8}. */
  PUSH(SemanticsShape.STORE, MAY_FAULT, WRITES_MEMORY),
  /** {@code value := f(memory, sp); sp := sp + 8; rd := value}. */
  POP(SemanticsShape.LOAD, MAY_FAULT, READS_MEMORY),
  /** {@code status := f(status)}. */
  STATUS(SemanticsShape.STATUS, ENDS_BLOCK, RECHECKS_INTERRUPTS),
  /** {@code v := f(memory, sp); pc := low half of v; IF := bit 32 of v; sp := sp + 24}. */
  HANDLER_RETURN(SemanticsShape.LOAD, MAY_FAULT, ENDS_BLOCK, READS_MEMORY, RECHECKS_INTERRUPTS),
  /**
   * Delivers vector 5 with {@code detail = f(imm32)} and {@code next} as the address to return to.
   */
  TRAP(SemanticsShape.UNARY, MAY_FAULT, ENDS_BLOCK, WRITES_MEMORY),
  /** {@code rd := f(the clock)}. */
  CLOCK_READ(SemanticsShape.UNARY, ENDS_BLOCK, SEAM),
  /** {@code rd := f(a random number)}. */
  ENTROPY_READ(SemanticsShape.UNARY, ENDS_BLOCK, SEAM),
  /** {@code rd := f(what the port answers)}; a fault if there is no such port. */
  PORT_READ(SemanticsShape.UNARY, MAY_FAULT, ENDS_BLOCK, SEAM),
  /** The port gets {@code f(rs)}; a fault if there is no such port. */
  PORT_WRITE(SemanticsShape.UNARY, MAY_FAULT, ENDS_BLOCK, SEAM, RECHECKS_INTERRUPTS);

  private final SemanticsShape shape;
  private final List<InstructionEffect> effects;

  Kind(SemanticsShape shape, InstructionEffect... effects) {
    this.shape = shape;
    this.effects = List.of(effects);
  }

  /** The signature of the semantics methods of this kind. */
  public SemanticsShape shape() {
    return shape;
  }

  List<InstructionEffect> effects() {
    return effects;
  }
}
