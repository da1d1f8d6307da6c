package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.LogEntry;
import dev.understudy.ft.protocol.Protocol;
import dev.understudy.ft.protocol.State;
import dev.understudy.hypervisor.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a primary's guest takes inputs and what goes to the backup: each entry, or the
 * entries of an epoch at its end, or checkpoints in place of the log. Without a backup the three do
 * not differ.
 */
final class ReplicationDriver {
  private static final long NEVER = Long.MAX_VALUE;

  private final Replica replica;
  private final ReplicaConfig config;

  /** Delivers inputs at the ends of epochs; null under any other strategy. */
  private @Nullable EpochDriver epochs;

  /** Ships checkpoints in place of the log; null under any other strategy. */
  private @Nullable CheckpointDriver checkpoints;

  /**
   * How many entries the guest's log has more than the channel, which carries checkpoints
   * otherwise.
   */
  private long entriesAhead;

  ReplicationDriver(Replica replica, ReplicaConfig config) {
    this.replica = replica;
    this.config = config;
  }

  /** A deep copy for a copy of the replica. */
  ReplicationDriver forkFor(Replica copyOfReplica) {
    ReplicationDriver copy = new ReplicationDriver(copyOfReplica, config);
    copy.epochs = epochs == null ? null : epochs.fork();
    copy.checkpoints = checkpoints == null ? null : checkpoints.fork();
    copy.entriesAhead = entriesAhead;
    return copy;
  }

  // ---- with a backup, or without

  /** Begins to replicate: there is a backup now. */
  void begin(long nowNs) {
    Replication replication = config.replication();
    if (replication.strategy() == Strategy.EPOCH) {
      epochs = new EpochDriver(replication.epochNs(), config.replicationRules(), nowNs);
    } else if (replication.strategy() == Strategy.CHECKPOINT) {
      checkpoints = new CheckpointDriver(replication, config.replicationRules(), nowNs);
    }
  }

  /** Ceases to replicate: there is no backup any more for which anything would have to wait. */
  void noMore(long nowNs) {
    LiveSide now = replica.liveSide();
    if (now == null) {
      return;
    }
    EpochDriver running = epochs;
    epochs = null;
    if (running != null) {
      deliver(now, running, nowNs);
    }
    CheckpointDriver ships = checkpoints;
    if (ships != null) {
      checkpoints = null;
      entriesAhead = ships.loggedThrough() - protocol().logThrough();
      replica.letOut(ships.loggedThrough(), now, nowNs);
    }
  }

  /** Notes the last entry of a guest that went live, which may differ from the channel's number. */
  void wentLive(long drainedThrough) {
    entriesAhead = drainedThrough - protocol().logThrough();
  }

  // ---- what the guest may do

  /** Whether the guest has to wait: at the end of an epoch, or to be copied. */
  boolean standsStill() {
    boolean copying = checkpoints != null && checkpoints.isCopying();
    return copying || (epochs != null && epochs.standsStill());
  }

  /** Whether an input is kept for the end of the epoch. */
  boolean keeps(Input input) {
    return epochs != null && epochs.keeps(input);
  }

  // ---- the log

  /** Takes an entry for the backup; where checkpoints are shipped it is only counted. */
  void append(LogEntry entry, LiveSide now, long nowNs) {
    CheckpointDriver ships = checkpoints;
    if (ships == null) {
      replica.tell(new Event.EntryAppended(entry), nowNs);
      return;
    }
    ships.logged(ships.loggedThrough() + 1);
    if (entry.gate() == Gate.FINAL && protocol().state() != State.LIVE) {
      // There is no backup to which a checkpoint could be shipped.
      replica.tell(new Event.EntryAppended(entry), nowNs);
    }
    replica.letOut(ships.leavesThrough(), now, nowNs);
  }

  /**
   * Called when everything recorded has been handed on. The last checkpoint is that of the guest's
   * end.
   */
  void logged(LiveSide now, long nowNs) {
    if (checkpoints != null && now.ended()) {
      checkpoint(now, checkpoints, nowNs);
    }
  }

  /**
   * Translates what the protocol releases of the channel; returns the last entry whose outputs may
   * leave.
   */
  long acknowledged(long throughIndex) {
    if (checkpoints != null) {
      checkpoints.acknowledged(throughIndex);
    }
    return leavesThrough(throughIndex);
  }

  /**
   * The last entry of the guest's log whose outputs may leave.
   *
   * @param releasedThrough how much of the channel is released
   */
  long leavesThrough(long releasedThrough) {
    return checkpoints != null ? checkpoints.leavesThrough() : releasedThrough + entriesAhead;
  }

  /**
   * How many keys and mouse movements no failover can undo; all of them, unless checkpoints are
   * shipped.
   */
  long userInputsSafe() {
    return checkpoints == null ? 0 : checkpoints.userInputs();
  }

  /**
   * How many of an operator's controls no failover can undo; all of them, unless checkpoints are
   * shipped.
   */
  long controlsSafe() {
    return checkpoints == null ? 0 : checkpoints.controls();
  }

  // ---- time

  void onTime(long nowNs) {
    LiveSide now = replica.liveSide();
    if (now == null || replica.halted()) {
      return;
    }
    if (epochs != null) {
      endEpoch(now, epochs, nowNs);
    }
    if (checkpoints != null) {
      checkpoints.onTime(nowNs);
      checkpoint(now, checkpoints, nowNs);
    }
  }

  long dueNs(LiveSide now) {
    if (epochs != null) {
      return now.ended() ? NEVER : epochs.dueNs();
    }
    boolean mayTake = protocol().state() == State.LIVE && now.recorder().isWhole();
    return checkpoints == null ? NEVER : checkpoints.dueNs(mayTake);
  }

  /**
   * Gives the guest the inputs that waited, and lets it wait until the backup has all of the epoch.
   */
  private void endEpoch(LiveSide now, EpochDriver running, long nowNs) {
    running.goOn(protocol().acknowledgedThrough(), nowNs);
    if (running.isOver(nowNs) && !now.ended()) {
      now.markProgress(nowNs);
      replica.log(now, nowNs);
      deliver(now, running, nowNs);
      replica.pump(nowNs);
      running.end(protocol().logThrough());
      running.goOn(protocol().acknowledgedThrough(), nowNs);
    }
  }

  private void deliver(LiveSide now, EpochDriver running, long nowNs) {
    for (Input input : running.takeWaiting()) {
      if (!now.offer(input)) {
        running.putBack(input);
        continue;
      }
      if (!(input instanceof Input.DiskAnswered)) {
        replica.note(new Note.Taken(input));
      }
      replica.log(now, nowNs);
    }
  }

  /** Ships a checkpoint of the guest as it stands, if one is due. */
  private void checkpoint(LiveSide now, CheckpointDriver ships, long nowNs) {
    boolean ended = now.ended();
    boolean live = protocol().state() == State.LIVE;
    if (!live || !now.recorder().isWhole() || !ships.isDue(ended, nowNs)) {
      return;
    }
    if (!ended) {
      replica.log(now, nowNs);
      now.markWhatLeft(); // This comes before the mark, because a checkpoint stands right behind
      // its own mark.
      now.recorder().markState();
      replica.log(now, nowNs);
    }
    List<byte[]> pieces = ships.take(now.recorder(), replica.ownDisk().orElse(null), ended, nowNs);
    replica.note(new Note.Captured(now.recorder().entries()));
    ships.shipped(protocol().logThrough() + pieces.size(), now.recorder().guest());
    for (int i = 0; i < pieces.size(); i++) {
      boolean last = i == pieces.size() - 1;
      Gate gate = !last ? Gate.NONE : ended ? Gate.FINAL : Gate.OUTPUT;
      replica.tell(new Event.EntryAppended(LogEntry.of(gate, pieces.get(i))), nowNs);
    }
    replica.pump(nowNs);
  }

  private Protocol protocol() {
    return replica.protocol();
  }

  void digestInto(StateDigest digest) {
    digest.add(entriesAhead);
    if (epochs != null) {
      epochs.digestInto(digest);
    }
    if (checkpoints != null) {
      checkpoints.digestInto(digest);
    }
  }
}
