package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.DiskRules;
import dev.understudy.disk.Generation;
import dev.understudy.disk.IncarnationStanding;
import dev.understudy.disk.SequenceWindow;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.replica.ReplicationRules;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.programs.Programs;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Oracle;
import dev.understudy.sim.world.RuleSet;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.StateHash;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * With a rule taken away the oracles must notice, each by its own name: only then is their silence
 * worth anything.
 */
class NegativeControlTest {

  /**
   * A planted bug.
   *
   * @param what is wrong
   * @param oracle that has to say so
   * @param saying a piece of what it says
   * @param setup the run that shows it; it breaks nothing under the product's rules
   */
  private record Bug(String what, String oracle, String saying, Setup setup, RuleSet rules) {}

  private static final RuleSet RULES = RuleSet.STANDARD;

  private static final Rules HASTY =
      new Rules() {
        @Override
        public long releasable(long appendedThrough, long acknowledgedThrough) {
          return appendedThrough;
        }

        @Override
        public boolean flushesAtOnce(Gate gate) {
          return false;
        }
      };

  private static ImmutableList<Bug> bugs() {
    return ImmutableList.of(
        new Bug(
            "a source never makes a pair with the destination of its clone",
            "liveness",
            "there was no backup for",
            ShippedSetups.cluster("counter", 7, 4, ShippedSetups.SERVICE, "crash primary@20ms"),
            RULES.with(
                new Rules() {
                  @Override
                  public boolean mayRenew(boolean snapshotAcknowledged) {
                    return false;
                  }
                })),
        new Bug(
            "a backup makes up its random numbers",
            "lockstep",
            "instruction",
            ShippedSetups.setup("dice", 7),
            RULES.with(
                new SeamRules() {
                  @Override
                  public boolean logsEntropyReads() {
                    return false;
                  }

                  @Override
                  public long unloggedRead(long count) {
                    return count;
                  }
                })),
        new Bug(
            "an interrupt comes one instruction late",
            "lockstep",
            "instruction",
            ShippedSetups.setup("threads", 7),
            RULES.with(
                new SeamRules() {
                  @Override
                  public long appliesAt(Entry logged) {
                    return logged.count() + 1;
                  }
                })),
        new Bug(
            "a backup's memory differs and its own comparison is blind",
            "lockstep",
            "in memory or devices at the state mark",
            ShippedSetups.setup("bank", 7),
            RULES.with(new Scribbler())),
        new Bug(
            "outputs leave before the ack",
            "output-rule",
            "had received entry",
            ShippedSetups.setup("counter", 7, "crash primary@output:60"),
            RULES.with(HASTY)),
        new Bug(
            "outputs leave before the ack, and the primary dies right after one",
            "output-requirement",
            "is none of the surviving machine's",
            ShippedSetups.setup("counter", 7, "crash primary@sent:60"),
            RULES.with(HASTY)),
        new Bug(
            "a client sees an answer that the survivor knows nothing of",
            "clients",
            "was told the number",
            ShippedSetups.setup("counter", 7, "crash primary@sent:60"),
            RULES.with(HASTY)),
        new Bug(
            "the test-and-set is skipped",
            "one-chain",
            "which the disk had never named",
            ShippedSetups.setup(
                "counter", 7, "cut channel:primary:backup@6ms", "cut channel:backup:primary@6ms"),
            RULES.with(
                new Rules() {
                  @Override
                  public boolean asksTheDisk(boolean primary) {
                    return false;
                  }
                })),
        new Bug(
            "a paused primary wakes up and may still write",
            "one-chain",
            "changed block",
            ShippedSetups.setup(
                "disklog", 7, "cut storage:primary:disk@8ms+20ms", "pause primary@9ms+40ms"),
            RULES.with(
                new DiskRules() {
                  @Override
                  public IncarnationStanding standing(
                      List<Generation> generations, long incarnation) {
                    return IncarnationStanding.ACTING;
                  }
                })),
        new Bug(
            "the disk takes every write for a copy of one that it applied",
            "disk",
            "neither the last write the guest saw completed",
            ShippedSetups.setup("bank", 7),
            RULES.with(
                new DiskRules() {
                  @Override
                  public boolean isRepeated(SequenceWindow applied, long sequence) {
                    return sequence > 20;
                  }
                })),
        new Bug(
            "the guest's clock may turn back at a failover",
            "justified-inputs",
            "turns the guest's clock back",
            ShippedSetups.setup("clock", 7, "crash primary@8ms"),
            RULES.with(
                new SeamRules() {
                  @Override
                  public long guestClockNs(long lastLoggedNs, long hostClockNs) {
                    return Math.max(0, hostClockNs - 5_000_000);
                  }
                })),
        new Bug(
            "a host loses patience before a frame can have come",
            "nothing-needless",
            "nothing had broken",
            ShippedSetups.setup("clock", 7),
            RULES.with(
                new Rules() {
                  @Override
                  public long detectionAfterNs(ProtocolConfig config) {
                    return 10_000;
                  }
                })),
        new Bug(
            "a backup that goes live forgets the disk requests that were under way",
            "ending",
            "nobody saw it end",
            ShippedSetups.setup("disklog", 7, "crash primary@8ms"),
            RULES.with(
                new SeamRules() {
                  @Override
                  public List<PendingIo> reissued(List<PendingIo> pending, VirtualMachine guest) {
                    return List.of();
                  }
                })),
        new Bug(
            "an entry waits for others though an output is held for it",
            "declared",
            "was held for",
            declaring("hold-max = \"150us\""),
            RULES.with(
                new Rules() {
                  @Override
                  public boolean flushesAtOnce(Gate gate) {
                    return false;
                  }
                })),
        new Bug(
            "an epoch begins before the backup has the last one",
            "waiting",
            "before the backup had received it",
            inEpochs(),
            RULES.with(
                new ReplicationRules() {
                  @Override
                  public boolean mayBeginEpoch(long boundary, long acknowledgedThrough) {
                    return true;
                  }
                })),
        new Bug(
            "outputs leave before the ack, so that none is ever held",
            "sometimes",
            "output-held",
            declaring("sometimes = [\"output-held\", \"backup-waited\"]"),
            RULES.with(HASTY)));
  }

  private static Setup inEpochs() {
    Scenario scenario = ShippedSetups.scenario("counter");
    return ShippedSetups.setup(
        scenario.builder().replication(scenario.replication().with(Strategy.EPOCH)).scenario(),
        ShippedSetups.image("counter"),
        7);
  }

  private static Setup declaring(String bound) {
    String toml = Programs.find("counter").orElseThrow().scenario();
    String changed = toml.replace("[expect]", "[expect]\n" + bound);
    return ShippedSetups.setup(
        Scenario.parse("counter.toml", changed).orThrow(), ShippedSetups.image("counter"), 7);
  }

  /** Writes into memory that no program uses, and looks away when marks are compared. */
  private static final class Scribbler extends SeamRules {
    @Override
    public void arrived(Entry entry, VirtualMachine guest) {
      if (entry.type() == Entry.Type.FRAME_RECEIVED && guest.machine().canonical()) {
        guest.machine().write(guest.machine().memorySize() - 1, new byte[] {1});
      }
    }

    @Override
    public boolean stateAgrees(StateHash logged, StateHash own) {
      return true;
    }
  }

  @TestFactory
  Stream<DynamicTest> eachBugIsCaughtByTheOracleThatIsThereForIt() {
    return bugs().stream().map(bug -> DynamicTest.dynamicTest(bug.what, () -> isCaught(bug)));
  }

  private static void isCaught(Bug bug) {
    assertThat(ShippedSetups.run(bug.setup).finish().breaches())
        .as("with all rules in force")
        .isEmpty();

    List<Breach> breaches = ShippedSetups.run(bug.setup.withRules(bug.rules)).finish().breaches();
    assertThat(breaches)
        .as("broken: %s", breaches)
        .anyMatch(one -> one.oracle().equals(bug.oracle) && one.text().contains(bug.saying));
  }

  @Test
  void everyOracleHasCaughtSomething() {
    Set<String> caught = bugs().stream().map(Bug::oracle).collect(Collectors.toSet());

    assertThat(Stream.of(Oracle.values()).map(Oracle::label)).allMatch(caught::contains);
  }
}
