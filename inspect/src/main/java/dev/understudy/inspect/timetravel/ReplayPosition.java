package dev.understudy.inspect.timetravel;

/**
 * A moment of a run between two things that happen: everything before {@code timeNs} has happened,
 * and so many of the things at that time. One thing is one instruction of one host, or one event.
 *
 * @param ordinal {@link #ALL} where nothing of that time is left
 */
public record ReplayPosition(long timeNs, long ordinal) implements Comparable<ReplayPosition> {
  public static final long ALL = Long.MAX_VALUE;

  /** Everything of that time has happened. */
  public static ReplayPosition after(long timeNs) {
    return new ReplayPosition(timeNs, ALL);
  }

  /** The place behind the next thing, which happens at this time. */
  ReplayPosition behind(long nextNs) {
    return nextNs > timeNs
        ? new ReplayPosition(nextNs, 1)
        : new ReplayPosition(timeNs, ordinal + 1);
  }

  @Override
  public int compareTo(ReplayPosition other) {
    int byTime = Long.compare(timeNs, other.timeNs);
    return byTime != 0 ? byTime : Long.compare(ordinal, other.ordinal);
  }
}
