/**
 * The commands: arguments and files in, results on standard output, progress on standard error.
 *
 * <p>The only place that may use the host's clock, files, threads and terminal. It may not decide
 * anything about a run: what it prints comes from the simulator, and nothing depends on it.
 */
@NullMarked
package dev.understudy.cli.command;

import org.jspecify.annotations.NullMarked;
