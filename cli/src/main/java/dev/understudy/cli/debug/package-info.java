/**
 * The debugger at a terminal: commands in, lines out. {@link dev.understudy.cli.debug.DebugShell}
 * reads and carries out commands, {@link dev.understudy.cli.debug.DebugWords} understands what they
 * name, {@link dev.understudy.cli.debug.DebugText} puts what is found into words. It decides
 * nothing about a run; {@link dev.understudy.inspect.timetravel} moves through it.
 */
@NullMarked
package dev.understudy.cli.debug;

import org.jspecify.annotations.NullMarked;
