package dev.understudy.disk;

/** How a test-and-set ended. The first three are final: one caller always gets that answer. */
public enum TestAndSetOutcome {
  /** The caller owns the generation, and its rival is fenced since that very step. */
  WON("won"),
  /** The rival owns the generation; the caller is fenced. */
  LOST("lost"),
  /** A newer generation exists, and the caller had not asked before that. */
  SUPERSEDED("superseded"),
  /** The generation was never created; it may be later. Nothing was set. */
  NO_SUCH_GENERATION("no such generation"),
  /** Caller and rival are not the pair of that generation. Nothing was set. */
  FOREIGN("foreign");

  private final String text;

  TestAndSetOutcome(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
