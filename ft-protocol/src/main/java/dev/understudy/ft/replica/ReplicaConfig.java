package dev.understudy.ft.replica;

import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.hypervisor.SeamConfig;
import dev.understudy.hypervisor.device.DeviceConfig;

/**
 * How a replica is built. Times are in ns.
 *
 * @param protocol the protocol's times and sizes
 * @param replication what waits for the backup; {@link Strategy#VM_FT} is the paper's
 * @param rules the protocol's rules; {@link Rules#PAPER} outside tests
 * @param seam what the hypervisor logs besides inputs and outputs
 * @param devices what devices the guest has
 * @param replicationRules those of epochs and checkpoints; {@link ReplicationRules#STANDARD}
 *     outside tests
 * @param storageRules the storage client's; {@link StorageRules#STANDARD} outside tests
 * @param progressIntervalNs how often the log carries the guest's clock: on a backup that goes live
 *     the clock can be behind by so much
 * @param executionLagMaxNs how far the backup may fall behind before its primary is slowed down to
 *     its speed (§3.2)
 * @param storageRetryNs an unanswered disk request is sent again after so long
 * @param ownDiskServiceNs how long a request takes on a disk of the replica's own; of no effect
 *     where the disk is shared
 */
public record ReplicaConfig(
    ProtocolConfig protocol,
    Replication replication,
    Rules rules,
    SeamConfig seam,
    DeviceConfig devices,
    ReplicationRules replicationRules,
    StorageRules storageRules,
    long progressIntervalNs,
    long executionLagMaxNs,
    long storageRetryNs,
    long ownDiskServiceNs) {

  public ReplicaConfig {
    if (progressIntervalNs <= 0
        || executionLagMaxNs <= 0
        || storageRetryNs <= 0
        || ownDiskServiceNs < 0) {
      throw new IllegalArgumentException(
          "progressIntervalNs "
              + progressIntervalNs
              + ", executionLagMaxNs "
              + executionLagMaxNs
              + ", storageRetryNs "
              + storageRetryNs
              + ", ownDiskServiceNs "
              + ownDiskServiceNs);
    }
  }

  /** The usual times and the product's rules. */
  public static ReplicaConfig standard(DeviceConfig devices) {
    return new ReplicaConfig(
        ProtocolConfig.DEFAULT,
        Replication.STANDARD,
        Rules.PAPER,
        SeamConfig.DEFAULT,
        devices,
        ReplicationRules.STANDARD,
        StorageRules.STANDARD,
        2_000_000,
        100_000_000,
        2_000_000,
        100_000);
  }
}
