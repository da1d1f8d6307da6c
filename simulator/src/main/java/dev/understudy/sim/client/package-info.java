/**
 * Clients of a guest: they send requests over the client network, repeat them until they are
 * answered, and judge the answers.
 *
 * <p>To read in this order: {@code Client} (frames and the time go in, commands come out) and its
 * two kinds {@code RequestClient} and {@code ScriptClient}; {@code Workload} with {@code
 * RequestSource} and {@code RequestDraw} (what they ask); {@code ClientPool} (all clients of a
 * world); {@code Promise} and its kinds (what a guest owes them), with {@code Linearizability} for
 * the hardest.
 *
 * <p>A client may not know of hosts, replication or faults; it sees what anybody outside could see.
 */
@NullMarked
package dev.understudy.sim.client;

import org.jspecify.annotations.NullMarked;
