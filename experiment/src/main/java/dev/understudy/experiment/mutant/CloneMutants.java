package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.sim.world.RuleSet;

/** Bugs in what a clone is made of (paper §3.1). */
final class CloneMutants {
  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "clone-without-pending-io",
              "a clone does not know of the disk requests that are pending",
              "lockstep",
              MutantCampaign.CLONE_OF_WRITER,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public boolean clonesPendingIo() {
                      return false;
                    }
                  })),
          new Mutant(
              "clone-without-last-pages",
              "the last round of a clone lacks the pages that changed since the one before",
              "lockstep",
              MutantCampaign.CLONE,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public boolean clonesLastPages() {
                      return false;
                    }
                  })),
          new Mutant(
              "clone-without-devices",
              "a clone has new devices instead of those of its source",
              "lockstep",
              MutantCampaign.CLONE,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public boolean clonesDevices() {
                      return false;
                    }
                  })));

  private CloneMutants() {}
}
