package dev.understudy.inspect.timeline;

import dev.understudy.inspect.timeline.TimelineRecorder.Acknowledged;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.oracle.RunTrace.Received;
import dev.understudy.sim.oracle.RunTrace.Released;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who took each entry, and when its primary heard of that. */
final class Acknowledgements {

  /** The way of an entry before its output left: to a backup, and back as an acknowledgement. */
  record AcknowledgementPath(int backup, long receivedNs, long acknowledgedNs) {}

  /** For each host, the first receipt that reaches up to an entry, by that entry. */
  private final Map<Integer, NavigableMap<Long, Received>> receipts = new TreeMap<>();

  private final Map<Integer, NavigableMap<Long, Acknowledged>> acknowledged = new TreeMap<>();

  Acknowledgements(RunTrace trace, TimelineRecorder recorder) {
    for (Received one : trace.received()) {
      first(receipts, one.host(), one.throughIndex(), one);
    }
    for (Acknowledged one : recorder.acknowledged()) {
      first(acknowledged, one.host(), one.through(), one);
    }
  }

  private static <T> void first(
      Map<Integer, NavigableMap<Long, T>> all, int host, long through, T what) {
    NavigableMap<Long, T> own = all.computeIfAbsent(host, unused -> new TreeMap<>());
    if (own.isEmpty() || own.lastKey() < through) {
      own.put(through, what);
    }
  }

  /** Null if the output was let go without an acknowledgement. */
  @Nullable AcknowledgementPath of(Logged entry, Released release) {
    NavigableMap<Long, Acknowledged> here = acknowledged.get(entry.host());
    Map.Entry<Long, Acknowledged> ack = here == null ? null : here.ceilingEntry(entry.index());
    if (ack == null
        || ack.getValue().atNs() < entry.atNs()
        || ack.getValue().atNs() > release.atNs()) {
      return null;
    }
    for (NavigableMap<Long, Received> there : receipts.values()) {
      Map.Entry<Long, Received> receipt = there.ceilingEntry(entry.index());
      if (receipt != null
          && receipt.getValue().host() != entry.host()
          && receipt.getValue().atNs() >= entry.atNs()
          && receipt.getValue().atNs() <= ack.getValue().atNs()) {
        return new AcknowledgementPath(
            receipt.getValue().host(), receipt.getValue().atNs(), ack.getValue().atNs());
      }
    }
    return null;
  }
}
