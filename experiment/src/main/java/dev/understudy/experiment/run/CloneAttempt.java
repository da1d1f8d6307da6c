package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.sim.oracle.RunTrace.Cloned;
import dev.understudy.sim.world.World;

/**
 * The guest was cloned to another host (paper §3.1), or that was tried.
 *
 * @param atNs when it ended, in virtual time
 * @param pauseNs how long the guest stood still for the last round; 0 if it did not come to that
 */
public record CloneAttempt(
    long atNs, String from, String to, CloneEnd how, int rounds, long pauseNs) {

  static ImmutableList<CloneAttempt> in(RunFacts facts) {
    World world = facts.world();
    ImmutableList.Builder<CloneAttempt> clones = ImmutableList.builder();
    for (Cloned one : facts.trace().cloned()) {
      clones.add(
          new CloneAttempt(
              one.atNs(),
              facts.hostName(one.host()),
              facts.hostName(world.hostOfIncarnation(one.how().joiner())),
              one.how().how(),
              one.how().rounds(),
              one.how().pauseNs()));
    }
    return clones.build();
  }

  /** Whether the two are a pair now. */
  public boolean isMade() {
    return how == CloneEnd.PAIRED;
  }
}
