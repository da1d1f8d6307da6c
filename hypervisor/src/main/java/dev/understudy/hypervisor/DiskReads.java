package dev.understudy.hypervisor;

import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.hypervisor.log.DiskRead;
import dev.understudy.hypervisor.log.Entry;

/** How a backup gets what its guest reads from the disk (§4.2). */
public enum DiskReads {
  /** The completion's entry carries the data. */
  LOGGED("logged"),

  /** The entry says that there are data, and the backup reads them itself. */
  REPEATED("repeated");

  private final String label;

  DiskReads(String label) {
    this.label = label;
  }

  /** As people type it. */
  public String label() {
    return label;
  }

  /** What the log holds for an entry: the outcome of a read that failed is always there. */
  Entry logged(Entry entry) {
    return this == REPEATED && entry instanceof DiskCompleted done && done.data().length() > 0
        ? new DiskRead(done.count(), done.check(), done.requestId(), done.data().digest())
        : entry;
  }
}
