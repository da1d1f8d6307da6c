package dev.understudy.ft.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.understudy.disk.DiskRules;
import dev.understudy.disk.Generation;
import dev.understudy.disk.IncarnationStanding;
import dev.understudy.disk.SequenceWindow;
import dev.understudy.hypervisor.device.PendingIo;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever the network loses, repeats and reorders, and whichever host goes live with whichever
 * part of the log: every read returns what the order of issue says, and the disk ends up with that.
 */
class StorageDifferentialTest {
  private static final int SEEDS = 150;
  private static final int STEPS = 1500;

  @Test
  void theOrderOfIssueIsWhatTheDiskAndTheGuestSee() {
    int failovers = 0;
    int reissues = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      StorageWorld world =
          new StorageWorld(new SplittableRandom(seed), StorageRules.STANDARD, DiskRules.STANDARD);
      try {
        world.run(STEPS);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
      failovers += world.failovers();
      reissues += world.reissues();
    }
    assertThat(failovers).as("failovers").isGreaterThan(SEEDS);
    assertThat(reissues).as("I/O issued again").isGreaterThan(SEEDS);
  }

  @Test
  void withoutTheOrderOfRacingIoSomethingGoesWrong() {
    goesWrong(
        new StorageRules() {
          @Override
          public boolean race(PendingIo one, PendingIo other) {
            return false;
          }
        },
        DiskRules.STANDARD);
  }

  @Test
  void blocksAloneAreNotEnoughToTellARace() {
    goesWrong(
        new StorageRules() {
          @Override
          public boolean race(PendingIo one, PendingIo other) {
            return one.block() < other.block() + other.blocks()
                && other.block() < one.block() + one.blocks();
          }
        },
        DiskRules.STANDARD);
  }

  @Test
  void aCompletionThatMayStillGetLostDoesNotSettleAnything() {
    goesWrong(
        new StorageRules() {
          @Override
          public boolean isSettled(boolean completed, boolean acknowledged) {
            return completed;
          }
        },
        DiskRules.STANDARD);
  }

  @Test
  void withoutTheFenceTheLosersLateWritesDoHarm() {
    goesWrong(
        StorageRules.STANDARD,
        new DiskRules() {
          @Override
          public IncarnationStanding standing(List<Generation> generations, long incarnation) {
            IncarnationStanding standing = DiskRules.super.standing(generations, incarnation);
            return standing == IncarnationStanding.FENCED ? IncarnationStanding.ACTING : standing;
          }
        });
  }

  @Test
  void copiesOfWritesDoHarmIfNothingTellsThemFromTheOriginals() {
    goesWrong(
        StorageRules.STANDARD,
        new DiskRules() {
          @Override
          public boolean isRepeated(SequenceWindow applied, long sequence) {
            return false;
          }

          @Override
          public boolean isTooOld(SequenceWindow applied, long sequence) {
            return false;
          }

          @Override
          public boolean isOvertaken(
              long incarnation, long sequence, long lastWriter, long lastSequence) {
            return false;
          }
        });
  }

  private static void goesWrong(StorageRules rules, DiskRules diskRules) {
    for (int seed = 0; seed < SEEDS; seed++) {
      try {
        new StorageWorld(new SplittableRandom(seed), rules, diskRules).run(STEPS);
      } catch (AssertionError expected) {
        return;
      }
    }
    fail("nothing went wrong");
  }
}
