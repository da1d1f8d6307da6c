package dev.understudy.sim.client;

import dev.understudy.base.StateDigest;
import java.util.List;

/** One client: frames and the time in, commands out. */
sealed interface Client permits RequestClient, ScriptClient {

  int number();

  ClientKind kind();

  /** Called once, when the client may begin. */
  List<ClientCommand> start(long nowNs);

  List<ClientCommand> onFrame(byte[] frame, long nowNs);

  List<ClientCommand> onTimer(long nowNs);

  /** Everything asked was answered. */
  boolean isDone();

  Client fork();

  /** How often something was sent again. */
  long retries();

  /** How many frames repeated an answer already there. */
  long repetitions();

  /** Frames that answer nothing that was asked. */
  List<ClientBreach> strays();

  /**
   * When the oldest of what still waits for an answer was first sent; {@link Long#MAX_VALUE} less 1
   * if only something to be sent yet is waited for, {@link Long#MAX_VALUE} if nothing is.
   */
  long waitingSinceNs();

  /** How many requests it has not sent even once. */
  long unsent();

  /** Adds all that can still matter, and everything that promises are judged by. */
  void digestInto(StateDigest digest);

  /** What still waits for an answer, for people. */
  List<String> waitingFor();
}
