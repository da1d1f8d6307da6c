package dev.understudy.ft.replica;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.ContentDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.SharedDisk;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A disk that belongs to one replica (§4.1): blocks as on a shared disk, with one user, and no
 * network in between that could lose a request. Each request takes the same time from its arrival;
 * at the end of that it is carried out, in one step.
 *
 * <p>The disk is gone with its host. Times are those of the host's clock.
 */
final class OwnDisk {
  private static final long NEVER = Long.MAX_VALUE;

  /**
   * A request that is not carried out yet.
   *
   * @param request what was asked
   * @param doneAtNs host clock
   */
  private record UnderWay(DiskRequest.Io request, long doneAtNs) {}

  /** A request that was carried out, with its reply. */
  record Served(DiskRequest.Io request, DiskReply reply) {}

  private final SharedDisk blocks;
  private final long serviceNs;
  private final ArrayDeque<UnderWay> underWay = new ArrayDeque<>();

  private OwnDisk(SharedDisk blocks, long serviceNs) {
    this.blocks = blocks;
    this.serviceNs = serviceNs;
  }

  /** Creates a disk of zeros for this incarnation; null where the disk is shared. */
  static @Nullable OwnDisk of(long incarnation, ReplicaConfig config) {
    return config.devices().hasOwnDisk()
        ? new OwnDisk(
            SharedDisk.create(config.devices().diskBlocks(), incarnation, SharedDisk.NOBODY),
            config.ownDiskServiceNs())
        : null;
  }

  OwnDisk fork() {
    OwnDisk copy = new OwnDisk(blocks.fork(), serviceNs);
    copy.underWay.addAll(underWay);
    return copy;
  }

  /** Takes a request; one that is under way already is not taken twice. */
  void take(DiskRequest.Io request, long nowNs) {
    for (UnderWay before : underWay) {
      if (before.request.sequence() == request.sequence()) {
        return;
      }
    }
    underWay.add(new UnderWay(request, nowNs + serviceNs));
  }

  /** When the next request will be done. */
  long dueNs() {
    UnderWay first = underWay.peek();
    return first == null ? NEVER : first.doneAtNs;
  }

  /** Carries out the next request that is done by now; null if there is none. */
  @Nullable Served serve(long nowNs) {
    if (dueNs() > nowNs) {
      return null;
    }
    DiskRequest.Io request = underWay.remove().request;
    return new Served(request, blocks.apply(request));
  }

  /** Fills blocks with the contents that a clone carries. */
  void load(long firstBlock, Bytes data) {
    blocks.load(firstBlock, data);
  }

  /** The contents as they are now, to look at or to copy. */
  SharedDisk blocks() {
    return blocks;
  }

  void digestInto(StateDigest digest) {
    ContentDigest state = blocks.stateDigest();
    digest.add(state.high());
    digest.add(state.low());
    for (UnderWay one : underWay) {
      digest.add(one.request.sequence());
      digest.add(one.doneAtNs);
    }
  }
}
