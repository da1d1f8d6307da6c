package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.sim.world.RuleSet;

/** Bugs in when outputs leave (paper §2.2). */
final class OutputMutants {
  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "output-before-ack",
              "an output leaves as soon as its entry is logged",
              "output-rule",
              MutantCampaign.CRASH,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public long releasable(long appendedThrough, long acknowledgedThrough) {
                      return appendedThrough;
                    }
                  })),
          new Mutant(
              "output-without-own-entry",
              "an output waits for the entries before it and not for its own",
              "output-rule",
              MutantCampaign.LOSSY_CHANNEL_WRITER,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public long releasable(long appendedThrough, long acknowledgedThrough) {
                      return Math.min(appendedThrough, acknowledgedThrough + 1);
                    }
                  })),
          new Mutant(
              "detection-releases",
              "what is held leaves when the backup is missed, before the disk has answered",
              "output-rule",
              MutantCampaign.CHANNEL_CUT,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public long releasableOnDetection(long appendedThrough, long releasedThrough) {
                      return appendedThrough;
                    }
                  })),
          new Mutant(
              "winner-keeps-holding",
              "a primary that has won alone goes on holding what it held for its backup",
              "ending",
              MutantCampaign.BACKUP_DIES_AT_THE_END,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public long releasableAfterWinning(long appendedThrough, long releasedThrough) {
                      return releasedThrough;
                    }
                  })));

  private OutputMutants() {}
}
