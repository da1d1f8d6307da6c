package dev.understudy.ft.replica;

import dev.understudy.ft.protocol.StateDigest;

/**
 * A primary on its way to let its backup take over (paper §3.3). Its guest stands still; once no
 * disk request is pending, no output held and no entry unacknowledged there is nothing left that a
 * failover would have to repeat: the final point.
 */
final class HandOver {
  private static final long NEVER = Long.MAX_VALUE;

  private final long byNs;
  private boolean yielded;

  /**
   * @param byNs the last moment for a final point, on the host's clock
   */
  HandOver(long byNs) {
    this.byNs = byNs;
  }

  HandOver fork() {
    HandOver copy = new HandOver(byNs);
    copy.yielded = yielded;
    return copy;
  }

  /** Whether the backup has been told; from then on the disk decides. */
  boolean yielded() {
    return yielded;
  }

  void yieldNow() {
    yielded = true;
  }

  /** Whether it has not come to a final point in time: the guest goes on here. */
  boolean isTooLate(long nowNs) {
    return !yielded && nowNs >= byNs;
  }

  long dueNs() {
    return yielded ? NEVER : byNs;
  }

  void digestInto(StateDigest digest) {
    digest.add(byNs);
    digest.add(yielded);
  }
}
