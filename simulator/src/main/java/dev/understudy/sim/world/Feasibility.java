package dev.understudy.sim.world;

import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.DiskReads;
import java.util.Optional;

/**
 * What can't be done whatever happens in a run. Each method gives the sentence that says why, and
 * nothing if it can be done; everybody who has to refuse something asks here: the reader of
 * scenarios, the command line, and the operator of a running world.
 */
public final class Feasibility {
  private Feasibility() {}

  /**
   * A place has to be one of those that there are.
   *
   * @param place from 0
   */
  public static Optional<String> ofPlace(int place, int hosts) {
    return when(place >= hosts, "there are " + hosts + " hosts only");
  }

  /** What is to happen at a time has to happen before the run is over. */
  public static Optional<String> ofTime(long atNs, long lengthNs) {
    return when(atNs >= lengthNs, "the run is over by then");
  }

  /** A clone goes on with the log of its source, and who ships no log has none. */
  public static Optional<String> ofCloning(Strategy strategy) {
    return when(
        strategy == Strategy.CHECKPOINT, "a guest whose checkpoints are shipped can't be cloned");
  }

  /** Who replays no log reads nothing: what a checkpoint holds came with its memory. */
  public static Optional<String> ofReads(DiskReads reads, Strategy strategy) {
    return when(
        strategy == Strategy.CHECKPOINT && reads == DiskReads.REPEATED,
        "a backup that gets checkpoints replays nothing that it could repeat");
  }

  /** Somebody has to be there who can take over. */
  public static Optional<String> ofHosts(int hosts) {
    return when(hosts < 2, "one host alone can't be replaced");
  }

  private static Optional<String> when(boolean impossible, String why) {
    return impossible ? Optional.of(why) : Optional.empty();
  }
}
