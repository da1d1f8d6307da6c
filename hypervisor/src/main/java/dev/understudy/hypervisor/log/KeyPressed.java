package dev.understudy.hypervisor.log;

/** A key (0..255) entered the keyboard's queue, and its line was raised. */
public record KeyPressed(long count, int check, int key) implements Entry {

  @Override
  public EntryType type() {
    return EntryType.KEY_PRESSED;
  }
}
