/**
 * A debug adapter: editors travel through a run over the Debug Adapter Protocol.
 *
 * <p>Only {@code understudy dap} loads these classes; they alone know the library that speaks the
 * protocol.
 */
@NullMarked
package dev.understudy.cli.debug.dap;

import org.jspecify.annotations.NullMarked;
