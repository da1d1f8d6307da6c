package dev.understudy.sim.oracle;

import java.util.Arrays;
import java.util.Optional;

/** The promises that every run is judged by, in the order of reports. */
public enum Oracle {
  OUTPUT_RULE(
      "output-rule",
      "no output leaves before every replica that could still win has received its entry"),
  OUTPUT_REQUIREMENT(
      "output-requirement", "the outside saw what one machine alone would have shown"),
  ONE_CHAIN(
      "one-chain",
      "all effects outside belong to one chain of machines; the loser changes no block"),
  LOCKSTEP("lockstep", "at every entry both consumed, the backup's machine is the primary's"),
  DISK(
      "disk",
      "the disk holds the survivor's writes; nothing acknowledged is lost, nothing lands late"),
  JUSTIFIED_INPUTS(
      "justified-inputs", "every input in the survivor's log has a cause in the world"),
  CLIENTS("clients", "the guest kept what it owes its clients, and answered them all"),
  LIVENESS(
      "liveness",
      "somebody serves as long as no more goes wrong than is provided for, and redundancy returns"),
  NOTHING_NEEDLESS("nothing-needless", "no failover without a fault"),
  WAITING(
      "waiting",
      "under sync and epoch, the guest goes on only when the backup has what it waits for"),
  ENDING("ending", "the guest ends as its scenario declares, and shows the console declared"),
  DECLARED("declared", "failovers, lag, hold and outage stay within the bounds declared"),
  SOMETIMES("sometimes", "what the scenario says should happen did");

  private final String label;
  private final String promise;

  Oracle(String label, String promise) {
    this.label = label;
    this.promise = promise;
  }

  /** Name as in reports. */
  public String label() {
    return label;
  }

  /** The promise, in a sentence. */
  public String promise() {
    return promise;
  }

  /** The one with this name. */
  public static Optional<Oracle> named(String label) {
    return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
  }
}
