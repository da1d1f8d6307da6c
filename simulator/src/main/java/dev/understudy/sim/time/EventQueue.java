package dev.understudy.sim.time;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What will happen, ordered by (time, actor, kind, the actor's own sequence).
 *
 * <p>The <em>actor</em> of an event is the one that caused it, not the one it happens to. Its
 * sequence then depends on that actor's own history alone, and not on which of two hosts the world
 * happened to advance first: stopping a host anywhere to look at it does not change the order.
 *
 * <p>A fork shares the events, so they have to be immutable.
 */
public final class EventQueue<E> {

  /**
   * An event in its place.
   *
   * @param timeNs virtual time
   * @param actor the number of the one that caused it
   * @param kind the number of its kind
   * @param sequence counts the events that this actor caused, from 0
   * @param event what happens
   */
  public record Scheduled<E>(long timeNs, int actor, int kind, long sequence, E event) {

    boolean before(Scheduled<?> other) {
      if (timeNs != other.timeNs) {
        return timeNs < other.timeNs;
      }
      if (actor != other.actor) {
        return actor < other.actor;
      }
      return kind != other.kind ? kind < other.kind : sequence < other.sequence;
    }

    int compare(Scheduled<?> other) {
      return before(other) ? -1 : other.before(this) ? 1 : 0;
    }
  }

  private @Nullable Scheduled<E>[] heap;
  private int size;
  private final long[] sequences;
  private long nowNs;

  /** For actors numbered from 0 to {@code actors - 1}. */
  public EventQueue(int actors) {
    this(emptyHeap(32), 0, new long[actors], 0);
  }

  private EventQueue(@Nullable Scheduled<E>[] heap, int size, long[] sequences, long nowNs) {
    this.heap = heap;
    this.size = size;
    this.sequences = sequences;
    this.nowNs = nowNs;
  }

  public EventQueue<E> fork() {
    return new EventQueue<>(heap.clone(), size, sequences.clone(), nowNs);
  }

  /**
   * Puts an event in its place.
   *
   * @return a handle by which this queue, or any fork of it, can {@link #cancel} the event
   * @throws IllegalArgumentException if the time is before that of an event already taken
   */
  public Scheduled<E> schedule(long timeNs, int actor, int kind, E event) {
    if (timeNs < nowNs) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "actor %d schedules %s at %d ns, but it is %d ns already",
              actor,
              event,
              timeNs,
              nowNs));
    }
    Scheduled<E> scheduled = new Scheduled<>(timeNs, actor, kind, sequences[actor]++, event);
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    siftUp(size++, scheduled);
    return scheduled;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int size() {
    return size;
  }

  /** The time of the next event; {@link Long#MAX_VALUE} if there is none. */
  public long nextTimeNs() {
    return size == 0 ? Long.MAX_VALUE : at(0).timeNs;
  }

  /** The time of the event taken last, 0 before the first. */
  public long nowNs() {
    return nowNs;
  }

  /** The next event, left where it is. */
  public Scheduled<E> peek() {
    requireSome();
    return at(0);
  }

  /** Takes the next event out. */
  public Scheduled<E> take() {
    requireSome();
    Scheduled<E> first = at(0);
    removeAt(0);
    nowNs = first.timeNs;
    return first;
  }

  /** Removes an event that has not been taken yet; false if it is not there any more. */
  public boolean cancel(Scheduled<E> handle) {
    for (int i = 0; i < size; i++) {
      Scheduled<E> candidate = at(i);
      if (candidate.sequence == handle.sequence && candidate.actor == handle.actor) {
        removeAt(i);
        return true;
      }
    }
    return false;
  }

  /** Everything pending, in order: for the keys of worlds and for reports. */
  public List<Scheduled<E>> pending() {
    List<Scheduled<E>> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      all.add(at(i));
    }
    all.sort(Scheduled::compare);
    return all;
  }

  private void requireSome() {
    if (size == 0) {
      throw new IllegalStateException("nothing is scheduled");
    }
  }

  private Scheduled<E> at(int index) {
    Scheduled<E> scheduled = heap[index];
    if (scheduled == null) {
      throw new IllegalStateException("a hole in the heap at " + index);
    }
    return scheduled;
  }

  private void removeAt(int index) {
    Scheduled<E> last = at(--size);
    heap[size] = null;
    if (index < size) {
      if (index > 0 && last.before(at((index - 1) / 2))) {
        siftUp(index, last);
      } else {
        siftDown(index, last);
      }
    }
  }

  private void siftUp(int from, Scheduled<E> scheduled) {
    int index = from;
    while (index > 0) {
      int parent = (index - 1) / 2;
      if (!scheduled.before(at(parent))) {
        break;
      }
      heap[index] = heap[parent];
      index = parent;
    }
    heap[index] = scheduled;
  }

  private void siftDown(int from, Scheduled<E> scheduled) {
    int index = from;
    while (true) {
      int child = 2 * index + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && at(child + 1).before(at(child))) {
        child++;
      }
      if (!at(child).before(scheduled)) {
        break;
      }
      heap[index] = heap[child];
      index = child;
    }
    heap[index] = scheduled;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <E> @Nullable Scheduled<E>[] emptyHeap(int capacity) {
    return (Scheduled<E>[]) new Scheduled[capacity];
  }
}
