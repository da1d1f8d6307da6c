package dev.understudy.ft.protocol;

import java.util.List;

/** What the host has to do, in the order given, after {@link Protocol#handle} has returned. */
public sealed interface Command {

  /** Send this frame to the peer; it may get lost. */
  record Send(ChannelFrame frame) implements Command {}

  /** The outputs of all entries up to this one may leave. */
  record Release(long throughIndex) implements Command {}

  /** Give these entries to the replayer; they follow the ones given before without a gap. */
  record Replay(long firstIndex, List<LogEntry> entries) implements Command {}

  /**
   * Ask the shared disk, once per protocol: whoever carries the request repeats it, with the same
   * caller and sequence, until it is answered.
   */
  record TestAndSet(long generation) implements Command {}

  /** This host won: nothing will follow this entry, replay all up to it as fast as possible. */
  record Drain(long throughIndex) implements Command {}

  /**
   * The replayer stands exactly after this entry: swap it for a recorder. The entry that says so is
   * the next one appended.
   */
  record GoLive(long throughIndex) implements Command {}

  /** The primary won: it goes on without a backup, and no entry needs to be kept for one. */
  record RunAlone() implements Command {}

  /** Stop the guest and send nothing more, anywhere. */
  record Halt(HaltReason reason) implements Command {}

  /** Tell the client network that this host has the address, with this tenure; the highest wins. */
  record Announce(long tenure) implements Command {}

  /** Hand in a {@link Event.Tick} at this time. Replaces the wish before it. */
  record WakeAt(long atNs) implements Command {}

  /** The log buffer is full: don't let the guest execute until {@link Resume} (§3.2). */
  record Stall() implements Command {}

  record Resume() implements Command {}

  /** Nothing to do: the event was ignored, and why. For traces. */
  record Ignore(IgnoreReason reason) implements Command {}
}
