/**
 * The oracles' promises, judged as things happen.
 *
 * <p>{@link dev.understudy.sim.oracle.Oracle}s read a whole run when it is over. Whoever forks a
 * world at a thousand instants can't have the beginning read a thousand times: a {@link
 * dev.understudy.sim.jury.Jury} keeps of the past only what can still matter, goes along with the
 * world, and forks with it. What one machine alone would show is found out by a machine that runs
 * beside the world on what is settled of the survivor's log.
 *
 * <p>Nothing here reads a protocol's mind; it sees what a watcher of the world sees.
 */
@NullMarked
package dev.understudy.sim.jury;

import org.jspecify.annotations.NullMarked;
