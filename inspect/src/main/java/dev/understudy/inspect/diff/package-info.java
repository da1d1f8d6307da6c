/**
 * Where two executions of one guest part, and why: the first entry, the first instruction, what
 * differs, and the way from there to where it was noticed. {@link
 * dev.understudy.inspect.diff.RecordingComparison} compares two recordings by their logs, {@link
 * dev.understudy.inspect.diff.PairComparison} two machines that run by one log, {@link
 * dev.understudy.inspect.diff.HostsComparison} the two hosts of one run; each finds a {@link
 * dev.understudy.inspect.diff.Difference}, and {@link dev.understudy.inspect.diff.Slice} traces it
 * backwards.
 *
 * <p>It works on recordings and on replayers; it knows no files.
 */
@NullMarked
package dev.understudy.inspect.diff;

import org.jspecify.annotations.NullMarked;
