/**
 * A debug adapter: editors travel through a run over the Debug Adapter Protocol. {@link
 * dev.understudy.cli.debug.dap.Adapter} serves one session ({@link
 * dev.understudy.cli.debug.dap.DapSession}); requests arrive in the classes named {@code
 * …Requests}, breakpoints are kept in {@link dev.understudy.cli.debug.dap.EditorStops}, and {@link
 * dev.understudy.cli.debug.dap.ExecutionControl} moves through the run.
 *
 * <p>Only {@code understudy dap} loads these classes; they alone know the library that speaks the
 * protocol.
 */
@NullMarked
package dev.understudy.cli.debug.dap;

import org.jspecify.annotations.NullMarked;
