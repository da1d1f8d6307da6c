package dev.understudy.ft.protocol;

/** Why a host stopped for good. */
public enum HaltReason {
  /** The peer won the test-and-set. */
  LOST("the peer won the test-and-set"),
  /** A later generation exists, in which this host is not. */
  SUPERSEDED("a later generation exists"),
  /** The replay did not match the log, so this guest may not take over. */
  DIVERGED("the replay did not match the log"),
  /** The guest of this backup needed the disk, and the host's link to it was down. */
  CUT_OFF("it could not read for its guest"),
  /** A clone to this host was never completed, so it holds no whole guest. */
  ABANDONED("the clone was never completed"),
  /** The guest ended: halt, power-off or a guest fault. This is not a failure. */
  FINISHED("the guest ended");

  private final String meaning;

  HaltReason(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
