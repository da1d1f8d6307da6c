package dev.understudy.sim.net;

/**
 * One copy of something sent, on its way.
 *
 * @param from the endpoint that sent it
 * @param incarnation of the sender
 * @param to the endpoint it was sent to; behind a switch the world finds out who that is
 * @param ordinal counts what {@code from} sent to {@code to} in this incarnation, from 0
 * @param copy 0, or 1 for the duplicate
 * @param sentNs virtual time
 * @param arrivesNs virtual time
 * @param size in bytes
 * @param payload what was sent
 */
public record Flight<P>(
    int from,
    int incarnation,
    int to,
    long ordinal,
    int copy,
    long sentNs,
    long arrivesNs,
    int size,
    P payload) {}
