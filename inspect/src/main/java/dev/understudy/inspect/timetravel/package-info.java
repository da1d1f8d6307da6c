/**
 * The whole world at any moment of a run, forwards and backwards. A world is a value and a run
 * follows from its setup, so a moment of the past is reached by forking a world of before it and
 * running that on: {@link dev.understudy.inspect.timetravel.ReplayTimeline} keeps such worlds, few
 * far away and many near its cursor, and an index of what happened ({@link
 * dev.understudy.inspect.timetravel.EventIndexer}). {@link
 * dev.understudy.inspect.timetravel.StopSearch} moves the cursor to where a {@link
 * dev.understudy.inspect.timetravel.StopCondition} is met next or was met last.
 */
@NullMarked
package dev.understudy.inspect.timetravel;

import org.jspecify.annotations.NullMarked;
