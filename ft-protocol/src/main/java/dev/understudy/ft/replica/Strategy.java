package dev.understudy.ft.replica;

import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.Rules;

/**
 * How a guest is replicated: what waits for the backup, and what does not. The log, the channel and
 * what follows from a failure are the same for all, so that their costs can be compared.
 */
public enum Strategy {
  /** Nothing is replicated. */
  NONE("none", "one host: whatever it had not written down is gone with it", Rules.PAPER),

  /** Outputs leave before the backup has received their entries. */
  ASYNC(
      "async", "outputs wait for nobody: the fastest, and an answer may be forgotten", new Async()),

  /** The guest stands still until the backup has each entry. */
  SYNC("sync", "the guest waits for the backup at each entry, then goes on", new Sync()),

  /** Inputs wait for the end of an epoch, and there the guest waits (Bressoud and Schneider). */
  EPOCH("epoch", "inputs wait for the epoch's end, and there the guest for the backup", new Sync()),

  /** The paper: the guest goes on, its outputs wait (the Output Rule). */
  VM_FT("vm-ft", "the guest goes on, its outputs wait for the backup", Rules.PAPER),

  /** No log and no replay: the guest's state is shipped at intervals (Remus). */
  CHECKPOINT("checkpoint", "outputs wait for the next checkpoint of memory", Rules.PAPER);

  private final String label;
  private final String meaning;
  private final Rules rules;

  Strategy(String label, String meaning, Rules rules) {
    this.label = label;
    this.meaning = meaning;
    this.rules = rules;
  }

  public String label() {
    return label;
  }

  /** What waits for what, in half a sentence. */
  public String meaning() {
    return meaning;
  }

  /** The protocol's rules under this strategy. */
  public Rules rules() {
    return rules;
  }

  /** Whether outputs wait until the backup has the entries behind them. */
  public boolean holdsOutputs() {
    return this != NONE && this != ASYNC;
  }

  /** Whether the guest stands still at an entry until the backup has it, whatever it is. */
  public boolean waitsAtEveryEntry() {
    return this == SYNC;
  }

  /**
   * Whether a guest with a backup may execute.
   *
   * @param logged the last entry logged
   * @param acknowledged the last entry that the backup holds
   */
  boolean mayExecute(long logged, long acknowledged) {
    return this != SYNC || acknowledged >= logged;
  }

  private static final class Async implements Rules {
    @Override
    public long releasable(long appendedThrough, long acknowledgedThrough) {
      return appendedThrough;
    }

    @Override
    public long releasableOnDetection(long appendedThrough, long releasedThrough) {
      return appendedThrough;
    }

    @Override
    public boolean flushesAtOnce(Gate gate) {
      return gate == Gate.FINAL;
    }
  }

  private static final class Sync implements Rules {
    @Override
    public boolean flushesAtOnce(Gate gate) {
      return true;
    }
  }
}
