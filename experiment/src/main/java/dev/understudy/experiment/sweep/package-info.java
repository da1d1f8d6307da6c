/**
 * Sweeps: every moment of a run at which a fault could strike, each fault at each of them. A {@link
 * dev.understudy.experiment.sweep.Prefix} runs once, without a fault. At every instant it is
 * forked, a fault strikes the fork, and {@link dev.understudy.experiment.sweep.TailRunner} runs the
 * tail to its end under the eyes of a jury; {@link dev.understudy.experiment.sweep.VisitedWorlds}
 * merges tails that come to equal worlds. Instants are cut into blocks ({@link
 * dev.understudy.experiment.sweep.BlockExplorer}); exploring a block gives one result on every
 * machine, so that workers, machines and days can share a sweep and their reports add up to a
 * {@link dev.understudy.experiment.sweep.SweepReport}.
 *
 * <p>No threads, clocks or files in here: the caller says when to stop.
 */
@NullMarked
package dev.understudy.experiment.sweep;

import org.jspecify.annotations.NullMarked;
