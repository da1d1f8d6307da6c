/**
 * What must always hold, and who judges it.
 *
 * <p>Each {@link dev.understudy.sim.oracle.Oracle} is a promise, a {@link
 * dev.understudy.sim.oracle.Verdict} says whether a run kept it, and a {@link
 * dev.understudy.sim.oracle.RunTrace} keeps what could be observed of the run. A {@link
 * dev.understudy.sim.oracle.Jury} judges while things happen: it keeps of the past only what can
 * still matter, goes along with the world, and forks with it, because a world that is forked at a
 * thousand instants can't have its beginning judged a thousand times. What one machine alone would
 * show is found out by a machine that runs beside the world on what is settled of the survivor's
 * log.
 *
 * <p>Nothing here reads the protocol's mind; it sees what an observer of the world sees.
 */
@NullMarked
package dev.understudy.sim.oracle;

import org.jspecify.annotations.NullMarked;
