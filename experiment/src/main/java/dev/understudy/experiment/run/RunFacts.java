package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.TestAndSetOutcome;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.RunTrace.Served;
import dev.understudy.sim.world.World;
import java.util.TreeMap;

/**
 * What the report of a run is worked out from.
 *
 * @param decisions the test-and-sets that were won, in order
 * @param survivorLog the log of the machine that survived
 * @param hosts what each host left, by number
 */
record RunFacts(
    RunTrace trace,
    World world,
    ImmutableList<SurvivorDecision> decisions,
    SurvivorLog survivorLog,
    TreeMap<Integer, HostFacts> hosts) {

  /** Nobody, as a host number. */
  static final int NO_HOST = -1;

  static RunFacts of(RunTrace trace, World world) {
    ImmutableList<SurvivorDecision> decisions = decisionsIn(trace, world);
    TreeMap<Integer, HostFacts> hosts = HostFacts.of(trace);
    return new RunFacts(trace, world, decisions, SurvivorLog.of(trace, hosts, decisions), hosts);
  }

  private static ImmutableList<SurvivorDecision> decisionsIn(RunTrace trace, World world) {
    ImmutableList.Builder<SurvivorDecision> decisions = ImmutableList.builder();
    int last = NO_HOST;
    for (Served served : trace.served()) {
      if (served.reply() instanceof DiskReply.TestAndSetAnswered answer
          && answer.outcome() == TestAndSetOutcome.WON) {
        int winner = world.hostOfIncarnation(answer.incarnation());
        if (winner != last) {
          decisions.add(new SurvivorDecision(served.atNs(), winner));
          last = winner;
        }
      }
    }
    return decisions.build();
  }

  HostFacts ofHost(int host) {
    return hosts.getOrDefault(host, HostFacts.NONE);
  }

  String hostName(int number) {
    return world.nameOf(number);
  }
}
