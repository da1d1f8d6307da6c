package dev.understudy.hypervisor.log;

/** The table of entry types. */
public enum EntryType {
  BOOT,
  CLOCK_READ,
  ENTROPY_READ,
  TIMER_FIRED,
  KEY_PRESSED,
  MOUSE_MOVED,
  FRAME_RECEIVED,
  DISK_COMPLETED,
  OUTPUT,
  OUTPUTS_RELEASED,
  PROGRESS_MARK,
  STATE_MARK,
  WENT_LIVE
}
