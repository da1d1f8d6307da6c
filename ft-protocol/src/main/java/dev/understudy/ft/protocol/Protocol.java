package dev.understudy.ft.protocol;

import dev.understudy.base.StateDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One host's half of the protocol that keeps two replicas one machine: (state, event, now) to
 * commands (paper §2.2, §2.3, §3.2).
 *
 * <p>The order of things in every call:
 *
 * <ol>
 *   <li>Silence is judged. A redundant host that has heard nothing valid for the detection time, as
 *       of {@code now}, starts to arbitrate, and only then looks at the event.
 *   <li>The event meets the state ({@link Transitions}, printed as a table in
 *       docs/understand/PROTOCOL.md).
 *   <li>What is due by {@code now} is done: flush, retransmission, heartbeat, announcement. So a
 *       late or missing {@link Event.Tick} costs time, never correctness.
 *   <li>One {@link Command.WakeAt} follows if the host's wish for a tick has changed.
 * </ol>
 *
 * <p>Not thread-safe and not re-entrant: commands are carried out after {@code handle} returned.
 */
public final class Protocol {
  private final HostCore host;
  private final Transitions transitions;

  private Protocol(HostCore host) {
    this.host = host;
    this.transitions = new Transitions(host);
  }

  /**
   * A primary with a backup.
   *
   * @param afterIndex the log goes on after this entry: 0, or where the backup was cloned
   * @param nowNs the peer counts as heard now; hand in a {@link Event.Tick} at once
   */
  public static Protocol primary(
      Identity identity, ProtocolConfig config, Rules rules, long afterIndex, long nowNs) {
    return paired(identity, config, rules, State.LIVE, afterIndex, nowNs);
  }

  /** Creates a backup, the counterpart of {@link #primary}. */
  public static Protocol backup(
      Identity identity, ProtocolConfig config, Rules rules, long afterIndex, long nowNs) {
    return paired(identity, config, rules, State.REPLAYING, afterIndex, nowNs);
  }

  /**
   * The destination of a clone: a backup of {@code identity}'s generation once it holds the whole
   * snapshot of its peer, and the disk has created that generation.
   */
  public static Protocol joiner(Identity identity, ProtocolConfig config, Rules rules, long nowNs) {
    return paired(identity, config, rules, State.JOINING, 0, nowNs);
  }

  /** A host that never had a peer: live without a backup from the start. */
  public static Protocol solo(long incarnation, ProtocolConfig config, Rules rules, long nowNs) {
    Identity identity = Identity.solo(incarnation);
    return new Protocol(new HostCore(identity, config, rules, State.ALONE, 0, nowNs));
  }

  private static Protocol paired(
      Identity identity,
      ProtocolConfig config,
      Rules rules,
      State state,
      long afterIndex,
      long nowNs) {
    if (!identity.hasPeer()) {
      throw new IllegalArgumentException(state + " needs a peer");
    }
    return new Protocol(new HostCore(identity, config, rules, state, afterIndex, nowNs));
  }

  /** A deep copy that is independent of this protocol. */
  public Protocol fork() {
    return new Protocol(host.fork());
  }

  /** {@link #handle(Event, long, CommandSink)} into a fresh list. */
  public List<Command> handle(Event event, long nowNs) {
    List<Command> commands = new ArrayList<>();
    handle(event, nowNs, commands::add);
    return commands;
  }

  /**
   * Takes one event.
   *
   * @param nowNs never less than in the call before
   * @param out gets the commands in the order in which they are to be carried out
   * @throws IllegalStateException if the host reports what can't be, such as an entry appended by a
   *     guest that replays
   */
  public void handle(Event event, long nowNs, CommandSink out) {
    host.handle(event, transitions, nowNs, out);
  }

  public Identity identity() {
    return host.identity();
  }

  public ProtocolConfig config() {
    return host.config();
  }

  public Rules rules() {
    return host.rules();
  }

  public State state() {
    return host.state();
  }

  /** Why it is {@link State#HALTED}, or null while it is not. */
  public @Nullable HaltReason haltReason() {
    return host.haltReason();
  }

  /** The pair that is being made by cloning this guest, or null. */
  public @Nullable Identity cloning() {
    return host.source().pair();
  }

  /** Index of the last entry appended here, or received from the primary. */
  public long logThrough() {
    return Math.max(host.sender().appendedThrough(), host.receiver().receivedThrough());
  }

  /** Primary: the last entry that the backup has acknowledged. */
  public long acknowledgedThrough() {
    return host.sender().acknowledgedThrough();
  }

  /** The entry of the last {@link Command.Release}. */
  public long releasedThrough() {
    return host.releasedThrough();
  }

  /**
   * The last entry that the guest of a backup has replayed. At a primary it is the last that its
   * backup has reported; the distance to {@link #logThrough} is the execution lag in entries
   * (§3.2).
   */
  public long replayedThrough() {
    return Math.max(host.sender().peerReplayedThrough(), host.receiver().replayedThrough());
  }

  /**
   * The last entry that all hosts have replayed that could still go live, as they last reported;
   * without any, the last entry there is. A host that reads for itself may still need the disk
   * blocks of a read behind it.
   */
  public long replayedByAll() {
    return host.replayedByAll();
  }

  /**
   * Adds all that can still matter, with times relative to {@code nowNs}: two protocols with equal
   * digests answer equal events with equal commands, shifted by the difference of their clocks.
   */
  public void digestInto(StateDigest digest, long nowNs) {
    host.digestInto(digest, nowNs);
  }
}
