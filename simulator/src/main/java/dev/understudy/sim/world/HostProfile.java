package dev.understudy.sim.world;

import dev.understudy.sim.time.HostClock;

/**
 * What makes one host differ from another.
 *
 * @param femtosecondsPerInstruction how fast it executes the guest
 * @param clock its error and drift
 * @param interruptJitterNs a timer interrupt comes up to this much late
 */
public record HostProfile(
    String name, long femtosecondsPerInstruction, HostClock clock, long interruptJitterNs) {}
