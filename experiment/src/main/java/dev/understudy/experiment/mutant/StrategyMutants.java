package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.replica.ReplicationRules;
import dev.understudy.sim.world.RuleSet;

/** Bugs in what epochs and checkpoints wait for. */
final class StrategyMutants {
  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "epoch-begins-early",
              "an epoch begins before the backup has all of the one before",
              "waiting",
              MutantCampaign.EPOCH,
              RuleSet.STANDARD.with(
                  new ReplicationRules() {
                    @Override
                    public boolean mayBeginEpoch(long boundary, long acknowledgedThrough) {
                      return true;
                    }
                  })),
          new Mutant(
              "input-within-epoch",
              "an input is delivered in the middle of an epoch",
              "waiting",
              MutantCampaign.EPOCH,
              RuleSet.STANDARD.with(
                  new ReplicationRules() {
                    @Override
                    public boolean inputsWaitForTheEnd() {
                      return false;
                    }
                  })),
          new Mutant(
              "output-before-checkpoint",
              "an output leaves before the backup has a checkpoint behind it",
              "output-rule",
              MutantCampaign.CHECKPOINT,
              RuleSet.STANDARD.with(
                  new ReplicationRules() {
                    @Override
                    public long leavesThrough(long checkpointed, long logged) {
                      return logged;
                    }
                  })),
          new Mutant(
              "forgotten-after-checkpoint",
              "an output leaves before its checkpoint, and its primary dies",
              "output-requirement",
              MutantCampaign.CHECKPOINT_CRASH,
              RuleSet.STANDARD.with(
                  new ReplicationRules() {
                    @Override
                    public long leavesThrough(long checkpointed, long logged) {
                      return logged;
                    }
                  })));

  private StrategyMutants() {}
}
