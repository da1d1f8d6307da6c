/**
 * Recorded runs: one file that holds a run, and machines that run by it again. {@link
 * dev.understudy.inspect.recording.Recording} is the content; {@link
 * dev.understudy.inspect.recording.RecordingWriter} writes it while the run goes on, {@link
 * dev.understudy.inspect.recording.RecordingReader} reads it, both by the table of chunks in {@link
 * dev.understudy.inspect.recording.ChunkType}. {@link dev.understudy.inspect.recording.Replay} runs
 * one machine by its log, {@link dev.understudy.inspect.recording.Reenactment} the whole world.
 *
 * <p>It works on bytes handed in and out; the callers open the files.
 */
@NullMarked
package dev.understudy.inspect.recording;

import org.jspecify.annotations.NullMarked;
