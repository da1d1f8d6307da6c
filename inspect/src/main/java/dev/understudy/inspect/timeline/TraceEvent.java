package dev.understudy.inspect.timeline;

import com.google.common.collect.ImmutableSortedMap;

/**
 * One event of Chrome's trace-event format.
 *
 * @param phase what kind of event, as the format has it
 * @param track the actor's number
 * @param name what is shown; for a counter what is counted
 * @param durationNs of a {@link Phase#SLICE}, else 0
 * @param id what belongs together: the two ends of a span, the steps of an arrow; else 0
 * @param args numbers and texts to be shown beside it
 */
public record TraceEvent(
    Phase phase,
    int track,
    String name,
    long atNs,
    long durationNs,
    long id,
    ImmutableSortedMap<String, Object> args) {

  /** The kinds of events in use. */
  public enum Phase {
    /** The name of a track. */
    NAME("M"),
    /** The place of a track among the others. */
    PLACE("M"),
    /** Something on an actor's track, from here to its end. */
    SLICE("X"),
    /** Something that concerns everybody. */
    INSTANT("i"),
    /** A span that others may overlap begins. */
    SPAN_BEGINS("b"),
    /** ... and ends. */
    SPAN_ENDS("e"),
    /** The value of something from here on. */
    COUNTER("C"),
    /** An arrow begins in the slice around it. */
    ARROW_BEGINS("s"),
    /** ... goes through another slice. */
    ARROW_PASSES("t"),
    /** ... and ends in a third one. */
    ARROW_ENDS("f");

    private final String code;

    Phase(String code) {
      this.code = code;
    }

    /** The letter that stands in the file. */
    public String code() {
      return code;
    }
  }

  static TraceEvent of(Phase phase, int track, String name, long atNs) {
    return new TraceEvent(phase, track, name, atNs, 0, 0, ImmutableSortedMap.of());
  }

  TraceEvent lasting(long ns) {
    return new TraceEvent(phase, track, name, atNs, ns, id, args);
  }

  TraceEvent numbered(long number) {
    return new TraceEvent(phase, track, name, atNs, durationNs, number, args);
  }

  TraceEvent with(String key, Object value) {
    ImmutableSortedMap.Builder<String, Object> more = ImmutableSortedMap.naturalOrder();
    more.putAll(args).put(key, value);
    return new TraceEvent(phase, track, name, atNs, durationNs, id, more.buildOrThrow());
  }

  /** The time at which a slice ends. */
  public long endNs() {
    return atNs + durationNs;
  }
}
