/**
 * A run as a timeline that other tools draw. {@link
 * dev.understudy.inspect.timeline.TimelineRecorder} takes down what happens; {@link
 * dev.understudy.inspect.timeline.ChromeTrace} writes it in Chrome's trace-event format (Perfetto),
 * {@link dev.understudy.inspect.timeline.ShivizLog} as a space-time log with vector clocks
 * (ShiViz).
 */
@NullMarked
package dev.understudy.inspect.timeline;

import org.jspecify.annotations.NullMarked;
