/**
 * The compiling engine: guest code that runs often is translated to JVM bytecode.
 *
 * <p>It must be told from the {@link dev.understudy.vm.machine.Interpreter} by its speed alone.
 * What is hot, what was compiled and what was thrown away again is nobody's business outside, and
 * never a part of a machine's state. One engine serves one thread.
 */
@NullMarked
package dev.understudy.vm.compiled;

import org.jspecify.annotations.NullMarked;
