package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.world.Fault;

/**
 * Until when something was wrong: from a fault until it heals, or until a host goes on alone if it
 * never does; and while a host arbitrates.
 *
 * @param open whether it lasts until a host goes on alone
 * @param throughNs the last instant of what was, or will be, over by itself; negative: there was
 *     nothing
 */
record Disturbance(boolean open, long throughNs) {
  static final Disturbance NONE = new Disturbance(false, -1);

  Disturbance struck(long nowNs, Fault fault) {
    long forNs = fault.forNs();
    return forNs == Fault.FOR_EVER
        ? unsettled()
        : new Disturbance(open, Math.max(throughNs, nowNs + forNs));
  }

  Disturbance unsettled() {
    return new Disturbance(true, throughNs);
  }

  /** A host goes on alone. */
  Disturbance over(long nowNs) {
    return open ? new Disturbance(false, Math.max(throughNs, nowNs)) : this;
  }

  /** Whether it reaches into the time from then until now. */
  boolean reaches(long fromNs) {
    return open || throughNs >= fromNs;
  }

  void digestInto(StateDigest digest) {
    digest.add(open);
    digest.add(throughNs);
  }
}
