package dev.understudy.ft.replica;

/**
 * How a guest is replicated, with the times that a strategy has of its own.
 *
 * @param epochNs length of an epoch under {@link Strategy#EPOCH}
 * @param checkpointNs from one checkpoint to the next under {@link Strategy#CHECKPOINT}
 * @param pageCopyNs how long the guest stands still for each page that a checkpoint copies
 */
public record Replication(Strategy strategy, long epochNs, long checkpointNs, long pageCopyNs) {

  /** The paper's. */
  public static final Replication STANDARD =
      new Replication(Strategy.VM_FT, 1_000_000, 10_000_000, 1_000);

  public Replication {
    if (epochNs <= 0 || checkpointNs <= 0 || pageCopyNs < 0) {
      throw new IllegalArgumentException(
          "epochNs " + epochNs + ", checkpointNs " + checkpointNs + ", pageCopyNs " + pageCopyNs);
    }
  }

  /** Another strategy, with the same times. */
  public Replication with(Strategy other) {
    return new Replication(other, epochNs, checkpointNs, pageCopyNs);
  }
}
