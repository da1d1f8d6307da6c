package dev.understudy.hypervisor.log;

import dev.understudy.base.Bytes;

/**
 * A disk request completed: data (of a read) in memory, status, and the disk's line, in one step.
 */
public record DiskCompleted(long count, int check, long requestId, boolean ok, Bytes data)
    implements Entry {

  static final EntryFormat<DiskCompleted> FORMAT =
      EntryFormat.of(DiskCompleted.class)
          .request("requestId", "which request", DiskCompleted::requestId)
          .flaggedPayload(
              "ok", "whether it succeeded; what was read", DiskCompleted::ok, DiskCompleted::data)
          .make(
              (count, check, v) ->
                  new DiskCompleted(count, check, v.number(0), v.flag(1), v.payload()));

  @Override
  public Entry.Type type() {
    return Entry.Type.DISK_COMPLETED;
  }

  @Override
  public long completedRequest() {
    return requestId;
  }
}
