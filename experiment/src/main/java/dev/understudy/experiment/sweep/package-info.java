/**
 * Sweeps: every moment of a run at which a fault could strike, each fault at each of them.
 *
 * <p>A {@link dev.understudy.sim.sweep.Prefix} runs once, without a fault. At every instant it is
 * forked, a fault strikes the fork, and the {@link dev.understudy.sim.sweep.Tails tail} runs to its
 * end under the eyes of a jury. Instants are cut into blocks; a block is explored by whoever takes
 * it, always with the same result, so that workers, machines and days can share a sweep and their
 * reports add up.
 *
 * <p>No threads, clocks or files in here: who runs it hands in when to stop.
 */
@NullMarked
package dev.understudy.experiment.sweep;

import org.jspecify.annotations.NullMarked;
