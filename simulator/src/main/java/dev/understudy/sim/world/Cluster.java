package dev.understudy.sim.world;

import dev.understudy.ft.protocol.CloneLimits;

/**
 * The cluster service (paper §3.1): what makes a new backup when there is none.
 *
 * @param replaceAfterNs how long after it saw a primary without a backup it orders a clone; {@link
 *     #NEVER}: nobody makes new backups
 * @param limits what a clone may cost
 */
public record Cluster(long replaceAfterNs, CloneLimits limits) {
  public static final long NEVER = Long.MAX_VALUE;

  /** No service: a pair that lost a host goes on alone. */
  public static final Cluster NONE = new Cluster(NEVER, CloneLimits.DEFAULT);

  public Cluster {
    if (replaceAfterNs < 0) {
      throw new IllegalArgumentException("replaceAfterNs " + replaceAfterNs);
    }
  }

  /** Whether anybody makes new backups. */
  public boolean isThere() {
    return replaceAfterNs != NEVER;
  }
}
