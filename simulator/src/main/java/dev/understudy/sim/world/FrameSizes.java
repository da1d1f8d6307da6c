package dev.understudy.sim.world;

import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;

/** How many bytes frames have on a wire, in statistics of traffic; an envelope is 32 bytes. */
final class FrameSizes {
  static final int ANNOUNCEMENT = 32;
  private static final int ENVELOPE = 32;

  private FrameSizes() {}

  static int of(DiskRequest request) {
    return request instanceof DiskRequest.Write write ? ENVELOPE + write.data().length() : ENVELOPE;
  }

  static int of(DiskReply reply) {
    return reply instanceof DiskReply.ReadDone done ? ENVELOPE + done.data().length() : ENVELOPE;
  }
}
