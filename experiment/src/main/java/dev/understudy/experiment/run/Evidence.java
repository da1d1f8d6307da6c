package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.Reply;
import dev.understudy.disk.TestAndSetOutcome;
import dev.understudy.sim.oracle.Chronicle;
import dev.understudy.sim.oracle.Chronicle.Served;
import dev.understudy.sim.world.World;
import java.util.TreeMap;

/**
 * What an account is told by.
 *
 * @param decisions the test-and-sets that were won, in order
 * @param lineage the log of the machine that survived
 * @param hosts what each host left, by number
 */
record Evidence(
    Chronicle chronicle,
    World world,
    ImmutableList<Decision> decisions,
    Lineage lineage,
    TreeMap<Integer, Papers> hosts) {

  /** Nobody, as a host number. */
  static final int NOBODY = -1;

  /** The disk named a host as the survivor. */
  record Decision(long atNs, int winner) {}

  static Evidence of(Chronicle chronicle, World world) {
    ImmutableList<Decision> decisions = decisionsIn(chronicle, world);
    TreeMap<Integer, Papers> hosts = Papers.of(chronicle);
    return new Evidence(
        chronicle, world, decisions, Lineage.of(chronicle, hosts, decisions), hosts);
  }

  private static ImmutableList<Decision> decisionsIn(Chronicle chronicle, World world) {
    ImmutableList.Builder<Decision> decisions = ImmutableList.builder();
    int last = NOBODY;
    for (Served served : chronicle.served()) {
      if (served.reply() instanceof Reply.TestAndSetAnswered answer
          && answer.outcome() == TestAndSetOutcome.WON) {
        int winner = world.hostOfIncarnation(answer.incarnation());
        if (winner != last) {
          decisions.add(new Decision(served.atNs(), winner));
          last = winner;
        }
      }
    }
    return decisions.build();
  }

  Papers papers(int host) {
    return hosts.getOrDefault(host, Papers.NONE);
  }

  String hostName(int number) {
    return world.nameOf(number);
  }
}
