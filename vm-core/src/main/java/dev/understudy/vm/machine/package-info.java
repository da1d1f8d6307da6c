/**
 * The machine: its state, its memory, how far it runs and why it stops, and the interpreter.
 *
 * <p>A machine is told up to which instruction count to run, and stops exactly there or earlier,
 * for a named reason. It may not read a clock, draw a random number, start a thread or do any I/O:
 * what is not determined by its state comes from its caller, between two named instructions. It
 * does not know whether it is recorded, replayed or replicated.
 */
@NullMarked
package dev.understudy.vm.machine;

import org.jspecify.annotations.NullMarked;
