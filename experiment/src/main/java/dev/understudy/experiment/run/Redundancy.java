package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;

/**
 * How redundancy was lost and came back.
 *
 * @param successions who came to be the only host, and how
 * @param clones how new backups were made, or not
 */
public record Redundancy(ImmutableList<Succession> successions, ImmutableList<Clone> clones) {
  static Redundancy of(Evidence evidence) {
    return new Redundancy(Succession.in(evidence), Clone.in(evidence));
  }

  /** How often a backup went live. */
  long failovers() {
    return successions.stream()
        .filter(one -> one.failover() && one.liveNs() != Succession.NEVER)
        .count();
  }

  /** How long the guest stood still at most, for a new backup; 0 if none was made. */
  public long clonePauseNs() {
    return clones.stream().mapToLong(Clone::pauseNs).max().orElse(0);
  }
}
