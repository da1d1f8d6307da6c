package dev.understudy.sim.world;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.time.EventQueue;
import dev.understudy.sim.time.EventQueue.Scheduled;
import java.util.List;

/** The time in a world, and the events that will happen. */
final class Schedule {
  private final EventQueue<WorldEvent> queue;
  private long nowNs;

  Schedule(int places) {
    this(new EventQueue<>(ActorNumbers.count(places)), 0);
  }

  private Schedule(EventQueue<WorldEvent> queue, long nowNs) {
    this.queue = queue;
    this.nowNs = nowNs;
  }

  Schedule fork() {
    return new Schedule(queue.fork(), nowNs);
  }

  /** The virtual time of what happened last. */
  long nowNs() {
    return nowNs;
  }

  void advanceTo(long timeNs) {
    nowNs = timeNs;
  }

  void at(long timeNs, int actor, EventRank kind, WorldEvent event) {
    queue.schedule(timeNs, actor, kind.number(), event);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** The time of the next event; {@link Long#MAX_VALUE} if there is none. */
  long nextNs() {
    return queue.isEmpty() ? Long.MAX_VALUE : queue.nextTimeNs();
  }

  /** Takes the next event and makes its time the present one. */
  WorldEvent take() {
    nowNs = queue.nextTimeNs();
    return queue.take().event();
  }

  /** All events that will happen, in order. */
  List<Scheduled<WorldEvent>> pending() {
    return queue.pending();
  }

  /** Adds the events that can still have an effect. */
  void digestInto(StateDigest digest, HostPool pool) {
    EventRelevance relevance = new EventRelevance(pool);
    EventDigest into = new EventDigest(digest);
    for (Scheduled<WorldEvent> scheduled : queue.pending()) {
      if (scheduled.event().match(relevance)) {
        digest.add(scheduled.timeNs());
        digest.add(scheduled.actor());
        digest.add(scheduled.kind());
        scheduled.event().match(into);
      }
    }
  }
}
