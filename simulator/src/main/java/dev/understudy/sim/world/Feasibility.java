package dev.understudy.sim.world;

import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.DiskReads;
import java.util.Optional;

/**
 * What can't be done in any run of a setup. Each method returns the sentence that says why, or
 * nothing if it can be done. The reader of scenarios, the command line and the operator of a
 * running world all ask here, so that they refuse with one text.
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

  /** A time has to lie before the end of the run. */
  public static Optional<String> ofTime(long atNs, long lengthNs) {
    return when(atNs >= lengthNs, "the run is over by then");
  }

  /** A clone goes on with the log of its source, so that the strategy has to ship a log. */
  public static Optional<String> ofCloning(Strategy strategy) {
    return when(
        strategy == Strategy.CHECKPOINT, "a guest whose checkpoints are shipped can't be cloned");
  }

  /** A backup that replays no log reads nothing: what a checkpoint holds comes with the memory. */
  public static Optional<String> ofReads(DiskReads reads, Strategy strategy) {
    return when(
        strategy == Strategy.CHECKPOINT && reads == DiskReads.REPEATED,
        "a backup that gets checkpoints replays nothing that it could repeat");
  }

  /** There has to be a host that can take over. */
  public static Optional<String> ofHosts(int hosts) {
    return when(hosts < 2, "one host alone can't be replaced");
  }

  private static Optional<String> when(boolean impossible, String why) {
    return impossible ? Optional.of(why) : Optional.empty();
  }
}
