package dev.understudy.hypervisor.log;

/** A movement entered the mouse's queue, and its line was raised. */
public record MouseMoved(long count, int check, int dx, int dy, int buttons) implements Entry {

  static final EntryFormat<MouseMoved> FORMAT =
      EntryFormat.of(MouseMoved.class)
          .signed32("dx", "movement to the right", MouseMoved::dx)
          .signed32("dy", "movement downwards", MouseMoved::dy)
          .unsigned("buttons", "buttons held down, a bit each", 255, MouseMoved::buttons)
          .make(
              (count, check, v) ->
                  new MouseMoved(count, check, v.integer(0), v.integer(1), v.integer(2)));

  @Override
  public Entry.Type type() {
    return Entry.Type.MOUSE_MOVED;
  }

  @Override
  public boolean isUserInput() {
    return true;
  }
}
