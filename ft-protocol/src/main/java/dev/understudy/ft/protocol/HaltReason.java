package dev.understudy.ft.protocol;

/** Why a host stopped for good. */
public enum HaltReason {
  /** The peer won the test-and-set. */
  LOST("the peer won the test-and-set"),
  /** A later generation exists: this pair has no say any more. */
  SUPERSEDED("a later generation exists"),
  /** The replay did not match the log, so this guest may not take over. */
  DIVERGED("the replay did not match the log"),
  /** A backup whose guest needed the disk, which this host has no way to. */
  CUT_OFF("it could not read for its guest"),
  /** A clone that was never completed: this host holds no whole guest. */
  ABANDONED("the clone was never completed"),
  /** The guest ended: halt, power-off or a guest fault. Not a failure. */
  FINISHED("the guest ended");

  private final String meaning;

  HaltReason(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
