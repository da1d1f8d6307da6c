/**
 * Travel through a run: the whole world at any moment, forwards and backwards.
 *
 * <p>A world is a value and a run follows from its setup, so a moment of the past is reached by
 * forking a world of before it and running that on. {@link dev.understudy.sim.travel.Journey} keeps
 * such worlds, few far away and many near the cursor.
 */
@NullMarked
package dev.understudy.inspect.timetravel;

import org.jspecify.annotations.NullMarked;
