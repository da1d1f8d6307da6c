/**
 * The instruction set: one table of instructions, their encoding, and one static method for what
 * each of them computes.
 *
 * <p>Everything else that knows instructions (assembler, disassembler, verifier, engines,
 * generators of random programs, the reference page) follows from {@link
 * dev.understudy.vm.isa.Opcode}. This package knows no machine: its methods see numbers and byte
 * arrays, and keep no state.
 */
@NullMarked
package dev.understudy.vm.isa;

import org.jspecify.annotations.NullMarked;
