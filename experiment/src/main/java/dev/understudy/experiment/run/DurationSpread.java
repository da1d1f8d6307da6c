package dev.understudy.experiment.run;

import java.util.List;

/** The least, the middle and the most of some durations; all 0 if there are none. */
public record DurationSpread(long minNs, long medianNs, long maxNs) {

  /** Of an even number of durations the shorter one in the middle is the median. */
  static DurationSpread of(List<Long> durationsNs) {
    List<Long> sorted = durationsNs.stream().sorted().toList();
    return sorted.isEmpty()
        ? new DurationSpread(0, 0, 0)
        : new DurationSpread(
            sorted.get(0), sorted.get((sorted.size() - 1) / 2), sorted.get(sorted.size() - 1));
  }
}
