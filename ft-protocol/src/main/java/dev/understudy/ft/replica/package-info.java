/**
 * One replica: a guest under the hypervisor, bound to the protocol and to a disk.
 *
 * <p>To read in this order: {@code Replica} (what happens to one host), {@code ReplicaStep} with
 * {@code Action} and {@code Note} (what comes out of it), {@code CommandExecutor} (how the
 * protocol's commands are carried out), {@code LiveSide} and {@code ReplaySide} (the guest that
 * records, the guest that follows), {@code HeldOutputs} and {@code OutputRelease} (the Output
 * Rule), {@code StorageSide} and {@code StorageClient} (the disk), {@code CloneTransfer} (FT
 * VMotion), {@code ReplicationDriver} (epochs and checkpoints).
 *
 * <p>It does no I/O of its own. It may not know the simulator: the world calls it, never the other
 * way round.
 */
@NullMarked
package dev.understudy.ft.replica;

import org.jspecify.annotations.NullMarked;
