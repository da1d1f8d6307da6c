package dev.understudy.sim.world;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.SharedDisk;
import org.jspecify.annotations.Nullable;

/**
 * The shared disk as a machine on the storage network: it takes time, and it may be out. Where each
 * host has a disk of its own, it is the third party that arbitrates, without blocks (§4.1).
 */
final class StorageServer {
  private final SharedDisk disk;
  private final long serviceNs;
  private int outages;

  StorageServer(SharedDisk disk, long serviceNs) {
    this(disk, serviceNs, 0);
  }

  private StorageServer(SharedDisk disk, long serviceNs, int outages) {
    this.disk = disk;
    this.serviceNs = serviceNs;
    this.outages = outages;
  }

  StorageServer fork() {
    return new StorageServer(disk.fork(), serviceNs, outages);
  }

  SharedDisk disk() {
    return disk;
  }

  /** How long an answer takes from the arrival of the request, in ns. */
  long serviceNs() {
    return serviceNs;
  }

  /** Serves a request, or loses it while it is out. */
  @Nullable DiskReply serve(DiskRequest request) {
    return outages > 0 ? null : disk.apply(request);
  }

  void goOut() {
    outages++;
  }

  void comeBack() {
    outages--;
  }

  /** Adds all that can still matter. */
  void digestInto(StateDigest digest) {
    digest.add(disk.stateDigest().high());
    digest.add(disk.stateDigest().low());
    digest.add(outages);
  }
}
