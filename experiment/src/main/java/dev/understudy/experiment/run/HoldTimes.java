package dev.understudy.experiment.run;

import dev.understudy.sim.oracle.RunTrace;
import java.util.List;

/**
 * How long outputs waited for their acknowledgement: what the Output Rule costs.
 *
 * @param outputs that were let go
 * @param held how many of them had to wait
 * @param heldNs how long those waited
 */
public record HoldTimes(long outputs, long held, DurationSpread heldNs) {

  static HoldTimes of(RunTrace trace) {
    List<Long> heldNs =
        trace.released().stream()
            .map(RunTrace.Released::heldNs)
            .filter(waitedNs -> waitedNs > 0)
            .toList();
    return new HoldTimes(trace.released().size(), heldNs.size(), DurationSpread.of(heldNs));
  }
}
