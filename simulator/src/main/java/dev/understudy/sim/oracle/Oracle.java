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
      "outputs wait for the backup",
      OutputRuleJudge::new),
  OUTPUT_REQUIREMENT(
      "output-requirement",
      "the outside saw what one machine alone would have shown",
      "seen as from one machine",
      OutputRequirementJudge::new),
  ONE_CHAIN(
      "one-chain",
      "all effects outside belong to one chain of machines; the loser changes no block",
      "one host at a time",
      OneChainJudge::new),
  LOCKSTEP(
      "lockstep",
      "at every entry both consumed, the backup's machine is the primary's",
      "both machines are equal",
      LockstepJudge::new),
  DISK(
      "disk",
      "the disk holds the survivor's writes; nothing acknowledged is lost, nothing lands late",
      "the disk is as written",
      context -> context.setup().hasOwnDisks() ? new OwnDisksJudge(context) : new DiskJudge()),
  JUSTIFIED_INPUTS(
      "justified-inputs",
      "every input in the survivor's log has a cause in the world",
      "every input has a cause",
      InputsJudge::new),
  CONSOLE(
      "console",
      "the console shows the guest's text in order, and no piece of it twice",
      "text in order, each once",
      ConsoleJudge::new),
  CLOCK(
      "clock",
      "the guest's clock is its host's, carried on from where a failover found it",
      "the clock is its host's",
      ClockJudge::new),
  ENTROPY(
      "entropy",
      "every random number is the next one of its host's source",
      "random numbers, each once",
      EntropyJudge::new),
  TIMERS(
      "timers",
      "every timer interrupt comes when it is due, and none comes besides",
      "ticks when they are due",
      TimerJudge::new),
  ORDERS(
      "orders",
      "a paused guest stands still, and none gets more than its share, on whatever host",
      "orders are obeyed",
      OrdersJudge::new),
  WHOLE_GUEST(
      "whole-guest",
      "a host goes live behind all that it received, and is a backup with the whole guest only",
      "nothing is left out",
      WholeGuestJudge::new),
  SPEED(
      "speed",
      "a primary that was slowed for its backup has its speed back when the lag is gone",
      "full speed without lag",
      SpeedJudge::new),
  BANDWIDTH(
      "bandwidth",
      "no link carries more than its bandwidth",
      "links within bandwidth",
      BandwidthJudge::new),
  CLIENTS(
      "clients",
      "the guest kept what it owes its clients, and answered them all",
      "what clients are owed",
      context -> new ClientsJudge()),
  LIVENESS(
      "liveness",
      "somebody serves as long as no more goes wrong than is provided for, and redundancy returns",
      "somebody serves",
      LivenessJudge::new),
  NOTHING_NEEDLESS(
      "nothing-needless",
      "no failover without a fault",
      "no failover without a fault",
      NeedlessJudge::new),
  WAITING(
      "waiting",
      "under sync and epoch, the guest goes on only when the backup has what it waits for",
      "the guest waits as declared",
      WaitingJudge::new),
  ENDING(
      "ending",
      "the guest ends as its scenario declares, and shows the console declared",
      "the guest ends as declared",
      EndingJudge::new),
  DECLARED(
      "declared",
      "failovers, lag, hold, outage and the guest's end stay within the bounds declared",
      "bounds declared",
      DeclaredJudge::new),
  SOMETIMES("sometimes", "what the scenario says should happen did", "what was to happen did");

  private final String label;
  private final String promise;
  private final String inShort;
  private final @Nullable Function<JudgeContext, Judge> judge;

  /** A promise whose judge watches the world. */
  Oracle(String label, String promise, String inShort, Function<JudgeContext, Judge> judge) {
    this.label = label;
    this.promise = promise;
    this.inShort = inShort;
    this.judge = judge;
  }

  /** A promise that is judged when the run is reported. */
  Oracle(String label, String promise, String inShort) {
    this.label = label;
    this.promise = promise;
    this.inShort = inShort;
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

  /** The promise in a few words, for a row of a table. */
  public String inShort() {
    return inShort;
  }

  /** The oracle with this name. */
  public static Optional<Oracle> named(String label) {
    return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
  }
}
