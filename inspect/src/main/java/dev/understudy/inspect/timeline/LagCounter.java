package dev.understudy.inspect.timeline;

import dev.understudy.ft.protocol.State;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.RunTrace.Consumed;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.oracle.RunTrace.Moved;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** How far the backup is behind its primary, each time that one of the two gets on. */
final class LagCounter {

  /**
   * From here on it is this far behind.
   *
   * @param entries logged and not replayed
   * @param instructions from the last entry replayed to the last one logged
   * @param ns the age of the oldest entry not replayed
   */
  record Value(long atNs, long entries, long instructions, long ns) {}

  private final ArrayDeque<Logged> ahead = new ArrayDeque<>();
  private final List<Value> values = new ArrayList<>();
  private boolean followed;
  private long loggedCount;
  private long replayedCount;

  private LagCounter(boolean followed) {
    this.followed = followed;
  }

  /**
   * One value an instant at most.
   *
   * @param faultTolerant whether there is a backup at the beginning
   */
  static List<Value> in(RunTrace trace, boolean faultTolerant) {
    LagCounter counter = new LagCounter(faultTolerant);
    List<Consumed> consumed = trace.consumed();
    List<Moved> moved = trace.moved();
    int nextConsumed = 0;
    int nextMoved = 0;
    for (Logged entry : trace.logged()) {
      while (nextMoved < moved.size() && moved.get(nextMoved).atNs() <= entry.atNs()) {
        counter.moved(moved.get(nextMoved++));
      }
      while (nextConsumed < consumed.size() && consumed.get(nextConsumed).atNs() < entry.atNs()) {
        counter.replayed(consumed.get(nextConsumed++));
      }
      counter.logged(entry);
    }
    while (nextConsumed < consumed.size()) {
      counter.replayed(consumed.get(nextConsumed++));
    }
    return counter.values;
  }

  /** A host that is alone has no lag. */
  private void moved(Moved change) {
    if (change.to() == State.ALONE) {
      followed = false;
      ahead.clear();
      note(change.atNs());
    } else if (change.to() == State.LIVE) {
      followed = true;
      replayedCount = loggedCount;
    }
  }

  private void logged(Logged entry) {
    loggedCount = entry.entry().count();
    if (followed) {
      ahead.add(entry);
      note(entry.atNs());
    }
  }

  private void replayed(Consumed entry) {
    while (!ahead.isEmpty() && ahead.element().index() <= entry.index()) {
      replayedCount = ahead.remove().entry().count();
    }
    if (followed) {
      note(entry.atNs());
    }
  }

  private void note(long atNs) {
    if (!values.isEmpty() && values.get(values.size() - 1).atNs() == atNs) {
      values.remove(values.size() - 1);
    }
    Logged oldest = ahead.peek();
    values.add(
        oldest == null
            ? new Value(atNs, 0, 0, 0)
            : new Value(
                atNs,
                ahead.size(),
                loggedCount - replayedCount,
                Math.max(0, atNs - oldest.atNs())));
  }
}
