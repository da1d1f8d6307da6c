/**
 * One replica: a hypervisor and its guest, bound to the protocol.
 *
 * <p>It carries out what the protocol commands and reports what happened, still without I/O of its
 * own. It may not know the simulator: the world calls it, never the other way round.
 */
@NullMarked
package dev.understudy.ft.replica;

import org.jspecify.annotations.NullMarked;
