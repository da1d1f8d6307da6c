package dev.understudy.sim.run;

import dev.understudy.sim.oracle.Chronicle;

/**
 * How long outputs waited for their acknowledgement: what the Output Rule costs.
 *
 * @param count outputs let go
 * @param minNs zero, like the others, if there were none
 */
public record Holds(long count, long minNs, long medianNs, long maxNs) {

  static Holds of(Chronicle chronicle) {
    long[] held =
        chronicle.released().stream().mapToLong(Chronicle.Released::heldNs).sorted().toArray();
    return held.length == 0
        ? new Holds(0, 0, 0, 0)
        : new Holds(held.length, held[0], held[held.length / 2], held[held.length - 1]);
  }
}
