/**
 * Recorded runs: one file that holds a run, and machines that run by it again.
 *
 * <p>Works on bytes handed in and out; whoever calls opens the files. The types of chunk are one
 * table, {@link dev.understudy.sim.recording.ChunkType}.
 */
@NullMarked
package dev.understudy.inspect.recording;

import org.jspecify.annotations.NullMarked;
