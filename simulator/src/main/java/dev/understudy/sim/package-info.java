/**
 * The world: virtual time, hosts, network, clients, faults, and the oracles that watch from
 * outside.
 *
 * <p>A value that can be forked in the middle of a run. It owns the only randomness there is, and
 * the seed of it is an argument. It may not read the host's clock, files or environment, and no
 * oracle may look inside the protocol where an observer could judge. It does not know the command
 * line.
 */
@NullMarked
package dev.understudy.sim;

import org.jspecify.annotations.NullMarked;
