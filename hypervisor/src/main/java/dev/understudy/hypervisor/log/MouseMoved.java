package dev.understudy.hypervisor.log;

/** A movement entered the mouse's queue, and its line was raised. */
public record MouseMoved(long count, int check, int dx, int dy, int buttons) implements Entry {

  @Override
  public EntryType type() {
    return EntryType.MOUSE_MOVED;
  }
}
