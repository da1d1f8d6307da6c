package dev.understudy.sim.oracle;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.Reply;
import dev.understudy.disk.TestAndSetOutcome;
import dev.understudy.sim.oracle.Chronicle.Served;
import dev.understudy.sim.world.World;

/**
 * What oracles judge by.
 *
 * @param decisions the test-and-sets that were won, in order
 * @param lineage the log of the machine that survived
 */
public record Evidence(
    Chronicle chronicle, World world, ImmutableList<Decision> decisions, Lineage lineage) {

  /** Nobody, as a host number. */
  public static final int NOBODY = -1;

  /** The disk named a host as the survivor. */
  public record Decision(long atNs, int winner) {}

  public static Evidence of(Chronicle chronicle, World world) {
    ImmutableList<Decision> decisions = decisionsIn(chronicle, world);
    return new Evidence(chronicle, world, decisions, Lineage.of(chronicle, decisions));
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

  /** The host that the disk had named by then; {@link #NOBODY} if none. */
  int ownerAt(long atNs) {
    int owner = NOBODY;
    for (Decision decision : decisions) {
      owner = decision.atNs <= atNs ? decision.winner : owner;
    }
    return owner;
  }

  /** Whether the disk had named this host by then, whoever else it named since. */
  boolean wasNamedBy(int host, long atNs) {
    return decisions.stream().anyMatch(one -> one.winner == host && one.atNs <= atNs);
  }

  public String hostName(int number) {
    return world.setup().hosts().get(number).name();
  }
}
