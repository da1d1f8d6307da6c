/**
 * What must always hold in a run, and who judges it.
 *
 * <p>To read in this order: {@link dev.understudy.sim.oracle.Oracle} lists the promises; a {@link
 * dev.understudy.sim.oracle.Jury} has a judge for each, and is a watcher of the world; {@code
 * Ledger} says which entries are settled; then the judges, of which {@code OutputRuleJudge} is the
 * one to begin with. A {@link dev.understudy.sim.oracle.Verdict} says whether a run kept a promise.
 * {@link dev.understudy.sim.oracle.RunTrace} keeps what could be observed of a run, for reports.
 *
 * <p>A jury judges while things happen and keeps of the past only what can still matter. It forks
 * with the world, because the beginning of a world that is forked at a thousand instants can't be
 * judged a thousand times. What one machine alone would show comes from a reference machine, which
 * runs on what is settled of the survivor's log.
 *
 * <p>Nothing here reads the protocol's state where an observer of the world could judge.
 */
@NullMarked
package dev.understudy.sim.oracle;

import org.jspecify.annotations.NullMarked;
