package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.replica.StorageRules;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.sim.world.RuleSet;

/** Bugs where each host has a disk for itself (§4.1): the two disks come to differ. */
final class OwnDiskMutants {
  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "backup-does-not-write",
              "a backup takes what its guest writes for done, and its own disk never gets it",
              "disk",
              MutantCampaign.OWN_DISKS,
              RuleSet.STANDARD.with(
                  new StorageRules() {
                    @Override
                    public boolean carriesOutFollowed() {
                      return false;
                    }
                  })),
          new Mutant(
              "clone-without-last-blocks",
              "the last round of a clone lacks the blocks written since the one before",
              "disk",
              MutantCampaign.OWN_DISKS_CLONE_OF_BANK,
              RuleSet.STANDARD.with(
                  new StorageRules() {
                    @Override
                    public boolean clonesLastBlocks() {
                      return false;
                    }
                  })),
          new Mutant(
              "own-clone-without-pending-io",
              "a clone brings a disk, and does not know of the requests that are pending there",
              "lockstep",
              MutantCampaign.OWN_DISKS_CLONE,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public boolean clonesPendingIo() {
                      return false;
                    }
                  })),
          new Mutant(
              "own-races-ignored",
              "requests that race are given to a host's own disk side by side",
              "disk",
              MutantCampaign.OWN_DISKS_RACING_CRASH,
              RuleSet.STANDARD.with(
                  new StorageRules() {
                    @Override
                    public boolean race(PendingIo one, PendingIo other) {
                      return false;
                    }
                  })),
          new Mutant(
              "own-write-forgotten",
              "a backup forgets a write once its disk has done it, and does it again on going live",
              "disk",
              MutantCampaign.OWN_DISKS_RACING_CRASH,
              RuleSet.STANDARD.with(
                  new StorageRules() {
                    @Override
                    public boolean isSettled(boolean completed, boolean acknowledged) {
                      return completed;
                    }
                  })));

  private OwnDiskMutants() {}
}
