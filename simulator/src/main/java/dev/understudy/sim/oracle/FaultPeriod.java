package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.world.Fault;

/**
 * The time during which something was wrong: from a fault until it heals, or until a host goes on
 * alone if it never does; and while a host arbitrates.
 *
 * @param open whether it lasts until a host goes on alone
 * @param throughNs the last instant of what was, or will be, over by itself; negative: there was
 *     nothing
 */
record FaultPeriod(boolean open, long throughNs) {
  static final FaultPeriod NONE = new FaultPeriod(false, -1);

  FaultPeriod struck(long nowNs, Fault fault) {
    long forNs = fault.forNs();
    return forNs == Fault.FOR_EVER
        ? unsettled()
        : new FaultPeriod(open, Math.max(throughNs, nowNs + forNs));
  }

  FaultPeriod unsettled() {
    return new FaultPeriod(true, throughNs);
  }

  /** The period after a host went on alone. */
  FaultPeriod over(long nowNs) {
    return open ? new FaultPeriod(false, Math.max(throughNs, nowNs)) : this;
  }

  /** Whether it reaches into the time from {@code fromNs} on. */
  boolean reaches(long fromNs) {
    return open || throughNs >= fromNs;
  }

  void digestInto(StateDigest digest) {
    digest.add(open);
    digest.add(throughNs);
  }
}
