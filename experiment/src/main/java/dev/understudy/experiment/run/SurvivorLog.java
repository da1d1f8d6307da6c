package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.RunTrace.Installed;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.oracle.RunTrace.Received;
import dev.understudy.sim.oracle.RunTrace.WentLive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The log of the one machine that survived: what the first primary logged, up to where the next one
 * took over, what that one logged since, and so on. If nobody is left, the last owner's.
 *
 * @param host whose log it is
 * @param entries without a gap, from index 1
 */
record SurvivorLog(int host, ImmutableList<Logged> entries) {
  /** The host that runs the guest at the beginning. */
  private static final int FIRST_PRIMARY = 0;

  static SurvivorLog of(
      RunTrace trace, Map<Integer, HostFacts> hosts, List<SurvivorDecision> decisions) {
    int author = FIRST_PRIMARY;
    List<Logged> entries = new ArrayList<>(loggedBy(author, hosts));
    for (SurvivorDecision decision : decisions) {
      if (decision.winner() != author) {
        author = decision.winner();
        long through = handedOver(trace, author);
        while (!entries.isEmpty() && entries.get(entries.size() - 1).index() > through) {
          entries.remove(entries.size() - 1);
        }
        entries.addAll(loggedBy(author, hosts));
      }
    }
    return new SurvivorLog(author, ImmutableList.copyOf(entries));
  }

  /** How many instructions the guest had executed at the last entry; 0 without any. */
  long lastCount() {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).entry().count();
  }

  private static List<Logged> loggedBy(int host, Map<Integer, HostFacts> hosts) {
    return hosts.getOrDefault(host, HostFacts.NONE).logged();
  }

  /** Where the survivor took over, or would: behind the last entry without a gap before it. */
  private static long handedOver(RunTrace trace, int survivor) {
    for (WentLive live : trace.wentLive()) {
      if (live.host() == survivor) {
        return live.how().drainedThrough();
      }
    }
    long through = 0;
    for (Installed installed : trace.installed()) {
      through = installed.host() == survivor ? installed.afterIndex() : through;
    }
    for (Received received : trace.received()) {
      through = received.host() == survivor ? received.throughIndex() : through;
    }
    return through;
  }

  /** Its outputs by index, each with the entry that stands for it. */
  NavigableMap<Long, Logged> outputs() {
    TreeMap<Long, Logged> outputs = new TreeMap<>();
    for (Logged logged : entries) {
      OutputEffect output = logged.output();
      if (output != null) {
        outputs.put(output.index(), logged);
      }
    }
    return outputs;
  }
}
