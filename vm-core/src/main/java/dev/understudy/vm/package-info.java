/**
 * The guest machine: instructions, assembler, state and the engines that run it.
 *
 * <p>To read in this order: {@code isa} (what instructions there are), {@code machine} (the state,
 * how far it runs, the interpreter), {@code asm} (assembly text to images), {@code image} (images
 * as files), {@code compiled} (the fast engine), {@code random} (random programs for tests).
 *
 * <p>A machine is a pure value that is told how far to run. It may not read a clock, draw a random
 * number, start a thread, touch a file, or know that it is recorded, replayed or replicated.
 */
@NullMarked
package dev.understudy.vm;

import org.jspecify.annotations.NullMarked;
