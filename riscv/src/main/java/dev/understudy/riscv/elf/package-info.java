/**
 * Reads what a linker wrote: segments, symbols, and which line of which source an instruction came
 * from.
 *
 * <p>Bytes in, values out. A file that is damaged, hostile or meant for another machine is refused
 * with the offset at which that shows.
 */
@NullMarked
package dev.understudy.riscv.elf;

import org.jspecify.annotations.NullMarked;
