package dev.understudy.sim.client;

/** What a client wants from the world. */
public sealed interface ClientCommand {

  /** The number of the client. */
  int client();

  /** Calls the one of {@code cases} that this command is. */
  <R> R match(Cases<R> cases);

  /** Send a frame on the client network. */
  record Send(int client, byte[] frame) implements ClientCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.send(this);
    }
  }

  /**
   * Call {@code onTimer} of the client at a time. It replaces the client's earlier wish; a call too
   * early or one too many does no harm.
   *
   * @param timeNs virtual time
   */
  record WakeAt(int client, long timeNs) implements ClientCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.wakeAt(this);
    }
  }

  /** One function for each command, so that none can be forgotten. */
  interface Cases<R> {
    R send(Send command);

    R wakeAt(WakeAt command);
  }
}
