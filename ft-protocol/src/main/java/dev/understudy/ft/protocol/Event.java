package dev.understudy.ft.protocol;

/** What can happen to one host. The protocol learns the time with every event. */
public sealed interface Event {

  /** The recorder appended an entry; its index is the last one's plus one. */
  record EntryAppended(LogEntry entry) implements Event {}

  /** An intact frame came out of the channel. */
  record FrameArrived(ChannelFrame frame) implements Event {}

  /**
   * The shared disk answered. Whoever carries the request repeats it until then, so the same answer
   * may come more than once.
   */
  record TestAndSetAnswered(long generation, TestAndSetAnswer answer) implements Event {}

  /** The replayer has consumed every entry up to this one. May be reported in any stride. */
  record Replayed(long throughIndex) implements Event {}

  /** The replay did not match this entry. */
  record Diverged(long entryIndex) implements Event {}

  /** The host's link to the clients went up or down; up is what a host starts with. */
  record ClientLink(boolean up) implements Event {}

  /** Time passed. Harmless at any time; needed at the time of the last {@link Command.WakeAt}. */
  record Tick() implements Event {}
}
