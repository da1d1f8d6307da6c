package dev.understudy.sim.client;

import dev.understudy.base.StateDigest;
import java.util.List;

/** One client: it is given frames and the time, and returns commands. */
sealed interface Client permits RequestClient, ScriptClient {

  int number();

  ClientKind kind();

  /** Called once, when the client may begin. */
  List<ClientCommand> start(long nowNs);

  List<ClientCommand> onFrame(byte[] frame, long nowNs);

  List<ClientCommand> onTimer(long nowNs);

  /** Whether everything that the client asked has been answered. */
  boolean isDone();

  Client fork();

  /** How often something was sent again. */
  long retries();

  /** How many frames repeated an answer that the client already had. */
  long repetitions();

  /** The frames that answer nothing that was asked. */
  List<ClientBreach> strays();

  /**
   * When the oldest request that still waits for an answer was first sent, in ns; {@link
   * Long#MAX_VALUE} less 1 if the client only waits to send something, {@link Long#MAX_VALUE} if it
   * waits for nothing.
   */
  long waitingSinceNs();

  /** How many requests it has not sent even once. */
  long unsent();

  /** Adds all that can still matter, and everything that promises are judged by. */
  void digestInto(StateDigest digest);

  /** What still waits for an answer, one line each, for reports. */
  List<String> waitingFor();
}
