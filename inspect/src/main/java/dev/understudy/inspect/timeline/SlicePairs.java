package dev.understudy.inspect.timeline;

import com.google.common.collect.ImmutableList;
import dev.understudy.inspect.timeline.TraceEvent.Phase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/**
 * Slices as pairs of a beginning and an end. A slice with a duration has an end that its reader
 * works out in floating point, where it may come to lie behind the beginning of the next.
 */
final class SlicePairs {
  private final List<TraceEvent> events = new ArrayList<>();
  private final TreeMap<Integer, Deque<TraceEvent>> open = new TreeMap<>();

  private SlicePairs() {}

  /** In place of each slice its pair; the slices of a track nest and are in order of time. */
  static ImmutableList<TraceEvent> in(List<TraceEvent> all) {
    SlicePairs pairs = new SlicePairs();
    for (TraceEvent event : all) {
      if (event.phase() == Phase.SLICE) {
        pairs.begin(event);
      } else {
        pairs.events.add(event);
      }
    }
    pairs.open.values().forEach(track -> pairs.endUntil(track, Long.MAX_VALUE));
    return ImmutableList.copyOf(pairs.events);
  }

  private void begin(TraceEvent slice) {
    Deque<TraceEvent> track = open.computeIfAbsent(slice.track(), unused -> new ArrayDeque<>());
    endUntil(track, slice.atNs());
    track.push(slice);
    events.add(TraceEvent.of(Phase.SLICE_BEGINS, slice.track(), slice.name(), slice.atNs()));
  }

  private void endUntil(Deque<TraceEvent> track, long timeNs) {
    while (!track.isEmpty() && track.element().endNs() <= timeNs) {
      TraceEvent slice = track.pop();
      events.add(TraceEvent.of(Phase.SLICE_ENDS, slice.track(), slice.name(), slice.endNs()));
    }
  }
}
