/**
 * A run as a timeline that other tools draw: Chrome's trace-event format (Perfetto) and space-time
 * logs with vector clocks (ShiViz).
 */
@NullMarked
package dev.understudy.inspect.timeline;

import org.jspecify.annotations.NullMarked;
