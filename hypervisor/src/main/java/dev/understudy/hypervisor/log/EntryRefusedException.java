package dev.understudy.hypervisor.log;

/** Bytes that are not the next entry of this log. The message says where and why. */
public final class EntryRefusedException extends RuntimeException {

  private final long entryIndex;
  private final int offset;

  EntryRefusedException(long entryIndex, int offset, String reason) {
    super("entry " + entryIndex + ", byte " + offset + ": " + reason);
    this.entryIndex = entryIndex;
    this.offset = offset;
  }

  /** The number the entry would have had in its log, from 1. */
  public long entryIndex() {
    return entryIndex;
  }

  /** Where in the entry's bytes reading stopped. */
  public int offset() {
    return offset;
  }
}
