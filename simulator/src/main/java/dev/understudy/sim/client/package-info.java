/**
 * Clients of a guest: they send requests over the client network, insist until they are answered,
 * and judge the answers.
 *
 * <p>A client is a state machine: frames and the time go in, commands come out. It may not know of
 * hosts, replication or faults; it sees what anybody outside could see.
 */
@NullMarked
package dev.understudy.sim.client;

import org.jspecify.annotations.NullMarked;
