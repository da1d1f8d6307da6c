/**
 * What stands between a guest and the world.
 *
 * <p>To read in this order: {@code Seam} with its two kinds {@code Recorder} and {@code Replayer};
 * {@code VirtualMachine} (the guest that they run); {@code HostSource} and {@code Input} (what the
 * world gives); {@code SeamRules} (what safety rests on); {@code GoLiveState} (the swap from
 * replaying to recording); {@code CloneSource} and {@code CloneTarget} (moving a running guest).
 * The log is in {@code log}, the virtual devices are in {@code device}.
 *
 * <p>All nondeterminism reaches a guest through here, and each such event becomes a log entry. The
 * package may not know where a log travels or what waits for it (no protocol, no disk, no
 * simulator), and it works on bytes handed in: no files, no sockets, no clock of the host.
 */
@NullMarked
package dev.understudy.hypervisor;

import org.jspecify.annotations.NullMarked;
