package dev.understudy.hypervisor;

import dev.understudy.hypervisor.log.Payload;

/** What the world offers a live guest. */
public sealed interface Input {

  /** The time of an arming has come; one that was replaced meanwhile is not taken. */
  record TimerDue(long arming) implements Input {}

  /** A frame for this guest: destination (8 bytes), source (8 bytes), payload. */
  record FrameArrived(Payload frame) implements Input {}

  /** A key, 0..255. */
  record KeyTyped(int key) implements Input {}

  record MouseMoved(int dx, int dy, int buttons) implements Input {}

  /**
   * The disk's answer.
   *
   * @param ok false when the disk refused or failed the request
   * @param data what was read; empty for a write or a failure
   */
  record DiskAnswered(long requestId, boolean ok, Payload data) implements Input {}
}
