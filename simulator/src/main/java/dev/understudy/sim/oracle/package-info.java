/**
 * What must always hold, judged from outside: a {@link dev.understudy.sim.oracle.Chronicle} keeps
 * what could be observed of a run, and each {@link dev.understudy.sim.oracle.Oracle} reads it.
 *
 * <p>No oracle asks a protocol what it thinks. What they use are taps: on the logging channel, at
 * each host's way out, at the disk, and on the order in which a guest consumed its log.
 */
@NullMarked
package dev.understudy.sim.oracle;

import org.jspecify.annotations.NullMarked;
