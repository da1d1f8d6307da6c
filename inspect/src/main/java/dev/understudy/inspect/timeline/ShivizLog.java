package dev.understudy.inspect.timeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * A space-time diagram: what happened, each with the vector clock of its actor right behind it.
 * Since clocks are compared entry by entry, one event is before another exactly if a chain of
 * messages leads from it there.
 */
public record ShivizLog(ImmutableList<Event> events) {

  /** How ShiViz reads {@link #text}; the file begins with it. */
  public static final String PATTERN =
      "\\[(?<time>[0-9.]+) ms\\] (?<event>.*)\\n(?<host>\\S+) (?<clock>\\{.*\\})";

  /**
   * An event with its vector clock.
   *
   * @param clock how many events of each actor are behind it, itself included
   */
  public record Event(TimelineEvent what, ImmutableSortedMap<String, Long> clock) {

    /** Whether this was before the other, as far as anybody in the world could know. */
    public boolean precedes(Event other) {
      return !clock.equals(other.clock)
          && clock.entrySet().stream()
              .allMatch(one -> one.getValue() <= other.clock.getOrDefault(one.getKey(), 0L));
    }
  }

  /** The log of everything that was taken down. */
  public static ShivizLog of(TimelineRecorder recorder) {
    TreeMap<String, TreeMap<String, Long>> now = new TreeMap<>();
    List<Event> events = new ArrayList<>();
    for (TimelineEvent what : recorder.all()) {
      TreeMap<String, Long> clock = now.computeIfAbsent(what.actor(), unused -> new TreeMap<>());
      if (what.arrives()) {
        events
            .get(what.cause())
            .clock()
            .forEach((who, count) -> clock.merge(who, count, Math::max));
      }
      clock.merge(what.actor(), 1L, Long::sum);
      events.add(new Event(what, ImmutableSortedMap.copyOf(clock)));
    }
    return new ShivizLog(ImmutableList.copyOf(events));
  }

  /** A file for ShiViz: its pattern, no delimiter, then two lines an event. */
  public String text() {
    StringBuilder text = new StringBuilder(PATTERN).append("\n\n");
    for (Event event : events) {
      long atNs = event.what().atNs();
      text.append(String.format(Locale.ROOT, "[%d.%06d ms] ", atNs / 1_000_000, atNs % 1_000_000))
          .append(event.what().text())
          .append('\n')
          .append(event.what().actor())
          .append(' ')
          .append(json(event.clock()))
          .append('\n');
    }
    return text.toString();
  }

  /** Names of actors need no escapes. */
  private static String json(ImmutableSortedMap<String, Long> clock) {
    List<String> parts = new ArrayList<>();
    clock.forEach((who, count) -> parts.add("\"" + who + "\": " + count));
    return "{" + String.join(", ", parts) + "}";
  }
}
