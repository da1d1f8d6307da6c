/**
 * The guest machine: instructions, assembler, state and the engines that run it.
 *
 * <p>A machine is a pure value that is told how far to run. It may not read a clock, draw a random
 * number, start a thread, touch a file, or know that it is recorded, replayed or replicated: it
 * depends on nothing else in this project.
 */
@NullMarked
package dev.understudy.vm;

import org.jspecify.annotations.NullMarked;
