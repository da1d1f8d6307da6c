/**
 * Networks between named endpoints ({@code Network} with its {@code LinkModel}), and the {@code
 * Switch} that knows which host owns an address.
 *
 * <p>What a sender's own history decides (latency, loss, duplication, order) is drawn when it
 * sends; what the world's state decides (cuts, the owner of an address) is asked when a flight
 * arrives. Hence a host may run ahead of others by the least latency. Nothing here looks into a
 * payload or keeps a queue: arrivals go into the world's event queue.
 */
@NullMarked
package dev.understudy.sim.net;

import org.jspecify.annotations.NullMarked;
