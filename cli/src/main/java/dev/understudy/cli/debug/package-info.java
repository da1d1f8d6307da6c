/**
 * The debugger at a terminal: commands in, lines out. It decides nothing about a run; {@link
 * dev.understudy.inspect.timetravel} goes through it.
 */
@NullMarked
package dev.understudy.cli.debug;

import org.jspecify.annotations.NullMarked;
