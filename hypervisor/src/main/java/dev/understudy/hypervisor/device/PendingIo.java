package dev.understudy.hypervisor.device;

import dev.understudy.base.Bytes;

/**
 * A disk request that the guest issued and that has not completed.
 *
 * @param requestId 1, 2, 3… in the order of issue
 * @param block the first block, of 512 bytes
 * @param blocks how many
 * @param address where in guest memory the data comes from or goes to
 * @param tag the guest's own name for the request
 * @param data what is to be written, captured at issue; empty for a read
 */
public record PendingIo(
    long requestId, boolean write, long block, int blocks, int address, long tag, Bytes data) {}
