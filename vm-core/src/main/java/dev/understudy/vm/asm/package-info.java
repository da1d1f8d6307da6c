/**
 * The tool chain of the guest machine.
 *
 * <p>To read in this order: {@code Assembler} (text in, image or diagnostics out); {@code Lexer},
 * {@code Expander}, {@code Layout} and {@code Emitter} (its passes, in their order); {@code
 * Evaluator} and {@code Symbols} (expressions); {@code Directive} (the table of directives); {@code
 * Disassembler} (the way back).
 *
 * <p>Everything an instruction looks like comes from the instruction table; the code here knows
 * operand formats and names no opcode. It may not read files (included sources come through {@link
 * dev.understudy.vm.asm.Includes}) and may not throw on bad input: what is wrong with a source is a
 * {@link dev.understudy.vm.asm.Diagnostic}, and how much work a source can cause is bounded by
 * {@link dev.understudy.vm.asm.Limits}.
 */
@NullMarked
package dev.understudy.vm.asm;

import org.jspecify.annotations.NullMarked;
