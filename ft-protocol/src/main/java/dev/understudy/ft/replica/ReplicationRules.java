package dev.understudy.ft.replica;

/**
 * The decisions that the promises of epochs and checkpoints rest on, each by name. The bodies here
 * are the product's; a test overrides one and shows that a judge notices.
 */
public interface ReplicationRules {
  /** The rules of the product. */
  ReplicationRules STANDARD = new ReplicationRules() {};

  /**
   * Epochs: an input that comes in the middle of an epoch waits for its end, where the backup can
   * deliver it at the same instruction without having to count any.
   */
  default boolean inputsWaitForTheEnd() {
    return true;
  }

  /**
   * Epochs: the guest stands still at the end of one until the backup has all of it.
   *
   * @param boundary the last entry of the epoch that ended
   */
  default boolean mayBeginEpoch(long boundary, long acknowledgedThrough) {
    return acknowledgedThrough >= boundary;
  }

  /**
   * Checkpoints: an output leaves when the backup holds a checkpoint that has the output behind it.
   *
   * @param checkpointed the last entry behind the last checkpoint acknowledged
   * @param logged the last entry there is
   */
  default long leavesThrough(long checkpointed, long logged) {
    return checkpointed;
  }
}
