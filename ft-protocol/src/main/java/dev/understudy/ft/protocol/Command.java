package dev.understudy.ft.protocol;

import java.util.List;

/** What the host has to do, in the order given, after {@link Protocol#handle} has returned. */
public sealed interface Command {

  /** Calls the one of {@code cases} that this command is. */
  <R> R match(Cases<R> cases);

  /** Send this frame to the peer; it may get lost. */
  record Send(ChannelFrame frame) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.send(this);
    }
  }

  /** Let the outputs of all entries up to this one leave. */
  record Release(long throughIndex) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.release(this);
    }
  }

  /** Give these entries to the replayer; they follow the ones given before without a gap. */
  record Replay(long firstIndex, List<LogEntry> entries) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.replay(this);
    }
  }

  /**
   * Ask the shared disk for the generation. The protocol says so once; the host repeats the
   * request, with equal caller and sequence, until it is answered.
   */
  record TestAndSet(long generation) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.testAndSet(this);
    }
  }

  /**
   * Replay all entries up to this one as fast as possible: this host has won, and nothing will
   * follow.
   */
  record Drain(long throughIndex) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.drain(this);
    }
  }

  /**
   * Swap the replayer, which stands exactly behind this entry, for a recorder. The entry that says
   * so is the next one appended.
   */
  record GoLive(long throughIndex) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.goLive(this);
    }
  }

  /** Go on without a backup: the primary has won, and no entry needs to be kept for one. */
  record RunAlone() implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.runAlone(this);
    }
  }

  /** Stop the guest and send nothing more, anywhere. */
  record Halt(HaltReason reason) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.halt(this);
    }
  }

  /** Tell the client network that this host has the address, with this tenure; the highest wins. */
  record Announce(long tenure) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.announce(this);
    }
  }

  /**
   * Hand in a {@link Event.Tick} at this time. Replaces the wish before it; ticks that come earlier
   * are harmless and do not replace it.
   */
  record WakeAt(long atNs) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.wakeAt(this);
    }
  }

  /**
   * Tells whether the guest may execute, as the log buffer has room for its entries or has none.
   */
  sealed interface FlowControl extends Command {
    /** Whether the buffer is full. */
    boolean isFull();
  }

  /** Don't let the guest execute until {@link Resume}: the log buffer is full (§3.2). */
  record Stall() implements FlowControl {
    @Override
    public boolean isFull() {
      return true;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.stall(this);
    }
  }

  record Resume() implements FlowControl {
    @Override
    public boolean isFull() {
      return false;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.resume(this);
    }
  }

  /**
   * Hand in, as {@link Event.Captured}, what changed in the guest since the round before; in round
   * 1 everything. If that is at most {@code restBytesMax} bytes, hand in the rest of the guest as
   * well. This may take a moment, in which the guest stands still.
   *
   * @param round from 1
   * @param restBytesMax in bytes
   */
  record Capture(int round, long restBytesMax) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.capture(this);
    }
  }

  /** Don't let the guest execute until {@link GoOn}: it is being cloned. */
  record StandStill() implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.standStill(this);
    }
  }

  record GoOn() implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.goOn(this);
    }
  }

  /**
   * Ask the shared disk for the next generation with this joiner, until it is answered.
   *
   * @param generation the present one
   * @param joiner the destination's incarnation
   */
  record Renew(long generation, long joiner) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.renew(this);
    }
  }

  /**
   * A clone is over.
   *
   * @param joiner the destination's incarnation
   * @param how it ended
   * @param rounds how many rounds there were, the last included
   * @param pauseNs how long the guest stood still for the last one; 0 if it did not come to that
   */
  record CloneEnded(long joiner, CloneEnd how, int rounds, long pauseNs) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cloneEnded(this);
    }
  }

  /**
   * Keep this piece of the guest, as the destination of a clone. Later pieces replace earlier ones.
   */
  record TakePiece(long number, LogEntry content) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.takePiece(this);
    }
  }

  /**
   * Make the guest of the pieces, standing behind this entry: the destination has the whole
   * snapshot.
   */
  record Install(long afterIndex) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.install(this);
    }
  }

  /**
   * Do nothing: the event was ignored. This is for traces.
   *
   * @param reason why
   */
  record Ignore(IgnoreReason reason) implements Command {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.ignore(this);
    }
  }

  /** One function for each command, so that none can be forgotten. */
  interface Cases<R> {
    R send(Send command);

    R release(Release command);

    R replay(Replay command);

    R testAndSet(TestAndSet command);

    R drain(Drain command);

    R goLive(GoLive command);

    R runAlone(RunAlone command);

    R halt(Halt command);

    R announce(Announce command);

    R wakeAt(WakeAt command);

    R stall(Stall command);

    R resume(Resume command);

    R capture(Capture command);

    R standStill(StandStill command);

    R goOn(GoOn command);

    R renew(Renew command);

    R cloneEnded(CloneEnded command);

    R takePiece(TakePiece command);

    R install(Install command);

    R ignore(Ignore command);
  }
}
