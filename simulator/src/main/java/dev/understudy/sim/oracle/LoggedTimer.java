package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.oracle.RunTrace.Logged;
import java.util.ArrayDeque;

/**
 * The guest's timer as far as the survivor's log tells of it: what a host that goes live has to arm
 * anew. It is due an interval after the first value of the guest's clock that was logged after the
 * arming, for the arming itself is no entry. That is never earlier than the guest asked for.
 */
final class LoggedTimer {
  private static final long UNKNOWN = -1;

  /**
   * A wish of the guest that is not settled.
   *
   * @param host on which the guest made it
   * @param afterEntry the last entry before it
   * @param intervalNs from the wish to the first tick; {@link #UNKNOWN} if the timer is disarmed
   * @param periodNs between ticks; 0 for a single one
   */
  private record Asked(int host, long afterEntry, long intervalNs, long periodNs) {}

  private final ArrayDeque<Asked> asked = new ArrayDeque<>();
  private boolean armed;
  private long intervalNs;
  private long periodNs;
  private long dueNs = UNKNOWN;

  LoggedTimer() {}

  LoggedTimer fork() {
    LoggedTimer copy = new LoggedTimer();
    copy.asked.addAll(asked);
    copy.armed = armed;
    copy.intervalNs = intervalNs;
    copy.periodNs = periodNs;
    copy.dueNs = dueNs;
    return copy;
  }

  void asked(int host, long afterEntry, long interval, long period) {
    asked.add(new Asked(host, afterEntry, interval, period));
  }

  void disarmed(int host, long afterEntry) {
    asked.add(new Asked(host, afterEntry, UNKNOWN, 0));
  }

  /** Drops what is not settled: the guest that goes on elsewhere has yet to ask for it. */
  void forgetAsked() {
    asked.clear();
  }

  /** Takes an entry, and what the guest asked for before it. */
  void settled(Logged entry) {
    while (!asked.isEmpty() && asked.getFirst().afterEntry < entry.index()) {
      Asked one = asked.removeFirst();
      if (one.host == entry.host()) {
        take(one);
      }
    }
    switch (entry.entry().type()) {
      case TIMER_FIRED -> fired();
      case CLOCK_READ, PROGRESS_MARK -> clock(Justification.clockOf(entry.entry()));
      case WENT_LIVE -> wentLive(Justification.clockOf(entry.entry()));
      default -> {}
    }
  }

  private void take(Asked one) {
    armed = one.intervalNs != UNKNOWN;
    intervalNs = one.intervalNs;
    periodNs = one.periodNs;
    dueNs = UNKNOWN;
  }

  private void fired() {
    armed = periodNs > 0;
    intervalNs = periodNs;
    dueNs = dueNs == UNKNOWN ? UNKNOWN : dueNs + periodNs;
  }

  private void clock(long clockNs) {
    dueNs = armed && dueNs == UNKNOWN ? clockNs + intervalNs : dueNs;
  }

  /** Arms it anew at this value of the guest's clock; what is overdue is due now. */
  void wentLive(long clockNs) {
    clock(clockNs);
    dueNs = armed ? Math.max(dueNs, clockNs) : dueNs;
  }

  boolean isArmed() {
    return armed;
  }

  long dueNs() {
    return dueNs;
  }

  long periodNs() {
    return periodNs;
  }

  /** Leaves out what is not settled: it follows from the log, as long as that can still arrive. */
  void digestInto(StateDigest digest) {
    digest.add(armed);
    if (armed) {
      digest.add(intervalNs);
      digest.add(periodNs);
      digest.add(dueNs);
    }
  }
}
