/**
 * Translates a program for RV64IM ahead of time into an image of this machine.
 *
 * <p>The engines, the recorder and the debugger meet an image like any other: there is no second
 * instruction set in a running machine.
 */
@NullMarked
package dev.understudy.riscv.translation;

import org.jspecify.annotations.NullMarked;
