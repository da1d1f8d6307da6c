package dev.understudy.sim.oracle;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The promises that every run is judged by, in the order of reports. */
public enum Oracle {
  OUTPUT_RULE(
      "output-rule",
      "no output leaves before every replica that could still win has received its entry",
      OutputRuleJudge::new),
  OUTPUT_REQUIREMENT(
      "output-requirement",
      "the outside saw what one machine alone would have shown",
      OutputRequirementJudge::new),
  ONE_CHAIN(
      "one-chain",
      "all effects outside belong to one chain of machines; the loser changes no block",
      OneChainJudge::new),
  LOCKSTEP(
      "lockstep",
      "at every entry both consumed, the backup's machine is the primary's",
      LockstepJudge::new),
  DISK(
      "disk",
      "the disk holds the survivor's writes; nothing acknowledged is lost, nothing lands late",
      context -> context.setup().hasOwnDisks() ? new OwnDisksJudge(context) : new DiskJudge()),
  JUSTIFIED_INPUTS(
      "justified-inputs",
      "every input in the survivor's log has a cause in the world",
      InputsJudge::new),
  CLIENTS(
      "clients",
      "the guest kept what it owes its clients, and answered them all",
      context -> new ClientsJudge()),
  LIVENESS(
      "liveness",
      "somebody serves as long as no more goes wrong than is provided for, and redundancy returns",
      LivenessJudge::new),
  NOTHING_NEEDLESS("nothing-needless", "no failover without a fault", NeedlessJudge::new),
  WAITING(
      "waiting",
      "under sync and epoch, the guest goes on only when the backup has what it waits for",
      WaitingJudge::new),
  ENDING(
      "ending",
      "the guest ends as its scenario declares, and shows the console declared",
      EndingJudge::new),
  DECLARED(
      "declared",
      "failovers, lag, hold and outage stay within the bounds declared",
      DeclaredJudge::new),
  SOMETIMES("sometimes", "what the scenario says should happen did");

  private final String label;
  private final String promise;
  private final @Nullable Function<JudgeContext, Judge> judge;

  /** A promise whose judge watches the world. */
  Oracle(String label, String promise, Function<JudgeContext, Judge> judge) {
    this.label = label;
    this.promise = promise;
    this.judge = judge;
  }

  /** A promise that is judged when the run is reported. */
  Oracle(String label, String promise) {
    this.label = label;
    this.promise = promise;
    this.judge = null;
  }

  /**
   * The judge of this promise in a world that is about to begin; empty for a promise that is judged
   * afterwards.
   */
  Optional<Judge> judge(JudgeContext context) {
    return Optional.ofNullable(judge).map(one -> one.apply(context));
  }

  /** The name in reports. */
  public String label() {
    return label;
  }

  /** The promise, in a sentence. */
  public String promise() {
    return promise;
  }

  /** The oracle with this name. */
  public static Optional<Oracle> named(String label) {
    return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
  }
}
