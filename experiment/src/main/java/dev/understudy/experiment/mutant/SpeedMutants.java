package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.replica.ReplicationRules;
import dev.understudy.sim.net.LinkRules;
import dev.understudy.sim.world.RuleSet;

/** Bugs in how fast a guest goes, and how much a link carries. */
final class SpeedMutants {
  private static final int WHOLE = 1000;

  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "share-not-obeyed",
              "a guest with a share of the processor gets all of it",
              "orders",
              MutantCampaign.SHARED,
              RuleSet.STANDARD.with(
                  new ReplicationRules() {
                    @Override
                    public int withShare(int throttled, int share) {
                      return throttled;
                    }
                  })),
          new Mutant(
              "slowed-for-good",
              "a primary that was slowed for its backup never gets faster again",
              "speed",
              MutantCampaign.SLOWED,
              RuleSet.STANDARD.with(
                  new ReplicationRules() {
                    @Override
                    public int throttled(int before, int wanted) {
                      return Math.min(before, wanted);
                    }
                  })),
          new Mutant(
              "slowed-for-nobody",
              "a primary that was slowed stays as slow when its backup dies",
              "speed",
              MutantCampaign.SLOWED_AND_ALONE,
              RuleSet.STANDARD.with(
                  new ReplicationRules() {
                    @Override
                    public int throttled(int before, int wanted) {
                      return wanted == WHOLE ? before : wanted;
                    }
                  })),
          new Mutant(
              "frames-side-by-side",
              "a link carries any number of frames at once",
              "bandwidth",
              MutantCampaign.NARROW_CHANNEL,
              RuleSet.STANDARD.with(
                  new LinkRules() {
                    @Override
                    public long leavesNs(long sentNs, long busyUntilNs, long transmissionNs) {
                      return sentNs + transmissionNs;
                    }
                  })));

  private SpeedMutants() {}
}
