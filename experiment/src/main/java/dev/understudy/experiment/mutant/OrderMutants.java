package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.sim.world.RuleSet;

/** Bugs in what becomes of an operator's orders (§3.3); all machines have them. */
final class OrderMutants {
  private static final RuleSet FORGETFUL =
      RuleSet.STANDARD.withEverywhere(
          new SeamRules() {
            @Override
            public boolean keepsOrdersAtGoLive() {
              return false;
            }
          });

  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "pause-not-obeyed",
              "a guest that was paused goes on",
              "orders",
              MutantCampaign.PAUSED,
              RuleSet.STANDARD.withEverywhere(
                  new SeamRules() {
                    @Override
                    public boolean standsStill(boolean paused) {
                      return false;
                    }
                  })),
          new Mutant(
              "pause-forgotten",
              "a guest that was paused goes on when its backup goes live",
              "orders",
              MutantCampaign.PAUSED_CRASH,
              FORGETFUL),
          new Mutant(
              "share-forgotten",
              "a guest has the whole processor again when its backup goes live",
              "orders",
              MutantCampaign.SHARED_CRASH,
              FORGETFUL));

  private OrderMutants() {}
}
