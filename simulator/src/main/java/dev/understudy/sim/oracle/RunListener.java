package dev.understudy.sim.oracle;

import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.Effect.Ended;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.net.Flight;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.NetworkName;
import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.OperationOutcome;

/**
 * A receiver of what happens in a run; subclasses override the methods of the events they need.
 * Hosts are told by their number in the {@link HostRoster}; times are virtual.
 *
 * <p>Each event is told to all listeners after the {@link Ledger} has taken it in, unless the
 * method says otherwise.
 */
abstract class RunListener {

  // ---- the log

  /** A recorder logged an entry; the ledger has not taken it in yet. */
  void logged(Logged entry) {}

  /** An entry belongs to the survivor's log for good, whichever host survives. */
  void settled(Logged entry) {}

  /** A replayer has applied an entry, or a checkpoint that was taken there. */
  void consumed(long nowNs, int who, long index, long quickHash) {}

  /**
   * A replayer has passed a state mark.
   *
   * @param note with the mark that the replaying guest itself would have made
   */
  void marked(long nowNs, int who, Note.Marked note) {}

  // ---- what leaves a host

  /** The console took a text, of which this is new. */
  void shown(long nowNs, int who, Bytes fresh) {}

  /** Something has come to the end of its flight, or would have but for a cut. */
  void flown(long nowNs, NetworkName network, Flight<?> flight) {}

  /** An output leaves a host. */
  void emitted(long nowNs, int who, OutputKind kind, long index, Bytes payload) {}

  /** A host sends a write to the disk. */
  void wrote(long nowNs, int who, DiskRequest.Write write) {}

  /** The outside sees the guest end. */
  void guestEnded(Ended how) {}

  // ---- the logging channel

  /** A host sends another one a frame over the logging channel. */
  void sentOnChannel(long nowNs, int who, int to, int bytes) {}

  /** A frame came out of the logging channel at a host. */
  void heardOnChannel(long nowNs, int who) {}

  // ---- what happens in a host

  /** The world calls on a host; {@link HostMoments} has not taken it in yet. */
  void called(long nowNs, int who) {}

  /** A host that was paused goes on. */
  void resumed(long nowNs, int who) {}

  /** A host arms its guest's timer, because the guest asked for it or by itself. */
  void armed(int who, Action.ArmTimer arm) {}

  void disarmed(int who) {}

  /** A guest goes at another speed from now on, in thousandths of its host's. */
  void paced(int who, int perMille) {}

  /** A backup received entries. */
  void received(int who, Note.Received note) {}

  /** The world offered the guest of a host an input, and the guest took it. */
  void offered(int who, Input input) {}

  void issued(int who, Note.Issued note) {}

  void followed(int who, Note.Followed note) {}

  void released(long nowNs, Note.Released note) {}

  void ownDiskCame(long nowNs, int who, Note.OwnDiskCame note) {}

  void ownDiskServed(int who, Note.OwnDiskServed note) {}

  void stateChanged(long nowNs, int who, Note.StateChanged note) {}

  void halted(int who, Note.Halted note) {}

  void diverged(long nowNs, int who, Note.Diverged note) {}

  /**
   * A backup went live; by now it is known what is settled of the log before.
   *
   * @param before the host whose log was the survivor's until then
   */
  void tookOver(long nowNs, int who, int before, Note.WentLive note) {}

  // ---- new backups

  void cloneBegan() {}

  void captured(int who, Note.Captured note) {}

  void installed(int who, Note.Installed note) {}

  void restored(int who, Note.Restored note) {}

  void cloneEnded(CloneEnd how) {}

  /** The disk has taken a new pair. */
  void paired(long nowNs) {}

  // ---- what the world does

  /** A host started; its number is the next one. */
  void started() {}

  /** The disk served a request. */
  void served(long nowNs, DiskRequest request, DiskReply reply) {}

  void struck(long nowNs, Fault fault, String what) {}

  void healed(long nowNs, Fault fault) {}

  /** An operator has ordered something. */
  void ordered(long nowNs, Operation operation) {}

  /** What an operator ordered is done, or came to nothing. */
  void carriedOut(long nowNs, OperationOutcome how) {}
}
