package dev.understudy.hypervisor;

import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.PendingIo;
import java.util.List;

/**
 * What a replayer hands over when it goes live.
 *
 * @param recorder runs the guest from here; what it has recorded already (the {@code WentLive}
 *     entry, the re-armed timer) waits to be taken
 * @param unreleased outputs after the last release watermark, in order, to be sent again; without
 *     disk writes, which are pending I/O
 * @param pendingIo disk requests without a completion, in the order of issue, to be issued again
 */
public record GoLiveState(
    Recorder recorder, List<OutputEffect> unreleased, List<PendingIo> pendingIo) {}
