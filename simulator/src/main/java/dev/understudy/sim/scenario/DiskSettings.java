package dev.understudy.sim.scenario;

import dev.understudy.hypervisor.DiskReads;

/**
 * The shared disk.
 *
 * @param blocks of 512 bytes
 * @param serviceNs how long it takes for a request
 * @param reads how a backup comes by what its guest reads
 */
public record DiskSettings(long blocks, long serviceNs, DiskReads reads) {}
