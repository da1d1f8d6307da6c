/**
 * The world: hosts, networks, disk, clients, users and operator under one virtual time, as one
 * value that can be forked in the middle of a run.
 *
 * <p>To read in this order: {@code Setup} (all that a run depends on), {@link
 * dev.understudy.sim.world.World} (which host runs next, and how far), {@code WorldEvent} and
 * {@code Schedule} (what will happen), {@code EventHandler} (the way from an event into a host),
 * {@code ActionExecutor} (the way out), {@code WorldNetworks} (what lies between). Then what
 * disturbs it: {@code Fault}, {@code FaultInjector} (when one strikes) and {@code FaultExecutor}
 * (what it does); {@code Operator} and {@code ClusterService} (what is ordered).
 *
 * <p>Hosts run their guests in stretches between events, each as far ahead of the others as the
 * least latency allows. All that can be observed reaches {@link dev.understudy.sim.world.Watcher}s;
 * nothing in here depends on what they make of it.
 */
@NullMarked
package dev.understudy.sim.world;

import org.jspecify.annotations.NullMarked;
