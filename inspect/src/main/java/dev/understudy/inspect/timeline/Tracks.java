package dev.understudy.inspect.timeline;

import dev.understudy.inspect.timeline.TraceEvent.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One track an actor. A host's lower row says in which state it is; on top of it stands what it did
 * at each instant, drawn as slices too short to reach the next, so that they never overlap.
 */
final class Tracks {
  /** How long an instant is drawn. */
  static final long INSTANT_NS = 1_000;

  private final TreeMap<String, Integer> numbers = new TreeMap<>();
  private final List<TraceEvent> events = new ArrayList<>();

  /** Tracks in the order of hosts, disk, clients by number, faults. */
  Tracks(List<String> hosts, List<TimelineEvent> all) {
    hosts.forEach(this::place);
    place(TimelineRecorder.DISK);
    TreeSet<Integer> clients = new TreeSet<>();
    for (TimelineEvent what : all) {
      if (what.actor().startsWith(TimelineRecorder.client(0).substring(0, 7))) {
        clients.add(Integer.valueOf(what.actor().substring(7)));
      }
    }
    clients.forEach(client -> place(TimelineRecorder.client(client)));
    place(TimelineRecorder.FAULTS);
  }

  private void place(String actor) {
    int number = numbers.size() + 1;
    numbers.put(actor, number);
    events.add(TraceEvent.of(Phase.NAME, number, "thread_name", 0).with("name", actor));
    events.add(
        TraceEvent.of(Phase.PLACE, number, "thread_sort_index", 0).with("sort_index", number));
  }

  int of(String actor) {
    Integer number = numbers.get(actor);
    if (number == null) {
      throw new IllegalArgumentException("no track of " + actor);
    }
    return number;
  }

  /** Names, states and instants, each track in order of time, outer slices first. */
  List<TraceEvent> events(List<HostStates.Span> stretches, List<TimelineEvent> all, long endNs) {
    for (String actor : numbers.keySet()) {
      List<HostStates.Span> states =
          stretches.stream().filter(one -> one.host().equals(actor)).toList();
      List<TimelineEvent> own = all.stream().filter(one -> one.actor().equals(actor)).toList();
      draw(of(actor), states, own, endNs);
    }
    return events;
  }

  private void draw(int track, List<HostStates.Span> states, List<TimelineEvent> own, long endNs) {
    TreeSet<Long> instants = new TreeSet<>();
    own.forEach(what -> instants.add(what.atNs()));
    states.forEach(state -> instants.add(state.fromNs()));
    states.forEach(state -> instants.add(state.untilNs()));
    instants.add(endNs + INSTANT_NS);
    List<TraceEvent> slices = new ArrayList<>();
    for (HostStates.Span state : states) {
      slices.add(slice(track, state.state().meaning(), state.fromNs(), state.untilNs()));
    }
    for (TimelineEvent what : own) {
      Long next = instants.higher(what.atNs());
      long room = next == null ? INSTANT_NS : next - what.atNs();
      long untilNs = what.atNs() + Math.min(INSTANT_NS, room);
      slices.add(slice(track, what.text(), what.atNs(), untilNs));
    }
    slices.sort(
        (a, b) ->
            a.atNs() != b.atNs()
                ? Long.compare(a.atNs(), b.atNs())
                : Long.compare(b.durationNs(), a.durationNs()));
    events.addAll(slices);
  }

  private static TraceEvent slice(int track, String text, long fromNs, long untilNs) {
    return TraceEvent.of(Phase.SLICE, track, text, fromNs).lasting(untilNs - fromNs);
  }
}
