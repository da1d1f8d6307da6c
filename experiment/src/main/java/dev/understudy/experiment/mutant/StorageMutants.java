package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.DiskRules;
import dev.understudy.disk.Generation;
import dev.understudy.disk.IncarnationStanding;
import dev.understudy.disk.SequenceWindow;
import dev.understudy.ft.replica.StorageRules;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.sim.world.RuleSet;
import java.util.List;

/** Bugs in the shared disk and on the way to it (§2.3, §3.4). */
final class StorageMutants {
  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "races-ignored",
              "disk requests that race are sent side by side",
              "ending",
              MutantCampaign.RACING_IO,
              RuleSet.STANDARD.with(
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
              MutantCampaign.RACING_IO_CRASH,
              RuleSet.STANDARD.with(
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
              MutantCampaign.CHANNEL_CUT,
              RuleSet.STANDARD.with(
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
              MutantCampaign.LOST_ANSWER,
              RuleSet.STANDARD.with(
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
              MutantCampaign.LATE_WRITES,
              RuleSet.STANDARD.with(
                  new DiskRules() {
                    @Override
                    public IncarnationStanding standing(
                        List<Generation> generations, long incarnation) {
                      IncarnationStanding standing =
                          DiskRules.super.standing(generations, incarnation);
                      return standing == IncarnationStanding.FENCED
                          ? IncarnationStanding.ACTING
                          : standing;
                    }
                  })),
          new Mutant(
              "copies-carried-out",
              "a write that comes twice is carried out twice, also over its successor",
              "disk",
              MutantCampaign.LATE_COPIES,
              RuleSet.STANDARD.with(
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
