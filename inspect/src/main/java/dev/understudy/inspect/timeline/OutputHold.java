package dev.understudy.inspect.timeline;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.oracle.RunTrace.Released;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An output that its host held back until its entry was acknowledged (paper §2.2).
 *
 * @param entry the entry that the output belongs to
 * @param release when and how it was let go; null if it never left this host
 * @param untilNs when it was let go, or its host or the run was over
 */
public record OutputHold(Logged entry, @Nullable Released release, long untilNs) {

  /** An entry of the log of one host. */
  private record EntryKey(int host, long index) implements Comparable<EntryKey> {
    @Override
    public int compareTo(EntryKey other) {
      int byHost = Integer.compare(host, other.host);
      return byHost != 0 ? byHost : Long.compare(index, other.index);
    }
  }

  /** Those of a run, in the order of their entries; an output that left at once is none. */
  public static ImmutableList<OutputHold> in(RunTrace trace, HostStates states) {
    TreeMap<EntryKey, Released> released = new TreeMap<>();
    trace.released().forEach(one -> released.put(new EntryKey(one.host(), one.entryIndex()), one));
    ImmutableList.Builder<OutputHold> holds = ImmutableList.builder();
    for (Logged entry : trace.logged()) {
      Released release = released.get(new EntryKey(entry.host(), entry.index()));
      if (entry.output() != null && release == null) {
        long untilNs = Math.max(entry.atNs(), states.lastNs(entry.host()));
        holds.add(new OutputHold(entry, null, untilNs));
      } else if (entry.output() != null && release != null && release.heldNs() > 0) {
        holds.add(new OutputHold(entry, release, release.atNs()));
      }
    }
    return holds.build();
  }
}
