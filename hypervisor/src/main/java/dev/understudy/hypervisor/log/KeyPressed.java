package dev.understudy.hypervisor.log;

/** A key (0..255) entered the keyboard's queue, and its line was raised. */
public record KeyPressed(long count, int check, int key) implements Entry {

  static final EntryFormat<KeyPressed> FORMAT =
      EntryFormat.of(KeyPressed.class)
          .unsigned("key", "the key", 255, KeyPressed::key)
          .make((count, check, v) -> new KeyPressed(count, check, v.integer(0)));

  @Override
  public Entry.Type type() {
    return Entry.Type.KEY_PRESSED;
  }

  @Override
  public boolean isUserInput() {
    return true;
  }
}
