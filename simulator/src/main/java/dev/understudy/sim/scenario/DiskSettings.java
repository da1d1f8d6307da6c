package dev.understudy.sim.scenario;

/**
 * The shared disk.
 *
 * @param blocks of 512 bytes
 * @param serviceNs how long it takes for a request
 */
public record DiskSettings(long blocks, long serviceNs) {}
