package dev.understudy.inspect.timetravel;

import java.util.Comparator;

/**
 * Something of a run that one may want to go to.
 *
 * @param actor the host; {@link #WORLD} for faults and operations, which come from outside the
 *     hosts
 * @param number counts what the actor did, from 1
 * @param count instructions that the host's guest had retired
 * @param name the type of an entry, as {@code timer-fired}; a word for anything else
 */
public record IndexedEvent(
    long timeNs, int actor, long number, long count, Kind kind, String name, String text)
    implements Comparable<IndexedEvent> {
  public static final int WORLD = -1;

  private static final Comparator<IndexedEvent> ORDER =
      Comparator.comparingLong(IndexedEvent::timeNs)
          .thenComparingInt(IndexedEvent::actor)
          .thenComparingLong(IndexedEvent::number);

  /** What sort of thing it is. */
  public enum Kind {
    /** A recorder logged an entry. */
    ENTRY,
    /** An output left a host. */
    OUTPUT,
    /** A host changed its state, went live or halted; a fault struck or healed. */
    EVENT
  }

  @Override
  public int compareTo(IndexedEvent other) {
    return ORDER.compare(this, other);
  }
}
