package dev.understudy.disk;

/** How a renew ended. {@link #RENEWED} is final: an equal request always gets that answer. */
public enum RenewOutcome {
  /** The next generation exists with caller and joiner as its pair, and no owner. */
  RENEWED("renewed"),
  /** The generation is owned by the caller's rival; the caller is fenced. */
  LOST("lost"),
  /** The caller backs up another host, and nobody has won: only the acting host may renew. */
  STANDBY("standby"),
  /** The generation was renewed before, by another caller or with another joiner. */
  SUPERSEDED("superseded"),
  /** The generation was never created. */
  NO_SUCH_GENERATION("no such generation"),
  /** The caller is not of that generation. */
  FOREIGN("foreign"),
  /** The joiner is the caller itself, or fenced, or no incarnation at all. */
  BAD_JOINER("bad joiner");

  private final String text;

  RenewOutcome(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
