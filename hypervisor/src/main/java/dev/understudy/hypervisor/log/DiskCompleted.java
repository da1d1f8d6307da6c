package dev.understudy.hypervisor.log;

/**
 * A disk request completed: data (of a read) in memory, status, and the disk's line, in one step.
 */
public record DiskCompleted(long count, int check, long requestId, boolean ok, Payload data)
    implements Entry {

  @Override
  public EntryType type() {
    return EntryType.DISK_COMPLETED;
  }
}
