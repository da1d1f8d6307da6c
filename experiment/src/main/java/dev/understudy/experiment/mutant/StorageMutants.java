package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.DiskRules;
import dev.understudy.disk.Generation;
import dev.understudy.disk.SequenceWindow;
import dev.understudy.disk.Standing;
import dev.understudy.ft.replica.StorageRules;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.sim.world.RuleBook;
import java.util.List;

/** Bugs in the shared disk and on the way to it (§2.3, §3.4). */
final class StorageMutants {
  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "races-ignored",
              "disk requests that race are sent side by side",
              "ending",
              Campaign.RACING_IO,
              RuleBook.STANDARD.with(
                  new StorageRules() {
                    @Override
                    public boolean race(PendingIo one, PendingIo other) {
                      return false;
                    }
                  })),
          new Mutant(
              "settled-before-ack",
              "a racing request follows a completion that the backup may not know of",
              "ending",
              Campaign.RACING_IO_CRASH,
              RuleBook.STANDARD.with(
                  new StorageRules() {
                    @Override
                    public boolean isSettled(boolean completed, boolean acknowledged) {
                      return completed;
                    }
                  })),
          new Mutant(
              "test-and-set-not-atomic",
              "each host that asks wins the test-and-set, whether it was set or not",
              "one-chain",
              Campaign.CHANNEL_CUT,
              RuleBook.STANDARD.with(
                  new DiskRules() {
                    @Override
                    public boolean wins(Generation newest) {
                      return true;
                    }
                  })),
          new Mutant(
              "test-and-set-forgets-who",
              "a winner whose answer got lost asks again and loses to itself",
              "clients",
              Campaign.LOST_ANSWER,
              RuleBook.STANDARD.with(
                  new DiskRules() {
                    @Override
                    public boolean ownerWinsAgain() {
                      return false;
                    }
                  })),
          new Mutant(
              "loser-not-fenced",
              "a dead primary's write that comes late is carried out",
              "one-chain",
              Campaign.LATE_WRITES,
              RuleBook.STANDARD.with(
                  new DiskRules() {
                    @Override
                    public Standing standing(List<Generation> generations, long incarnation) {
                      Standing standing = DiskRules.super.standing(generations, incarnation);
                      return standing == Standing.FENCED ? Standing.ACTING : standing;
                    }
                  })),
          new Mutant(
              "copies-carried-out",
              "a write that comes twice is carried out twice, also over its successor",
              "disk",
              Campaign.LATE_COPIES,
              RuleBook.STANDARD.with(
                  new DiskRules() {
                    @Override
                    public boolean isRepeated(SequenceWindow applied, long sequence) {
                      return false;
                    }

                    @Override
                    public boolean isOvertaken(
                        long incarnation, long sequence, long lastWriter, long lastSequence) {
                      return false;
                    }
                  })));

  private StorageMutants() {}
}
