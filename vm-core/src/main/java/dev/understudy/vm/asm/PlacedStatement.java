package dev.understudy.vm.asm;

import dev.understudy.vm.isa.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * Something that takes room in memory, where the layout put it.
 *
 * @param row for an instruction, its row of the table
 * @param directive for data, the directive that asked for it
 */
record PlacedStatement(
    Statement statement,
    Token head,
    long address,
    long size,
    @Nullable Opcode row,
    @Nullable Directive directive) {

  long end() {
    return address + size;
  }

  /** True for room that is zero, which an image need not hold. */
  boolean isZeros() {
    return directive == Directive.SPACE && statement.arguments().size() == 1;
  }
}
