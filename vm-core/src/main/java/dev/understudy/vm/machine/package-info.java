/**
 * The machine: its state, its memory, how far it runs and why it stops, and the interpreter.
 *
 * <p>To read in this order: {@code Image} (what boots), {@code Machine} (how it is run), {@code
 * Stop} and {@code FaultReport} (why it stops), {@code Core} (the processor as engines see it),
 * {@code Engine} and {@code Interpreter}, {@code Memory} with {@code PageTable} and {@code
 * FlatMemory} (its two forms), {@code MachineSnapshot}.
 *
 * <p>A machine is told up to which instruction count to run, and stops exactly there or earlier,
 * for a named reason. It may not read a clock, draw a random number, start a thread or do any I/O:
 * what is not determined by its state comes from its caller, between two named instructions. It
 * does not know whether it is recorded, replayed or replicated.
 */
@NullMarked
package dev.understudy.vm.machine;

import org.jspecify.annotations.NullMarked;
