package dev.understudy.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Shows that the disk keeps its promises and agrees with the naive one, whatever the network does.
 */
class HostileNetworkTest {
  private static final int SEEDS = 25;
  private static final int STEPS = 2500;

  private final TreeSet<String> seen = new TreeSet<>();

  @Test
  void politeCallers() {
    runAll(true);
    assertThat(seen)
        .contains("applied", "repeated", "fenced", "standby", "foreign", "too old", "out of range");
  }

  @Test
  void callersThatKeepNoOrder() {
    runAll(false);
    assertThat(seen)
        .contains("applied", "repeated", "overtaken", "too old", "won", "lost", "superseded")
        .contains("renewed", "bad joiner", "no such generation", "bad length");
  }

  @Test
  void brokenRulesAreNoticedWithoutTheModel() {
    noticed("nobody is fenced", new NobodyIsFenced());
    noticed(
        "copies are applied again",
        new DiskRules() {
          @Override
          public boolean isRepeated(SequenceWindow applied, long sequence) {
            return false;
          }
        });
    noticed(
        "what is too old is taken for new",
        new DiskRules() {
          @Override
          public boolean isTooOld(SequenceWindow applied, long sequence) {
            return false;
          }
        });
    noticed(
        "old writes land over new ones",
        new DiskRules() {
          @Override
          public boolean isOvertaken(
              long incarnation, long sequence, long lastWriter, long lastSequence) {
            return false;
          }
        });
    noticed(
        "the winner that asks again loses to itself",
        new DiskRules() {
          @Override
          public boolean ownerWinsAgain() {
            return false;
          }
        });
  }

  private static final class NobodyIsFenced implements DiskRules {
    @Override
    public IncarnationStanding standing(List<Generation> generations, long incarnation) {
      IncarnationStanding standing = DiskRules.super.standing(generations, incarnation);
      return standing == IncarnationStanding.FENCED ? IncarnationStanding.ACTING : standing;
    }
  }

  private void runAll(boolean polite) {
    for (int seed = 0; seed < SEEDS; seed++) {
      NaiveDisk model = new NaiveDisk(HostileWorld.BLOCKS, DiskScript.P, DiskScript.B);
      HostileWorld world =
          new HostileWorld(new SplittableRandom(seed), polite, DiskRules.STANDARD, model);
      try {
        seen.addAll(world.run(STEPS));
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", polite " + polite, e);
      }
    }
  }

  private static void noticed(String what, DiskRules rules) {
    for (int seed = 0; seed < SEEDS; seed++) {
      HostileWorld world = new HostileWorld(new SplittableRandom(seed), false, rules, null);
      try {
        world.run(STEPS);
      } catch (AssertionError expected) {
        return;
      }
    }
    fail("nobody noticed that %s", what);
  }
}
