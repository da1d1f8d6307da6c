package dev.understudy.vm.isa;

import static dev.understudy.vm.isa.Effect.ENDS_BLOCK;
import static dev.understudy.vm.isa.Effect.MAY_FAULT;
import static dev.understudy.vm.isa.Effect.READS_MEMORY;
import static dev.understudy.vm.isa.Effect.RECHECKS_INTERRUPTS;
import static dev.understudy.vm.isa.Effect.SEAM;
import static dev.understudy.vm.isa.Effect.WRITES_MEMORY;

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
  NOTHING(Shape.NOTHING),
  /** {@code rd := f(source)}. */
  MOVE(Shape.UNARY),
  /** {@code rd := f(rd, source)}. */
  COMPUTE(Shape.BINARY),
  /** {@code rd := f(rd, source)}; a fault if the source is 0. */
  DIVIDE(Shape.BINARY, MAY_FAULT),
  /** {@code rd := f(memory, rs + imm32)}. */
  LOAD(Shape.LOAD, MAY_FAULT, READS_MEMORY),
  /** {@code f(memory, rd + imm32, rs)}. */
  STORE(Shape.STORE, MAY_FAULT, WRITES_MEMORY),
  /** {@code pc := f(rd, source) ? target : next}. */
  BRANCH(Shape.CONDITION, ENDS_BLOCK),
  /** {@code pc := f(target or rs)}. */
  JUMP(Shape.TARGET, ENDS_BLOCK),
  /** {@code f(memory, sp - 8, next); sp := sp - 8; pc := target or the old rs}. */
  CALL(Shape.STORE, MAY_FAULT, ENDS_BLOCK, WRITES_MEMORY),
  /** {@code pc := f(memory, sp); sp := sp + 8}. */
  RETURN(Shape.LOAD, MAY_FAULT, ENDS_BLOCK, READS_MEMORY),
  /** {@code f(memory, sp - 8, the old rs); sp := sp - 8}. */
  PUSH(Shape.STORE, MAY_FAULT, WRITES_MEMORY),
  /** {@code value := f(memory, sp); sp := sp + 8; rd := value}. */
  POP(Shape.LOAD, MAY_FAULT, READS_MEMORY),
  /** {@code status := f(status)}. */
  STATUS(Shape.STATUS, ENDS_BLOCK, RECHECKS_INTERRUPTS),
  /** {@code v := f(memory, sp); pc := low half of v; IF := bit 32 of v; sp := sp + 24}. */
  HANDLER_RETURN(Shape.LOAD, MAY_FAULT, ENDS_BLOCK, READS_MEMORY, RECHECKS_INTERRUPTS),
  /**
   * Delivers vector 5 with {@code detail = f(imm32)} and {@code next} as the address to return to.
   */
  TRAP(Shape.UNARY, MAY_FAULT, ENDS_BLOCK, WRITES_MEMORY),
  /** {@code rd := f(the clock)}. */
  CLOCK_READ(Shape.UNARY, ENDS_BLOCK, SEAM),
  /** {@code rd := f(a random number)}. */
  ENTROPY_READ(Shape.UNARY, ENDS_BLOCK, SEAM),
  /** {@code rd := f(what the port answers)}; a fault if there is no such port. */
  PORT_READ(Shape.UNARY, MAY_FAULT, ENDS_BLOCK, SEAM),
  /** The port gets {@code f(rs)}; a fault if there is no such port. */
  PORT_WRITE(Shape.UNARY, MAY_FAULT, ENDS_BLOCK, SEAM, RECHECKS_INTERRUPTS);

  private final Shape shape;
  private final List<Effect> effects;

  Kind(Shape shape, Effect... effects) {
    this.shape = shape;
    this.effects = List.of(effects);
  }

  /** The signature of the semantics methods of this kind. */
  public Shape shape() {
    return shape;
  }

  List<Effect> effects() {
    return effects;
  }
}
