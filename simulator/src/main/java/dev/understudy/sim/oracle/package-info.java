/**
 * What must always hold: each {@link dev.understudy.sim.oracle.Oracle} is a promise, a {@link
 * dev.understudy.sim.oracle.Verdict} says whether a run kept it, and a {@link
 * dev.understudy.sim.oracle.Chronicle} keeps what could be observed of the run. Who judges is a
 * {@link dev.understudy.sim.jury.Jury}.
 */
@NullMarked
package dev.understudy.sim.oracle;

import org.jspecify.annotations.NullMarked;
