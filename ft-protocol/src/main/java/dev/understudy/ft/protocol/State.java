package dev.understudy.ft.protocol;

/** Where one host stands. The two arbitrating states differ in what winning leads to. */
public enum State {
  /** The primary, redundant: executes, and holds outputs until their entries are acknowledged. */
  LIVE("primary with a backup"),
  /** Executes without a backup: every output leaves at once. */
  ALONE("live without a backup"),
  /**
   * The primary after it asked the disk for the next generation, with a destination that holds its
   * whole snapshot: outputs wait for every host that could still win.
   */
  RENEWING("primary that waits for the next generation"),
  /**
   * The primary after it heard nothing from its backup, or heard of a divergence. It goes on
   * executing with outputs held until the shared disk has answered.
   */
  PRIMARY_ARBITRATING("primary that waits for the test-and-set"),
  /** A destination of a clone that does not hold the whole snapshot: it never goes live. */
  JOINING("host that a running guest is being cloned to"),
  /** The backup, redundant: receives, acknowledges and replays. */
  REPLAYING("backup of a live primary"),
  /** The backup after it heard nothing from its primary. It replays what it holds meanwhile. */
  BACKUP_ARBITRATING("backup that waits for the test-and-set"),
  /** The backup that won: replays everything it ever acknowledged before it goes live. */
  DRAINING("backup that won and replays what it acknowledged"),
  /**
   * The backup that holds the guest's last entry: ends when it hears that the last outputs left.
   */
  ENDING("backup that holds the guest's last entry"),
  /** Stopped for good: nothing leaves this host any more. */
  HALTED("stopped for good");

  private final String meaning;

  State(String meaning) {
    this.meaning = meaning;
  }

  /** What a host in this state is, in a few words. */
  public String meaning() {
    return meaning;
  }

  /** Whether the guest records (the host is or was the primary) rather than replays. */
  public boolean executes() {
    return switch (this) {
      case LIVE, ALONE, RENEWING, PRIMARY_ARBITRATING -> true;
      case JOINING, REPLAYING, BACKUP_ARBITRATING, DRAINING, ENDING, HALTED -> false;
    };
  }

  /** Whether outputs may leave this host at all: at once, or when acknowledged. */
  public boolean live() {
    return this == LIVE || this == ALONE || this == RENEWING;
  }

  /** Whether the host is part of a redundant pair, as far as it knows. */
  public boolean paired() {
    return this == LIVE || this == REPLAYING;
  }

  /** Whether a test-and-set was or is about to be sent and not yet answered. */
  public boolean arbitrating() {
    return this == PRIMARY_ARBITRATING || this == BACKUP_ARBITRATING;
  }
}
