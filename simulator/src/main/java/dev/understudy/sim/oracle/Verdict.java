package dev.understudy.sim.oracle;

import java.util.List;

/**
 * What an oracle says of a run.
 *
 * @param oracle its label
 * @param judged how many things it looked at: an oracle that judged nothing has shown nothing
 * @param unjudged how many things it could not judge, such as entries that only one replica
 *     consumed
 * @param breaches the first few, in order
 */
public record Verdict(String oracle, long judged, long unjudged, List<Breach> breaches) {
  public Verdict {
    breaches = List.copyOf(breaches);
  }

  public boolean isKept() {
    return breaches.isEmpty();
  }
}
