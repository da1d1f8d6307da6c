/**
 * The world: hosts, networks, disk, clients and desk under one virtual time, as one value that can
 * be forked in the middle of a run.
 *
 * <p>Hosts run their guests in stretches between events, each as far ahead of the others as the
 * least latency allows. What anybody observes reaches {@link dev.understudy.sim.world.Watcher}s;
 * nothing in here depends on what they make of it.
 */
@NullMarked
package dev.understudy.sim.world;

import org.jspecify.annotations.NullMarked;
