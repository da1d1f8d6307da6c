package dev.understudy.hypervisor.device;

/**
 * What a guest's devices are built with; the same on every replica.
 *
 * @param networkAddress the guest's own address on the network
 * @param diskBlocks the size of its disk, in blocks
 * @param diskKind whether the replicas share that disk
 */
public record DeviceConfig(long networkAddress, long diskBlocks, DiskKind diskKind) {

  /** With a disk that the replicas share, as the paper has it. */
  public DeviceConfig(long networkAddress, long diskBlocks) {
    this(networkAddress, diskBlocks, DiskKind.SHARED);
  }

  /** Whether each replica has a disk of its own. */
  public boolean hasOwnDisk() {
    return diskKind == DiskKind.OWN;
  }
}
