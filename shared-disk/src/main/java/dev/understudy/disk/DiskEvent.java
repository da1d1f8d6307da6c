package dev.understudy.disk;

import org.jspecify.annotations.Nullable;

/** What the disk saw and did, for judges of a run. Reads are left out, as they change nothing. */
public sealed interface DiskEvent {

  /** Who asked. */
  long incarnation();

  /** Calls the one of {@code cases} that this event is. */
  <R> R match(Cases<R> cases);

  /**
   * A write arrived.
   *
   * @param blockCount whole blocks of data it carried
   * @param digest of all its data, {@link ContentDigest#of}
   * @param applied whether it changed the blocks
   * @param refusal why it was refused; null if it was applied, now or by an earlier copy
   */
  record WriteArrived(
      long incarnation,
      long sequence,
      long firstBlock,
      int blockCount,
      ContentDigest digest,
      boolean applied,
      @Nullable DiskRefusal refusal)
      implements DiskEvent {

    /** True for a copy of a write that had been applied before. */
    public boolean repeated() {
      return !applied && refusal == null;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.writeArrived(this);
    }
  }

  /**
   * A test-and-set arrived.
   *
   * @param decided whether this request was the one that set the variable
   */
  record TestAndSetArrived(
      long incarnation, long rival, long generation, TestAndSetOutcome outcome, boolean decided)
      implements DiskEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.testAndSetArrived(this);
    }
  }

  /**
   * A renew arrived.
   *
   * @param decided whether this request was the one that created the next generation
   */
  record RenewArrived(
      long incarnation, long generation, long joiner, RenewOutcome outcome, boolean decided)
      implements DiskEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.renewArrived(this);
    }
  }

  /** One function for each kind of event, so that none can be forgotten. */
  interface Cases<R> {
    R writeArrived(WriteArrived event);

    R testAndSetArrived(TestAndSetArrived event);

    R renewArrived(RenewArrived event);
  }
}
