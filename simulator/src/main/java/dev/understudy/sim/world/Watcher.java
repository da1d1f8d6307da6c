package dev.understudy.sim.world;

import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.Input;

/**
 * Someone who looks at a world from outside. The world does the same whoever looks.
 *
 * <p>Hosts are numbered from 0; times are virtual.
 */
public interface Watcher {

  /** A host does something; told before it takes effect elsewhere. */
  default void did(long nowNs, int host, Action action) {}

  /** Something happened in a host. */
  default void noted(long nowNs, int host, Note note) {}

  /** A host started, for a guest to be cloned to; the first two start unheard. */
  default void started(long nowNs, int host, int place, String name) {}

  /** Bytes reached a host over the logging channel. */
  default void channelDelivered(long nowNs, int host, byte[] frame) {}

  /** The world offered the guest on this host something. */
  default void offered(long nowNs, int host, Input input, boolean taken) {}

  /** The disk served a request. */
  default void served(long nowNs, DiskRequest request, DiskReply reply) {}

  /** The disk's answer reached a host. */
  default void diskAnswered(long nowNs, int host, DiskReply reply) {}

  /** A frame of the guest reached a client. */
  default void clientHeard(long nowNs, int client, int fromHost, byte[] frame) {}

  /** A client sent a frame. */
  default void clientSent(long nowNs, int client, byte[] frame) {}

  /** A fault struck. */
  default void struck(long nowNs, Fault fault, String what) {}

  /** The moment of a fault came, and there was nobody whom it could hit. */
  default void missed(long nowNs, Fault fault, String what) {}

  /** A fault is over that heals. */
  default void healed(long nowNs, Fault fault, String what) {}

  /** An operator has ordered something. */
  default void ordered(long nowNs, PlannedOperation order) {}

  /** It is done, or came to nothing. */
  default void carriedOut(long nowNs, Operator.Carried how) {}

  /** A copy that goes its own way, for a fork of the world. */
  Watcher fork();
}
