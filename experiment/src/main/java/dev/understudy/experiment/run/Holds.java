package dev.understudy.experiment.run;

import dev.understudy.sim.oracle.Chronicle;
import java.util.List;

/**
 * How long outputs waited for their acknowledgement: what the Output Rule costs.
 *
 * @param outputs that were let go
 * @param held how many of them had to wait
 * @param heldNs how long those waited
 */
public record Holds(long outputs, long held, Spread heldNs) {

  static Holds of(Chronicle chronicle) {
    List<Long> heldNs =
        chronicle.released().stream()
            .map(Chronicle.Released::heldNs)
            .filter(waitedNs -> waitedNs > 0)
            .toList();
    return new Holds(chronicle.released().size(), heldNs.size(), Spread.of(heldNs));
  }
}
