package dev.understudy.sim.oracle;

import dev.understudy.sim.world.World;

/**
 * The end of a run, for judges of what has a deadline. A run may be cut before something is due:
 * then nobody can say whether it would have come.
 *
 * @param atNs virtual time
 * @param cut whether something could still have happened
 * @param deadlines how long what is promised may take
 * @param wrongNs when last something happened that a host has to make up for
 * @param openNs until when something was in the way of answers
 */
record RunEnd(long atNs, boolean cut, Deadlines deadlines, long wrongNs, long openNs) {

  static RunEnd of(World world, Deadlines deadlines, LastDisturbance last) {
    boolean cut = !world.isOver() && world.nextNs() != Long.MAX_VALUE;
    return new RunEnd(world.nowNs(), cut, deadlines, last.wrongNs(), last.openNs());
  }

  /** Whether the run was cut before this time. */
  boolean isBefore(long dueNs) {
    return cut && atNs < dueNs;
  }

  /** When somebody has to serve again, whatever went wrong. */
  long servedDueNs() {
    return deadlines.servedNs(wrongNs);
  }

  /** When a client has to have its answer. */
  long answerDueNs(long askedNs) {
    return deadlines.answeredNs(Math.max(askedNs, Math.max(wrongNs, openNs)));
  }
}
