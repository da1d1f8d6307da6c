package dev.understudy.ft.replica;

import dev.understudy.hypervisor.device.OperatorControls;

/**
 * The decisions that a guest's speed and the promises of epochs and checkpoints rest on, each by
 * name. The bodies here are the product's; a test overrides one and shows that a judge notices.
 */
public interface ReplicationRules {
  /** The rules of the product. */
  ReplicationRules STANDARD = new ReplicationRules() {};

  /**
   * How fast a primary goes for the sake of its backup (paper §3.2), in thousandths of its share.
   *
   * @param before how fast it went
   * @param wanted how fast the feedback loop wants it to go, or the whole if it has no backup
   */
  default int throttled(int before, int wanted) {
    return wanted;
  }

  /** How fast a guest goes with this share of the processor, in thousandths of its host. */
  default int withShare(int throttled, int share) {
    return Math.max(1, throttled * share / OperatorControls.WHOLE);
  }

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
