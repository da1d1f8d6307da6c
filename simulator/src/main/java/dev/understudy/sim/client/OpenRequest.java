package dev.understudy.sim.client;

/**
 * What a client waits for.
 *
 * @param sinceNs when the oldest of it was first sent; {@link Long#MAX_VALUE} less 1 if it is yet
 *     to be sent
 * @param text for people
 */
public record OpenRequest(long sinceNs, String text) {}
