package dev.understudy.ft.protocol;

import java.util.ArrayList;
import java.util.List;

/** One host's half of the protocol: (state, event, now) to commands. */
public final class Protocol {
  private final Identity identity;
  private final ProtocolConfig config;
  private final Rules rules;
  private final long afterIndex;
  private final State state;

  private Protocol(
      Identity identity, ProtocolConfig config, Rules rules, State state, long afterIndex) {
    this.identity = identity;
    this.config = config;
    this.rules = rules;
    this.state = state;
    this.afterIndex = afterIndex;
  }

  /**
   * A primary with a backup.
   *
   * @param afterIndex the log goes on after this entry: 0, or where the backup was cloned
   * @param nowNs the peer counts as heard now; hand in a {@link Event.Tick} at once
   */
  public static Protocol primary(
      Identity identity, ProtocolConfig config, Rules rules, long afterIndex, long nowNs) {
    return new Protocol(identity, config, rules, State.LIVE, afterIndex);
  }

  /** A backup: {@link #primary}'s counterpart. */
  public static Protocol backup(
      Identity identity, ProtocolConfig config, Rules rules, long afterIndex, long nowNs) {
    return new Protocol(identity, config, rules, State.REPLAYING, afterIndex);
  }

  /** A host that never had a peer: live without a backup from the start. */
  public static Protocol solo(long incarnation, ProtocolConfig config, Rules rules, long nowNs) {
    return new Protocol(Identity.solo(incarnation), config, rules, State.ALONE, 0);
  }

  /** Convenience for {@link #handle(Event, long, CommandSink)}. */
  public List<Command> handle(Event event, long nowNs) {
    List<Command> commands = new ArrayList<>();
    handle(event, nowNs, commands::add);
    return commands;
  }

  /** Takes one event at a time that never decreases; commands go to {@code out}, in order. */
  public void handle(Event event, long nowNs, CommandSink out) {
    throw new UnsupportedOperationException("to follow");
  }

  /** A deep copy that goes its own way. */
  public Protocol fork() {
    throw new UnsupportedOperationException("to follow");
  }

  public Identity identity() {
    return identity;
  }

  public ProtocolConfig config() {
    return config;
  }

  public Rules rules() {
    return rules;
  }

  public State state() {
    return state;
  }

  /** Index of the last entry appended here, or received from the primary. */
  public long logThrough() {
    return afterIndex;
  }

  /** Primary: the last entry that the backup has acknowledged. */
  public long acknowledgedThrough() {
    return afterIndex;
  }

  /** Backup: the last entry the guest has replayed. Primary: the same, as the backup last said. */
  public long replayedThrough() {
    return afterIndex;
  }
}
