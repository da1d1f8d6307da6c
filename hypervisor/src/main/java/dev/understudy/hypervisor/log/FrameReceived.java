package dev.understudy.hypervisor.log;

/** A frame was written to the guest's receive ring, and the network's line was raised. */
public record FrameReceived(long count, int check, Payload frame) implements Entry {

  @Override
  public EntryType type() {
    return EntryType.FRAME_RECEIVED;
  }
}
