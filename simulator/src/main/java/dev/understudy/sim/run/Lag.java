package dev.understudy.sim.run;

import dev.understudy.sim.oracle.Chronicle;
import dev.understudy.sim.oracle.Chronicle.Consumed;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.oracle.Chronicle.Received;
import org.jspecify.annotations.Nullable;

/**
 * How far a backup was behind its primary at one moment (the paper's execution lag).
 *
 * @param entries logged by the primary and not replayed
 * @param instructions from the last entry replayed to the last one logged
 * @param entriesLost logged by the primary, then or later, and never received
 */
public record Lag(long entries, long instructions, long entriesLost) {

  private static final int NOBODY = -1;

  static Lag at(long atNs, int backup, Chronicle chronicle) {
    @Nullable Logged last = null;
    for (Logged one : chronicle.logged()) {
      if (one.host() != backup) {
        last = one.atNs() <= atNs ? one : last;
      }
    }
    int primary = last == null ? NOBODY : last.host();
    long logged = 0;
    for (Logged one : chronicle.logged()) {
      logged = one.host() == primary ? Math.max(logged, one.index()) : logged;
    }
    long replayed = replayed(atNs, backup, chronicle);
    long index = last == null ? 0 : last.index();
    long count = last == null ? 0 : last.entry().count();
    return new Lag(
        Math.max(0, index - replayed),
        Math.max(0, count - countAt(replayed, primary, chronicle)),
        Math.max(0, logged - received(backup, chronicle)));
  }

  private static long replayed(long atNs, int backup, Chronicle chronicle) {
    long through = 0;
    for (Consumed one : chronicle.consumed()) {
      through = one.host() == backup && one.atNs() <= atNs ? one.index() : through;
    }
    return through;
  }

  private static long received(int backup, Chronicle chronicle) {
    long through = 0;
    for (Received one : chronicle.received()) {
      through = one.host() == backup ? Math.max(through, one.throughIndex()) : through;
    }
    return through;
  }

  private static long countAt(long index, int primary, Chronicle chronicle) {
    for (Logged one : chronicle.logged()) {
      if (one.host() == primary && one.index() == index) {
        return one.entry().count();
      }
    }
    return 0;
  }
}
