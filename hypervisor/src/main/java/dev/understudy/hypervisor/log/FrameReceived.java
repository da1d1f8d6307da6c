package dev.understudy.hypervisor.log;

import dev.understudy.base.Bytes;

/** A frame was written to the guest's receive ring, and the network's line was raised. */
public record FrameReceived(long count, int check, Bytes frame) implements Entry {

  static final EntryFormat<FrameReceived> FORMAT =
      EntryFormat.of(FrameReceived.class)
          .payload("frame", "destination, source and payload", FrameReceived::frame)
          .make((count, check, v) -> new FrameReceived(count, check, v.payload()));

  @Override
  public Entry.Type type() {
    return Entry.Type.FRAME_RECEIVED;
  }
}
