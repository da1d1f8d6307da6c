package dev.understudy.sim.world;

import dev.understudy.sim.time.HostClock;

/**
 * What makes one place differ from another.
 *
 * @param name of the place and its first host
 * @param femtosecondsPerInstruction how fast a host executes the guest
 * @param clock its error and drift
 * @param interruptJitterNs a timer interrupt comes up to this much late
 */
public record HostProfile(
    String name, long femtosecondsPerInstruction, HostClock clock, long interruptJitterNs) {}
