package dev.understudy.sim.world;

import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.Input;
import dev.understudy.sim.net.Flight;
import dev.understudy.sim.time.Pace;
import org.jspecify.annotations.Nullable;

/**
 * An observer of a world. The world does not depend on its watchers.
 *
 * <p>Hosts are numbered from 0 over all starts; times are virtual, in ns.
 */
public interface Watcher {

  /**
   * The world calls on a host: what the host decides until the next call, it decides now. It may
   * tell of it later, if it is paused in between.
   *
   * @param pace the relation of instructions to time by which its guest has executed just now; null
   *     if it was called for another reason
   */
  default void called(long nowNs, int host, @Nullable Pace pace) {}

  /** A host that was paused goes on, with what it had begun and then with what has come since. */
  default void resumed(long nowNs, int host) {}

  /** A host does something; called before it takes effect elsewhere. */
  default void did(long nowNs, int host, Action action) {}

  /**
   * The console took a text.
   *
   * @param fresh what it shows now that it did not show before
   */
  default void shown(long nowNs, int host, Bytes fresh) {}

  /** Something has flown over a network, and its time to arrive has come. */
  default void flown(long nowNs, NetworkName network, Flight<?> flight) {}

  /** Something happened in a host. */
  default void noted(long nowNs, int host, Note note) {}

  /** A host started for a guest to be cloned to. The first two hosts start without a call. */
  default void started(long nowNs, int host, int place, String name) {}

  /** Bytes reached a host over the logging channel. */
  default void channelDelivered(long nowNs, int host, byte[] frame) {}

  /** The world offered an input to the guest on this host. */
  default void offered(long nowNs, int host, Input input, boolean taken) {}

  /** The disk served a request. */
  default void served(long nowNs, DiskRequest request, DiskReply reply) {}

  /** The disk's answer reached a host. */
  default void diskAnswered(long nowNs, int host, DiskReply reply) {}

  /** A frame of the guest reached a client. */
  default void clientReceived(long nowNs, int client, int fromHost, byte[] frame) {}

  /** A client sent a frame. */
  default void clientSent(long nowNs, int client, byte[] frame) {}

  /** A fault struck. */
  default void struck(long nowNs, Fault fault, String what) {}

  /** A fault was due, and no host held the role that it names. */
  default void missed(long nowNs, Fault fault, String what) {}

  /** A fault healed. */
  default void healed(long nowNs, Fault fault, String what) {}

  /** An operator has ordered something. */
  default void ordered(long nowNs, PlannedOperation order) {}

  /** An operation is done, or came to nothing. */
  default void carriedOut(long nowNs, OperationOutcome how) {}

  /** A copy that is independent of this watcher, for a fork of the world. */
  Watcher fork();
}
