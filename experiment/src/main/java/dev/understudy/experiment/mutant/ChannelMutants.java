package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.sim.world.RuleSet;

/** Bugs in how the log gets from one host to the other (§3.2). */
final class ChannelMutants {
  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "ack-before-receipt",
              "the backup acknowledges entries that it has only heard of",
              "output-rule",
              MutantCampaign.LOSSY_CHANNEL_CRASH,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public long acknowledges(
                        long receivedThrough, long replayedThrough, long heardOfThrough) {
                      return heardOfThrough;
                    }
                  })),
          new Mutant(
              "ack-one-too-many",
              "the backup acknowledges the entry after the last one it has received",
              "output-rule",
              MutantCampaign.LOSSY_CHANNEL_WRITER,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public long acknowledges(
                        long receivedThrough, long replayedThrough, long heardOfThrough) {
                      return receivedThrough + 1;
                    }
                  })),
          new Mutant(
              "gap-skipped",
              "the backup takes entries behind a lost frame as if nothing were missing",
              "lockstep",
              MutantCampaign.LOSSY_CHANNEL_CRASH,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean extendsPrefix(long index, long receivedThrough) {
                      return index > receivedThrough;
                    }
                  })),
          new Mutant(
              "copy-replayed",
              "the backup takes a frame that comes twice as two frames",
              "lockstep",
              MutantCampaign.LOSSY_CHANNEL_CRASH,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean alreadyReceived(long index, long receivedThrough) {
                      return false;
                    }

                    @Override
                    public boolean extendsPrefix(long index, long receivedThrough) {
                      return index <= receivedThrough + 1;
                    }
                  })),
          new Mutant(
              "never-sent-again",
              "entries that get lost are not sent again",
              "clients",
              MutantCampaign.LOSSY_CHANNEL,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public long retransmitAfterNs(ProtocolConfig config) {
                      return MutantCampaign.NEVER_NS;
                    }
                  })));

  private ChannelMutants() {}
}
