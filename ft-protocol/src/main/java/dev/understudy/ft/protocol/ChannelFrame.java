package dev.understudy.ft.protocol;

import java.util.List;

/**
 * What travels on the logging channel. The channel may lose, repeat, delay and reorder frames.
 * Every frame says for whom it is, and all other hosts ignore it.
 */
public sealed interface ChannelFrame {

  Header header();

  /** The kind, for rules and tables that treat frames alike. */
  Kind kind();

  /** Calls the one of {@code cases} that this frame is. */
  <R> R match(Cases<R> cases);

  /**
   * From whom and for whom a frame is.
   *
   * @param generation the pair's generation
   * @param from the sender's incarnation
   * @param to the receiver's incarnation
   * @param sequence 1, 2, 3... per sender: a frame repeated by the network is no new sign of life
   */
  record Header(long generation, long from, long to, long sequence) {}

  /** The kinds of frames. Their numbers are part of the encoding. */
  enum Kind {
    LOG(1),
    ACK(2),
    HEARTBEAT(3),
    DIVERGENCE_REPORT(4),
    SNAPSHOT_PIECE(5),
    SNAPSHOT_ACK(6),
    YIELD(7);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /**
   * Entries, from primary to backup.
   *
   * @param firstIndex index of the first entry
   * @param entries at least one, with consecutive indices
   */
  record Log(Header header, long firstIndex, List<LogEntry> entries) implements ChannelFrame {
    public Log {
      entries = List.copyOf(entries);
    }

    public long lastIndex() {
      return firstIndex + entries.size() - 1;
    }

    @Override
    public Kind kind() {
      return Kind.LOG;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.log(this);
    }
  }

  /**
   * An acknowledgement, from backup to primary, one for every log frame.
   *
   * @param receivedThrough the log buffer holds every entry up to this one, without a gap
   * @param replayedThrough the guest has replayed every entry up to this one (execution lag, §3.2)
   */
  record Ack(Header header, long receivedThrough, long replayedThrough) implements ChannelFrame {
    @Override
    public Kind kind() {
      return Kind.ACK;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.ack(this);
    }
  }

  /**
   * A sign of life, either way, when nothing else was sent for a heartbeat interval.
   *
   * @param highestIndex from the primary: the last entry appended; from the backup: the last
   *     received, which counts as an acknowledgement
   * @param doneThrough from the backup: replayed, as in {@link Ack}; from the primary: released,
   *     the outputs of all entries up to this one have left
   */
  record Heartbeat(Header header, long highestIndex, long doneThrough) implements ChannelFrame {
    @Override
    public Kind kind() {
      return Kind.HEARTBEAT;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.heartbeat(this);
    }
  }

  /**
   * A report, from backup to primary: this backup has halted and will never take over.
   *
   * @param entryIndex the first entry that the replay did not match
   */
  record DivergenceReport(Header header, long entryIndex) implements ChannelFrame {
    @Override
    public Kind kind() {
      return Kind.DIVERGENCE_REPORT;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.divergenceReport(this);
    }
  }

  /**
   * A piece of a guest that is being cloned, source to destination (paper §3.1).
   *
   * @param number 1, 2, 3... over all rounds of one clone
   * @param last whether it completes the snapshot
   * @param afterIndex of the last piece: the entry that the snapshot stands behind; else 0
   * @param content opaque
   */
  record SnapshotPiece(Header header, long number, boolean last, long afterIndex, LogEntry content)
      implements ChannelFrame {
    @Override
    public Kind kind() {
      return Kind.SNAPSHOT_PIECE;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.snapshotPiece(this);
    }
  }

  /**
   * An acknowledgement, from destination to source.
   *
   * @param receivedThrough the destination holds every piece up to this one
   */
  record SnapshotAck(Header header, long receivedThrough) implements ChannelFrame {
    @Override
    public Kind kind() {
      return Kind.SNAPSHOT_ACK;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.snapshotAck(this);
    }
  }

  /**
   * An order, from primary to backup, to take over now. If it gets lost, the backup takes over
   * after the detection time.
   */
  record Yield(Header header) implements ChannelFrame {
    @Override
    public Kind kind() {
      return Kind.YIELD;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.yielded(this);
    }
  }

  /** One function for each kind of frame, so that none can be forgotten. */
  interface Cases<R> {
    R log(Log frame);

    R ack(Ack frame);

    R heartbeat(Heartbeat frame);

    R divergenceReport(DivergenceReport frame);

    R snapshotPiece(SnapshotPiece frame);

    R snapshotAck(SnapshotAck frame);

    R yielded(Yield frame);
  }
}
