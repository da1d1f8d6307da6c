package dev.understudy.hypervisor.log;

import dev.understudy.base.Bytes;

/**
 * A disk read succeeded, and its data are not in the log: each replica takes them from the disk
 * (§4.2). Apart from that it does what a {@link DiskCompleted} does, and replaces it.
 */
public record DiskRead(long count, int check, long requestId, int digest) implements Entry {

  static final EntryFormat<DiskRead> FORMAT =
      EntryFormat.of(DiskRead.class)
          .request("requestId", "which request", DiskRead::requestId)
          .fixed32("digest", "CRC32C of what was read", DiskRead::digest)
          .make((count, check, v) -> new DiskRead(count, check, v.number(0), (int) v.number(1)));

  @Override
  public Entry.Type type() {
    return Entry.Type.DISK_READ;
  }

  /** The whole entry, with what was read. */
  public DiskCompleted with(Bytes data) {
    return new DiskCompleted(count, check, requestId, true, data);
  }

  @Override
  public long completedRequest() {
    return requestId;
  }
}
