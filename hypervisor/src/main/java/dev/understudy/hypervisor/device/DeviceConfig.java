package dev.understudy.hypervisor.device;

/**
 * What a guest's devices are built with; the same on every replica.
 *
 * @param networkAddress the guest's own address on the network
 * @param diskBlocks the size of its disk, in blocks
 */
public record DeviceConfig(long networkAddress, long diskBlocks) {}
