package dev.understudy.ft.replica;

import dev.understudy.hypervisor.device.Effect.OutputEffect;

/**
 * An output that was produced and may not leave yet (paper §2.2).
 *
 * @param output what it is
 * @param entryIndex the entry that it waits for
 * @param sinceNs host clock when it was produced
 */
public record HeldOutput(OutputEffect output, long entryIndex, long sinceNs) {}
