package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.RunTrace.Consumed;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.oracle.RunTrace.Paced;
import dev.understudy.sim.oracle.RunTrace.Received;
import dev.understudy.sim.oracle.RunTrace.Stalled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * How the logging channel was doing (paper §3.2): how far the backup was behind, how full the
 * buffers were, and how much the primary was slowed down for it.
 *
 * @param lagNs from an entry's being logged to its being replayed
 * @param samples at equal distances
 * @param lagInstructionsMax at any of them
 * @param slowestPerMille the least speed that the primary was given, in thousandths of its own
 * @param throttledNs how long it had less than its full speed
 * @param stalledNs how long a primary stood still because its log buffer was full
 * @param starvedNs how long a backup stood still because its log buffer was empty
 */
public record ChannelHistory(
    DurationSpread lagNs,
    long lagInstructionsMax,
    int slowestPerMille,
    long throttledNs,
    long stalledNs,
    long starvedNs,
    ImmutableList<Sample> samples) {

  private static final int FULL_SPEED = 1000;
  private static final int SAMPLES = 60;

  /**
   * One look at the channel.
   *
   * @param lagNs the age of the oldest entry that the backup has not replayed
   * @param lagInstructions from the last entry replayed to the last one logged
   * @param primaryBufferEntries logged, and not received by the backup
   * @param backupBufferEntries received, and not replayed
   */
  public record Sample(
      long atNs,
      long lagNs,
      long lagInstructions,
      long primaryBufferEntries,
      long primaryBufferBytes,
      long backupBufferEntries,
      long backupBufferBytes,
      int speedPerMille) {}

  static ChannelHistory of(RunTrace trace, long untilNs) {
    return new Observer(trace, untilNs).history();
  }

  /** Goes through what happened to the pair in force, in order of time. */
  private static final class Observer {
    private final RunTrace trace;
    private final long untilNs;
    private final List<Long> lagsNs = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final ArrayDeque<Logged> unreceived = new ArrayDeque<>();
    private final ArrayDeque<Logged> unreplayed = new ArrayDeque<>();
    private int primary;
    private int backup = -1;
    private long replayedCount;
    private long loggedCount;
    private int speed = FULL_SPEED;
    private int slowest = FULL_SPEED;
    private long speedSinceNs;
    private long throttledNs;
    private long starvedNs;
    private long starvedSinceNs = -1;
    private int nextLogged;
    private int nextReceived;
    private int nextConsumed;
    private int nextPaced;

    Observer(RunTrace trace, long untilNs) {
      this.trace = trace;
      this.untilNs = untilNs;
    }

    ChannelHistory history() {
      for (int i = 1; i <= SAMPLES; i++) {
        long atNs = untilNs / SAMPLES * i;
        advance(i == SAMPLES ? untilNs : atNs);
        samples.add(sample(i == SAMPLES ? untilNs : atNs));
      }
      pace(untilNs, speed);
      return new ChannelHistory(
          DurationSpread.of(lagsNs),
          samples.stream().mapToLong(Sample::lagInstructions).max().orElse(0),
          slowest,
          throttledNs,
          stalledNs(),
          starvedNs,
          ImmutableList.copyOf(samples));
    }

    /** Entries are logged before they are received, and received before they are replayed. */
    private void advance(long atNs) {
      while (true) {
        long loggedNs = time(trace.logged(), nextLogged, Logged::atNs);
        long receivedNs = time(trace.received(), nextReceived, Received::atNs);
        long consumedNs = time(trace.consumed(), nextConsumed, Consumed::atNs);
        long pacedNs = time(trace.paced(), nextPaced, Paced::atNs);
        long firstNs = Math.min(Math.min(loggedNs, receivedNs), Math.min(consumedNs, pacedNs));
        if (firstNs > atNs || firstNs == Long.MAX_VALUE) {
          return;
        }
        if (loggedNs == firstNs) {
          logged(trace.logged().get(nextLogged++));
        } else if (receivedNs == firstNs) {
          received(trace.received().get(nextReceived++));
        } else if (consumedNs == firstNs) {
          consumed(trace.consumed().get(nextConsumed++));
        } else {
          pace(firstNs, trace.paced().get(nextPaced++).speedPerMille());
        }
      }
    }

    private interface When<T> {
      long of(T what);
    }

    private static <T> long time(List<T> all, int next, When<T> when) {
      return next < all.size() ? when.of(all.get(next)) : Long.MAX_VALUE;
    }

    /** A host that logs is the primary; a new one begins without a backup behind it. */
    private void logged(Logged entry) {
      if (entry.host() != primary) {
        primary = entry.host();
        backup = -1;
        unreceived.clear();
        unreplayed.clear();
        replayedCount = entry.entry().count();
        starvedSinceNs = -1;
      }
      unreceived.add(entry);
      unreplayed.add(entry);
      loggedCount = entry.entry().count();
    }

    private void received(Received entries) {
      if (entries.host() != backup) {
        backup = entries.host();
        forgetBefore(entries.firstIndex());
      }
      while (!unreceived.isEmpty() && unreceived.element().index() <= entries.throughIndex()) {
        unreceived.remove();
      }
      if (starvedSinceNs >= 0) {
        starvedNs += entries.atNs() - starvedSinceNs;
        starvedSinceNs = -1;
      }
    }

    /** Entries from before a new backup count as replayed. */
    private void forgetBefore(long index) {
      unreceived.removeIf(entry -> entry.index() < index);
      unreplayed.removeIf(entry -> entry.index() < index);
    }

    private void consumed(Consumed entry) {
      if (entry.host() != backup) {
        return; // Its primary is gone: what it drains is no lag behind anyone.
      }
      while (!unreplayed.isEmpty() && unreplayed.element().index() <= entry.index()) {
        Logged done = unreplayed.remove();
        lagsNs.add(entry.atNs() - done.atNs());
        replayedCount = done.entry().count();
      }
      if (unreplayed.size() == unreceived.size()) {
        starvedSinceNs = entry.atNs();
      }
    }

    private void pace(long atNs, int newSpeed) {
      throttledNs += speed < FULL_SPEED ? atNs - speedSinceNs : 0;
      speedSinceNs = atNs;
      speed = newSpeed;
      slowest = Math.min(slowest, newSpeed);
    }

    private Sample sample(long atNs) {
      boolean followed = backup >= 0;
      Logged oldest = unreplayed.peek();
      long bytes = bytes(unreceived);
      return new Sample(
          atNs,
          followed && oldest != null ? atNs - oldest.atNs() : 0,
          followed ? Math.max(0, loggedCount - replayedCount) : 0,
          followed ? unreceived.size() : 0,
          followed ? bytes : 0,
          followed ? unreplayed.size() - unreceived.size() : 0,
          followed ? bytes(unreplayed) - bytes : 0,
          speed);
    }

    private static long bytes(Iterable<Logged> entries) {
      long bytes = 0;
      for (Logged entry : entries) {
        bytes += entry.sentBytes();
      }
      return bytes;
    }

    private long stalledNs() {
      long totalNs = 0;
      long sinceNs = -1;
      for (Stalled one : trace.stalled()) {
        if (one.still()) {
          sinceNs = one.atNs();
        } else if (sinceNs >= 0) {
          totalNs += one.atNs() - sinceNs;
          sinceNs = -1;
        }
      }
      return sinceNs >= 0 ? totalNs + untilNs - sinceNs : totalNs;
    }
  }
}
