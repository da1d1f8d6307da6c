package dev.understudy.disk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of events that only grows, linked from its newest one, so that appending costs one object
 * and a fork none.
 */
final class DiskHistory {
  private final @Nullable DiskHistory before;
  private final DiskEvent event;
  private final int size;

  private DiskHistory(@Nullable DiskHistory before, DiskEvent event) {
    this.before = before;
    this.event = event;
    this.size = sizeOf(before) + 1;
  }

  static DiskHistory append(@Nullable DiskHistory before, DiskEvent event) {
    return new DiskHistory(before, event);
  }

  static int sizeOf(@Nullable DiskHistory history) {
    return history == null ? 0 : history.size;
  }

  static List<DiskEvent> since(@Nullable DiskHistory history, int index) {
    List<DiskEvent> events = new ArrayList<>(Math.max(0, sizeOf(history) - index));
    for (DiskHistory at = history; at != null && at.size > index; at = at.before) {
      events.add(at.event);
    }
    Collections.reverse(events);
    return Collections.unmodifiableList(events);
  }
}
