package dev.understudy.ft.replica;

import dev.understudy.base.Bytes;
import dev.understudy.disk.ContentDigest;
import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.ft.protocol.HaltReason;
import dev.understudy.ft.protocol.IgnoreReason;
import dev.understudy.ft.protocol.State;
import dev.understudy.hypervisor.Divergence;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.StateMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a replica wants done, or wants known, in order. */
public sealed interface Action {

  // ---- to be carried out by the host

  /** Send these bytes to the host with this incarnation over the logging channel. */
  record SendChannel(long to, byte[] frame) implements Action {}

  /** Send this frame over the client network. */
  record SendFrame(long outputIndex, Bytes frame) implements Action {}

  /** Send this request over the storage network. */
  record SendStorage(Request request) implements Action {}

  /** Show this on the console, which drops what it has shown already. */
  record ShowConsole(long outputIndex, long offset, Bytes text) implements Action {}

  /** Announce the guest's network address. */
  record Announce(long address, long tenure) implements Action {}

  /** Hand in {@link Replica#timerDue} when the host's clock shows this. Replaces the one before. */
  record ArmTimer(long arming, long atHostNs) implements Action {}

  record DisarmTimer() implements Action {}

  /** From now on execute at this many thousandths of the host's speed. */
  record Pace(int speedPerMille) implements Action {}

  /** The guest has ended, and the outside may know it. */
  record End(Effect.Ended how) implements Action {}

  // ---- what happened, for whoever keeps account; nothing depends on it

  sealed interface Note extends Action {}

  /**
   * The recorder logged an entry.
   *
   * @param index of the entry
   * @param encoded whole, as it is kept
   * @param sentBytes what it takes on the channel, where a backup reads for itself what it carries
   * @param quickHash of the guest right behind it
   */
  record Appended(
      long index,
      Entry entry,
      byte[] encoded,
      int sentBytes,
      @Nullable OutputEffect output,
      long quickHash)
      implements Note {}

  /** The replayer consumed an entry, with the guest in this state behind it. */
  record Consumed(long index, long quickHash) implements Note {}

  /**
   * The replayer consumed a state mark.
   *
   * @param own the mark that its guest would have made of itself there
   */
  record Marked(long index, StateMark own) implements Note {}

  /** The guest took an input that had to wait for the end of an epoch. */
  record Taken(Input input) implements Note {}

  /**
   * This backup holds a checkpoint of the guest that stands behind an entry.
   *
   * @param quickHash of the guest as restored
   */
  record Restored(long throughIndex, long quickHash) implements Note {}

  /** The log buffer of this backup holds all entries up to {@code throughIndex}. */
  record Received(long firstIndex, List<byte[]> entries) implements Note {
    public long throughIndex() {
      return firstIndex + entries.size() - 1;
    }
  }

  /** An output left, {@code heldNs} after it was produced, or was given to the storage client. */
  record Released(OutputEffect output, long entryIndex, long heldNs) implements Note {}

  /** The guest issued a disk request. */
  record Issued(PendingIo io) implements Note {}

  /** This backup's guest issued a request to the disk that is its own (§4.1). */
  record Followed(PendingIo io) implements Note {}

  /** With a clone or a checkpoint a disk came here that is the guest's own; it holds this. */
  record OwnDiskCame(ContentDigest contents) implements Note {}

  /** The disk that is this host's own has done something. */
  record OwnDiskServed(Request.Io request, Reply reply) implements Note {}

  /** This backup reads for itself what its guest has read, and its log does not carry. */
  record ReadsItself(PendingIo io) implements Note {}

  record StateChanged(State from, State to) implements Note {}

  /**
   * This backup went live behind entry {@code drainedThrough}.
   *
   * @param resent how many outputs are sent again
   * @param reissued how many disk requests are issued again; none where this host has its own disk,
   *     which has them already
   */
  record WentLive(long drainedThrough, long guestClockNs, int resent, int reissued)
      implements Note {}

  /** The guest stands still, and all of it as it is behind this entry is on its way. */
  record Captured(long afterIndex) implements Note {}

  /** The guest is being cloned to the host with this incarnation. */
  record CloneBegan(long joiner) implements Note {}

  /**
   * It is no longer.
   *
   * @param generation that of which the two are the pair, if {@code how} says so
   * @param pauseNs how long the guest stood still for the last round; 0 if it did not come to that
   */
  record CloneEnded(long generation, long joiner, CloneEnd how, int rounds, long pauseNs)
      implements Note {}

  /** The destination of a clone has the whole guest, behind this entry. */
  record Installed(long afterIndex, long quickHash) implements Note {}

  record Diverged(Divergence divergence) implements Note {}

  record Halted(HaltReason reason) implements Note {}

  /** The log buffer is full and the guest stands still, or goes on. */
  record Stalled(boolean still) implements Note {}

  record Ignored(IgnoreReason reason) implements Note {}
}
