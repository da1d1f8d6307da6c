package dev.understudy.ft.protocol;

import java.util.List;

/** What can happen to one host. The protocol learns the time with every event. */
public sealed interface Event {

  /** Calls the one of {@code cases} that this event is. */
  <R> R match(Cases<R> cases);

  /** The recorder appended an entry; its index follows that of the last one. */
  record EntryAppended(LogEntry entry) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.entryAppended(this);
    }
  }

  /** An intact frame came out of the channel. */
  record FrameArrived(ChannelFrame frame) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.frameArrived(this);
    }
  }

  /**
   * The shared disk answered a test-and-set. The host repeats the request until then, so that one
   * answer may come more than once.
   */
  record TestAndSetAnswered(long generation, TestAndSetAnswer answer) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.testAndSetAnswered(this);
    }
  }

  /**
   * The replayer has consumed every entry up to this one. It need not be reported for each entry.
   */
  record Replayed(long throughIndex) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.replayed(this);
    }
  }

  /**
   * The replayer has consumed every entry up to this one, whose data the backup has read for itself
   * (§4.2). A write of the primary may wait for exactly that, so it is told at once.
   */
  record ReadRepeated(long throughIndex) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.readRepeated(this);
    }
  }

  /** The replayer stands still for what this host has to read for itself, or no longer does. */
  record AwaitsRead(boolean waits) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.awaitsRead(this);
    }
  }

  /** The replay did not match this entry. */
  record Diverged(long entryIndex) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.diverged(this);
    }
  }

  /**
   * The host is to clone its guest to the host with this incarnation, which waits for it ({@link
   * Protocol#joiner}), and to make the two the next generation.
   */
  record CloneRequested(long joiner, CloneLimits limits) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cloneRequested(this);
    }
  }

  /**
   * The answer to {@link Command.Capture}.
   *
   * @param pieces of this round, at least one
   * @param last whether they complete the snapshot, as the guest stands now
   * @param stoodNs for how long the guest has been standing still for this round
   */
  record Captured(List<LogEntry> pieces, boolean last, long stoodNs) implements Event {
    public Captured {
      pieces = List.copyOf(pieces);
    }

    /** The answer to a capture for which the guest did not stand still. */
    public Captured(List<LogEntry> pieces, boolean last) {
      this(pieces, last, 0);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.captured(this);
    }
  }

  /** The shared disk answered a {@link Command.Renew}. */
  record RenewAnswered(long generation, long joiner, RenewAnswer answer) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.renewAnswered(this);
    }
  }

  /**
   * The host's link to the clients, or the one to the disk, went down, or both are up again. A host
   * starts with both up. A link that works in one direction only is down.
   */
  record ServiceLinks(boolean up) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.serviceLinks(this);
    }
  }

  /**
   * The backup is to take over from a primary that has nothing wrong with it (paper §3.3). Its
   * guest stands still, and the backup has all of the log.
   */
  record YieldRequested() implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.yieldRequested(this);
    }
  }

  /** The primary is to go on without its backup (paper §3.3). */
  record AloneRequested() implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.aloneRequested(this);
    }
  }

  /** Time passed. Harmless at any time; needed at the time of the last {@link Command.WakeAt}. */
  record Tick() implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.tick(this);
    }
  }

  /** One function for each event, so that none can be forgotten. */
  interface Cases<R> {
    R entryAppended(EntryAppended event);

    R frameArrived(FrameArrived event);

    R testAndSetAnswered(TestAndSetAnswered event);

    R replayed(Replayed event);

    R readRepeated(ReadRepeated event);

    R awaitsRead(AwaitsRead event);

    R diverged(Diverged event);

    R cloneRequested(CloneRequested event);

    R captured(Captured event);

    R renewAnswered(RenewAnswered event);

    R serviceLinks(ServiceLinks event);

    R yieldRequested(YieldRequested event);

    R aloneRequested(AloneRequested event);

    R tick(Tick event);
  }
}
