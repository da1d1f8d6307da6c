package dev.understudy.experiment.scenario;

import dev.understudy.disk.SharedDisk;
import dev.understudy.hypervisor.DiskReads;
import dev.understudy.hypervisor.device.DiskKind;

/**
 * The guest's disk.
 *
 * @param kind whether the hosts share it
 * @param blocks of 512 bytes
 * @param serviceNs how long it takes for a request
 * @param reads how a backup comes by what its guest reads
 */
public record DiskSettings(DiskKind kind, long blocks, long serviceNs, DiskReads reads) {

  /** What a clone has to carry of it: nothing of a disk that is shared. */
  public long bytesOfGuest() {
    return kind == DiskKind.OWN ? blocks * SharedDisk.BLOCK_BYTES : 0;
  }

  /** These settings with another kind of disk. */
  public DiskSettings with(DiskKind otherKind) {
    return new DiskSettings(otherKind, blocks, serviceNs, reads);
  }

  /** These settings with other reads on the backup. */
  public DiskSettings with(DiskReads otherReads) {
    return new DiskSettings(kind, blocks, serviceNs, otherReads);
  }

  /** These settings with so many blocks. */
  public DiskSettings sized(long otherBlocks) {
    return new DiskSettings(kind, otherBlocks, serviceNs, reads);
  }
}
