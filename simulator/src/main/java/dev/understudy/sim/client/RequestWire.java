package dev.understudy.sim.client;

import java.util.List;
import java.util.Optional;

/** How requests and replies of one kind of client are written as payloads. */
interface RequestWire {

  /**
   * A reply as it was read.
   *
   * @param client whose request it answers
   * @param sequence of that request
   * @param status one of those of {@link Exchange}
   */
  record Reply(long client, long sequence, long status, List<Long> values) {}

  byte[] request(int client, long sequence, ClientRequest request);

  /** What a payload says; nothing if it has not the form of a reply. */
  Optional<Reply> reply(byte[] payload);
}
