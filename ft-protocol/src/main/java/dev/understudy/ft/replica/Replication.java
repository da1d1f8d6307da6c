package dev.understudy.ft.replica;

import dev.understudy.hypervisor.log.OutputKind;
import java.util.List;

/**
 * How a guest is replicated, with the times that single strategies need.
 *
 * @param strategy what waits for the backup
 * @param epochNs length of an epoch under {@link Strategy#EPOCH}
 * @param checkpointNs from one checkpoint to the next under {@link Strategy#CHECKPOINT}
 * @param pageCopyNs how long the guest stands still for each page that a checkpoint copies
 * @param resend the outputs that a backup sends again when it goes live, if it can't know that they
 *     left: a list of {@link OutputKind#CONSOLE} and {@link OutputKind#NETWORK}
 */
public record Replication(
    Strategy strategy, long epochNs, long checkpointNs, long pageCopyNs, List<OutputKind> resend) {

  /** The paper's strategy and the usual times. */
  public static final Replication STANDARD =
      new Replication(
          Strategy.VM_FT,
          1_000_000,
          10_000_000,
          1_000,
          List.of(OutputKind.CONSOLE, OutputKind.NETWORK));

  public Replication {
    resend = List.copyOf(resend);
    if (epochNs <= 0 || checkpointNs <= 0 || pageCopyNs < 0) {
      throw new IllegalArgumentException(
          "epochNs " + epochNs + ", checkpointNs " + checkpointNs + ", pageCopyNs " + pageCopyNs);
    }
  }

  /** This replication with other outputs to be sent again. */
  public Replication resending(List<OutputKind> kinds) {
    return new Replication(strategy, epochNs, checkpointNs, pageCopyNs, kinds);
  }

  /** Another strategy with these times. */
  public Replication with(Strategy other) {
    return new Replication(other, epochNs, checkpointNs, pageCopyNs, resend);
  }
}
