package dev.understudy.sim.world;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import dev.understudy.disk.SharedDisk;
import org.jspecify.annotations.Nullable;

/**
 * The shared disk as a machine on the storage network: it takes time, and it may be out. Where the
 * hosts share no disk it is the third party that arbitrates, without blocks (§4.1).
 */
final class Storage {
  private final SharedDisk disk;
  private final long serviceNs;
  private int outages;

  Storage(SharedDisk disk, long serviceNs) {
    this(disk, serviceNs, 0);
  }

  private Storage(SharedDisk disk, long serviceNs, int outages) {
    this.disk = disk;
    this.serviceNs = serviceNs;
    this.outages = outages;
  }

  Storage fork() {
    return new Storage(disk.fork(), serviceNs, outages);
  }

  SharedDisk disk() {
    return disk;
  }

  /** How long an answer takes once the request is here. */
  long serviceNs() {
    return serviceNs;
  }

  /** Serves a request, or loses it while it is out. */
  @Nullable Reply serve(Request request) {
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
