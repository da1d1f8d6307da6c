package dev.understudy.sim.jury;

import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.ft.replica.Action;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Fault.Blow;
import java.util.Locale;

/**
 * Whether more has gone wrong than is provided for. What is promised survives any one crash, pause
 * or cut while there is a backup, and outages of the disk that heal; not a second one before there
 * is a backup again.
 *
 * <p>Immutable: each event gives the next.
 *
 * @param spent whether the next fault is one too many
 * @param exceeded whether it has struck
 * @param chain what spent and what exceeded it, for people
 */
record Budget(boolean spent, boolean exceeded, String chain) {

  /** A guest with a backup. */
  static final Budget WHOLE = new Budget(false, false, "");

  /** A guest that never had one. */
  static final Budget NOTHING = new Budget(true, false, "no backup from the beginning");

  Budget struck(long nowNs, Fault fault, String what) {
    if (exceeded || !counts(fault)) {
      return this;
    }
    boolean isTooMuch = spent || fault.blow() instanceof Blow.DiskOutage;
    return new Budget(true, isTooMuch, with(nowNs, what));
  }

  /** Slow hosts are slow, and a disk that comes back is waited for. */
  private static boolean counts(Fault fault) {
    if (fault.blow() instanceof Blow.DiskOutage outage) {
      return outage.forNs() == Fault.FOR_EVER;
    }
    return !(fault.blow() instanceof Blow.Slow);
  }

  /** Somebody takes its peer for failed: whoever wins is alone. */
  Budget noted(long nowNs, String host, Action.Note note) {
    boolean suspects = note instanceof Action.StateChanged changed && changed.to().arbitrating();
    return suspects && !exceeded
        ? new Budget(true, false, with(nowNs, host + " took its peer for failed"))
        : this;
  }

  /** A fault is over; with nobody suspected meanwhile the two are a pair as before. */
  Budget healed(boolean suspected) {
    return exceeded || suspected ? this : WHOLE;
  }

  /** There is a new pair. */
  Budget paired() {
    return exceeded ? this : WHOLE;
  }

  private String with(long nowNs, String what) {
    String moment = String.format(Locale.ROOT, "%.3f ms: %s", nowNs / 1e6, what);
    return chain.isEmpty() ? moment : chain + "; " + moment;
  }

  void digestInto(StateDigest digest) {
    digest.add(spent);
    digest.add(exceeded);
  }
}
