package dev.understudy.disk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that only grows, linked from its newest event: appending is one object, a fork none. */
final class History {
  private final @Nullable History before;
  private final DiskEvent event;
  private final int size;

  private History(@Nullable History before, DiskEvent event) {
    this.before = before;
    this.event = event;
    this.size = sizeOf(before) + 1;
  }

  static History append(@Nullable History before, DiskEvent event) {
    return new History(before, event);
  }

  static int sizeOf(@Nullable History history) {
    return history == null ? 0 : history.size;
  }

  static List<DiskEvent> since(@Nullable History history, int index) {
    List<DiskEvent> events = new ArrayList<>(Math.max(0, sizeOf(history) - index));
    for (History at = history; at != null && at.size > index; at = at.before) {
      events.add(at.event);
    }
    Collections.reverse(events);
    return Collections.unmodifiableList(events);
  }
}
