package dev.understudy.sim.world;

import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;

/** How many bytes things take on a wire, for accounts of traffic; an envelope is 32 bytes. */
final class Sizes {
  static final int ANNOUNCEMENT = 32;
  private static final int ENVELOPE = 32;

  private Sizes() {}

  static int of(Request request) {
    return request instanceof Request.Write write ? ENVELOPE + write.data().length() : ENVELOPE;
  }

  static int of(Reply reply) {
    return reply instanceof Reply.ReadDone done ? ENVELOPE + done.data().length() : ENVELOPE;
  }
}
