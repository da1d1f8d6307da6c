package dev.understudy.sim.client;

/** What a client wants from the world. */
public sealed interface Command {

  /** The number of the client. */
  int client();

  /** Send a frame on the client network. */
  record Send(int client, byte[] frame) implements Command {}

  /**
   * Call {@code onTimer} at that time; takes the place of an earlier wish. To be woken too early or
   * too often does no harm.
   */
  record WakeAt(int client, long timeNs) implements Command {}
}
