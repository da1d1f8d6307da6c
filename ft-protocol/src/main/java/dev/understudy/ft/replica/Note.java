package dev.understudy.ft.replica;

import dev.understudy.disk.ContentDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.ft.protocol.HaltReason;
import dev.understudy.ft.protocol.IgnoreReason;
import dev.understudy.ft.protocol.State;
import dev.understudy.hypervisor.Divergence;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.StateMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a replica, for judges, traces and reports; nothing in the world depends on it.
 */
public sealed interface Note extends ReplicaStep {

  /** Calls the one of {@code cases} that this note is. */
  <R> R match(Cases<R> cases);

  @Override
  default <R> R either(Either<R> cases) {
    return cases.note(this);
  }

  /**
   * The recorder logged an entry.
   *
   * @param index of the entry
   * @param entry what was logged
   * @param encoded its bytes in a whole log
   * @param sentBytes how many bytes it has on the channel, which are fewer where a backup reads the
   *     data for itself
   * @param output that the entry belongs to; null for an input
   * @param quickHash of the guest right behind it
   */
  record Appended(
      long index,
      Entry entry,
      byte[] encoded,
      int sentBytes,
      @Nullable OutputEffect output,
      long quickHash)
      implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.appended(this);
    }
  }

  /**
   * The replayer consumed an entry.
   *
   * @param index of the entry
   * @param quickHash of the guest right behind it
   */
  record Consumed(long index, long quickHash) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.consumed(this);
    }
  }

  /**
   * The replayer consumed a state mark.
   *
   * @param own the mark that its own guest would have made there
   */
  record Marked(long index, StateMark own) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.marked(this);
    }
  }

  /**
   * The guest took an input that had to wait: for the end of an epoch, or for a failover by order.
   */
  record Taken(Input input) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.taken(this);
    }
  }

  /**
   * This backup holds a checkpoint of the guest that stands behind an entry.
   *
   * @param quickHash of the guest as restored
   */
  record Restored(long throughIndex, long quickHash) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.restored(this);
    }
  }

  /**
   * The log buffer of this backup holds all entries up to {@code throughIndex}.
   *
   * @param firstIndex index of the first one that is new
   * @param entries the new ones, encoded
   */
  record Received(long firstIndex, List<byte[]> entries) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.received(this);
    }

    public long throughIndex() {
      return firstIndex + entries.size() - 1;
    }
  }

  /**
   * An output left the host, or a write was given to the storage client.
   *
   * @param entryIndex the entry that it waited for
   * @param heldNs how long it had been held
   */
  record Released(OutputEffect output, long entryIndex, long heldNs) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.released(this);
    }
  }

  /** The guest issued a disk request. */
  record Issued(PendingIo io) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.issued(this);
    }
  }

  /** This backup's guest issued a request to the host's own disk (§4.1). */
  record Followed(PendingIo io) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.followed(this);
    }
  }

  /**
   * A disk arrived here that is part of the guest, with a clone or a checkpoint.
   *
   * @param blocks what it holds; never changed
   */
  record OwnDiskCame(SharedDisk blocks) implements Note {

    /** The digest of what it holds. */
    public ContentDigest contents() {
      return blocks.contentDigest();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.ownDiskCame(this);
    }
  }

  /** The host's own disk has carried out a request. */
  record OwnDiskServed(DiskRequest.Io request, DiskReply reply) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.ownDiskServed(this);
    }
  }

  /**
   * This backup reads for itself what its guest has read, because its log does not carry the data.
   */
  record ReadsItself(PendingIo io) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.readsItself(this);
    }
  }

  record StateChanged(State from, State to) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.stateChanged(this);
    }
  }

  /**
   * This backup went live.
   *
   * @param drainedThrough the last entry that its guest had behind it
   * @param guestClockNs what the guest's clock showed
   * @param resent how many outputs are sent again
   * @param reissued how many disk requests are issued again; none where this host has its own disk,
   *     which has them already
   */
  record WentLive(long drainedThrough, long guestClockNs, int resent, int reissued)
      implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.wentLive(this);
    }
  }

  /**
   * The guest stands still, and all of it is on its way to the destination.
   *
   * @param afterIndex the last entry behind it
   */
  record Captured(long afterIndex) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.captured(this);
    }
  }

  /**
   * A clone of the guest began.
   *
   * @param joiner the incarnation of the destination
   */
  record CloneBegan(long joiner) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cloneBegan(this);
    }
  }

  /**
   * A clone of the guest is over.
   *
   * @param generation that of source and destination, if {@code how} says that they are a pair
   * @param joiner the incarnation of the destination
   * @param how it ended
   * @param rounds how many there were
   * @param pauseNs how long the guest stood still for the last round; 0 if it did not come to that
   */
  record CloneEnded(long generation, long joiner, CloneEnd how, int rounds, long pauseNs)
      implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cloneEnded(this);
    }
  }

  /**
   * The destination of a clone has the whole guest.
   *
   * @param afterIndex the last entry behind it
   * @param quickHash of the guest as installed
   */
  record Installed(long afterIndex, long quickHash) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.installed(this);
    }
  }

  record Diverged(Divergence divergence) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.diverged(this);
    }
  }

  record Halted(HaltReason reason) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.halted(this);
    }
  }

  /**
   * The log buffer became full or has room again.
   *
   * @param still whether the guest stands still
   */
  record Stalled(boolean still) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.stalled(this);
    }
  }

  record Ignored(IgnoreReason reason) implements Note {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.ignored(this);
    }
  }

  /** One function for each kind of note, so that none can be forgotten. */
  interface Cases<R> {
    R appended(Appended note);

    R consumed(Consumed note);

    R marked(Marked note);

    R taken(Taken note);

    R restored(Restored note);

    R received(Received note);

    R released(Released note);

    R issued(Issued note);

    R followed(Followed note);

    R ownDiskCame(OwnDiskCame note);

    R ownDiskServed(OwnDiskServed note);

    R readsItself(ReadsItself note);

    R stateChanged(StateChanged note);

    R wentLive(WentLive note);

    R captured(Captured note);

    R cloneBegan(CloneBegan note);

    R cloneEnded(CloneEnded note);

    R installed(Installed note);

    R diverged(Diverged note);

    R halted(Halted note);

    R stalled(Stalled note);

    R ignored(Ignored note);
  }
}
