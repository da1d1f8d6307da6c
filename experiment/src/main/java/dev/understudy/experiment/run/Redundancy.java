package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;

/**
 * How redundancy was lost and came back.
 *
 * @param failovers who came to be the only host, and how
 * @param clones how new backups were made, or not
 */
public record Redundancy(ImmutableList<Failover> failovers, ImmutableList<CloneAttempt> clones) {
  static Redundancy of(RunFacts facts) {
    return new Redundancy(Failover.in(facts), CloneAttempt.in(facts));
  }

  /** How often a backup went live. */
  long failoverCount() {
    return failovers.stream()
        .filter(one -> one.failover() && one.liveNs() != Failover.NEVER)
        .count();
  }

  /** How long the guest stood still at most, for a new backup; 0 if none was made. */
  public long clonePauseNs() {
    return clones.stream().mapToLong(CloneAttempt::pauseNs).max().orElse(0);
  }
}
