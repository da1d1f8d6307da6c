package dev.understudy.experiment.run;

import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.RunTrace.Consumed;
import dev.understudy.sim.oracle.RunTrace.Emitted;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.oracle.RunTrace.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What one host left of itself in the chronicle, in order. */
record HostFacts(
    List<Logged> logged, List<Received> received, List<Consumed> consumed, List<Emitted> emitted) {

  /** The facts about a host that did nothing. */
  static final HostFacts NONE = new HostFacts(List.of(), List.of(), List.of(), List.of());

  private static HostFacts empty() {
    return new HostFacts(
        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /** The facts about all hosts, by number. */
  static TreeMap<Integer, HostFacts> of(RunTrace trace) {
    TreeMap<Integer, HostFacts> all = new TreeMap<>();
    for (Logged one : trace.logged()) {
      all.computeIfAbsent(one.host(), host -> empty()).logged.add(one);
    }
    for (Received one : trace.received()) {
      all.computeIfAbsent(one.host(), host -> empty()).received.add(one);
    }
    for (Consumed one : trace.consumed()) {
      all.computeIfAbsent(one.host(), host -> empty()).consumed.add(one);
    }
    for (Emitted one : trace.emitted()) {
      all.computeIfAbsent(one.host(), host -> empty()).emitted.add(one);
    }
    return all;
  }

  /** The last entry replayed by that time; 0 if there is none. */
  long replayedBy(long atNs) {
    for (int i = consumed.size() - 1; i >= 0; i--) {
      if (consumed.get(i).atNs() <= atNs) {
        return consumed.get(i).index();
      }
    }
    return 0;
  }

  /** The last entry received by that time; 0 if there is none. */
  long receivedBy(long atNs) {
    for (int i = received.size() - 1; i >= 0; i--) {
      if (received.get(i).atNs() <= atNs) {
        return received.get(i).throughIndex();
      }
    }
    return 0;
  }

  /** The last entry ever received; 0 if there is none. */
  long receivedThrough() {
    return receivedBy(Long.MAX_VALUE);
  }

  /** The instruction count in an entry that this host logged; 0 if it did not log it. */
  long countAt(long index) {
    if (logged.isEmpty()) {
      return 0;
    }
    long at = index - logged.get(0).index();
    return at < 0 || at >= logged.size() ? 0 : logged.get((int) at).entry().count();
  }

  /** When its first output left at or after this time; {@code none} if none did. */
  long firstOutput(long fromNs, long none) {
    for (Emitted one : emitted) {
      if (one.atNs() >= fromNs) {
        return one.atNs();
      }
    }
    return none;
  }
}
