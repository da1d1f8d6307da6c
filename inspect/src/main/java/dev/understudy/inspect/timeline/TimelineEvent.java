package dev.understudy.inspect.timeline;

/**
 * Something that one actor did or met with.
 *
 * @param actor a host's name, {@code disk}, {@code client-3}, or {@code faults}
 * @param text what, in a few words on one line
 * @param cause the number of the event that sent what arrives here; {@link #NONE} for what an actor
 *     does by itself
 */
public record TimelineEvent(long atNs, String actor, String text, int cause) {
  public static final int NONE = -1;

  /** Whether something of another actor arrives. */
  public boolean arrives() {
    return cause != NONE;
  }
}
