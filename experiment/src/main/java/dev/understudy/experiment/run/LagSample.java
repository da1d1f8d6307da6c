package dev.understudy.experiment.run;

import dev.understudy.sim.oracle.RunTrace.Logged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a backup was behind its primary at one moment (the paper's execution lag).
 *
 * @param entries logged by the primary and not replayed
 * @param instructions from the last entry replayed to the last one logged
 * @param entriesLost logged by the primary, then or later, and never received
 */
public record LagSample(long entries, long instructions, long entriesLost) {

  static LagSample at(long atNs, int backup, RunFacts facts) {
    @Nullable Logged last = lastBefore(atNs, backup, facts.trace().logged());
    if (last == null) {
      return new LagSample(0, 0, 0);
    }
    HostFacts primary = facts.ofHost(last.host());
    HostFacts follower = facts.ofHost(backup);
    long replayed = follower.replayedBy(atNs);
    long logged = primary.logged().get(primary.logged().size() - 1).index();
    return new LagSample(
        Math.max(0, last.index() - replayed),
        Math.max(0, last.entry().count() - primary.countAt(replayed)),
        Math.max(0, logged - follower.receivedThrough()));
  }

  /** The newest entry that another host has: entries are in order of time. */
  private static @Nullable Logged lastBefore(long atNs, int backup, List<Logged> all) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).atNs() <= atNs && all.get(i).host() != backup) {
        return all.get(i);
      }
    }
    return null;
  }
}
