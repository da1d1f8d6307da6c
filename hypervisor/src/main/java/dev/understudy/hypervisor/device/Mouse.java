package dev.understudy.hypervisor.device;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Movements in, in a queue. */
public final class Mouse implements Device {

  static final int QUEUE_EVENTS = 64;
  private static final int LINE = 2;

  static final DeviceDefinition<Mouse> DEFINITION =
      DeviceDefinition.of("mouse", 0x28, config -> new Mouse())
          .line(LINE)
          .about(
              """
              Movements in a queue of 64. One that finds the queue full is not taken; outside it is
              offered again. The ports show the oldest movement until `MOUSE_POP`; without one they
              are 0. A pending line stays one interrupt: go on until `MOUSE_COUNT` is 0.
              """)
          .in(0, "COUNT", "How many movements are waiting.", mouse -> mouse.events.size())
          .in(1, "DX", "Movement to the right, negative to the left.", mouse -> mouse.first().dx())
          .in(2, "DY", "Movement downwards, negative upwards.", mouse -> mouse.first().dy())
          .in(3, "BUTTONS", "Buttons held down, bit 0 the left.", mouse -> mouse.first().buttons())
          .out(
              4,
              "POP",
              "Drops the oldest movement, if there is one.",
              (mouse, bus, v) -> mouse.pop())
          .constant("QUEUE_EVENTS", QUEUE_EVENTS, "movements that can wait")
          .example(
              "The sum of a movement as exit code",
              """
                      .include "devices.inc"
              start:  wfi
                      in      r0, MOUSE_COUNT
                      jeq     r0, 0, start
                      in      r0, MOUSE_DX
                      in      r1, MOUSE_DY
                      add     r0, r1
                      out     MOUSE_POP, r0
                      out     POWER_OFF, r0
              """);

  /** One movement. */
  private record Event(int dx, int dy, int buttons) {}

  private static final Event NONE = new Event(0, 0, 0);

  private final Deque<Event> events;

  Mouse() {
    events = new ArrayDeque<>();
  }

  private Mouse(Mouse from) {
    events = new ArrayDeque<>(from.events);
  }

  private Event first() {
    @Nullable Event event = events.peekFirst();
    return event == null ? NONE : event;
  }

  private void pop() {
    events.pollFirst();
  }

  /** Why a movement can't be taken now, or null. */
  public @Nullable String obstacle() {
    return events.size() == QUEUE_EVENTS ? "the mouse's queue is full" : null;
  }

  public void move(Bus bus, int dx, int dy, int buttons) {
    events.addLast(new Event(dx, dy, buttons));
    bus.raise(LINE);
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.number("events", events.size());
    for (Event event : events) {
      visitor.number("dx", event.dx());
      visitor.number("dy", event.dy());
      visitor.number("buttons", event.buttons());
    }
  }

  @Override
  public void restore(StateSource source) {
    for (long left = source.number("events"); left > 0; left--) {
      int dx = (int) source.number("dx");
      int dy = (int) source.number("dy");
      events.addLast(new Event(dx, dy, (int) source.number("buttons")));
    }
  }

  @Override
  public Mouse fork() {
    return new Mouse(this);
  }
}
