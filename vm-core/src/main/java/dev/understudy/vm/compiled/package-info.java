/**
 * The compiling engine: guest code that runs often is translated to JVM bytecode.
 *
 * <p>To read in this order: {@code CompilingEngine} (when it compiles, and when it enters compiled
 * code), {@code RegionFinder} and {@code Region} (what is compiled together), {@code RegionWriter}
 * with {@code InstructionWriter} (its bytecode), {@code CountedLoop} with {@code LoopWriter} (loops
 * without checks), {@code CodeTable} (code that stores must not miss), {@code WatchingEngine}
 * (watchpoints at full speed).
 *
 * <p>It must differ from the {@link dev.understudy.vm.machine.Interpreter} in its speed alone. What
 * is hot, what was compiled and what was thrown away again shows nowhere outside, and is never a
 * part of a machine's state. One engine serves one thread.
 */
@NullMarked
package dev.understudy.vm.compiled;

import org.jspecify.annotations.NullMarked;
