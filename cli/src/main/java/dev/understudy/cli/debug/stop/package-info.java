/**
 * Conditions and counts on the stops of a debugger, for the terminal and for editors alike: an
 * {@link dev.understudy.cli.debug.stop.Expression} over registers and memory, a {@link
 * dev.understudy.cli.debug.stop.HitCount}, both in a {@link
 * dev.understudy.cli.debug.stop.StopGuard}; {@link dev.understudy.cli.debug.stop.GuardedSearch}
 * goes to the next stop that its guard lets.
 */
@NullMarked
package dev.understudy.cli.debug.stop;

import org.jspecify.annotations.NullMarked;
