package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.protocol.ChannelFrame;
import dev.understudy.ft.protocol.ChannelFrame.Kind;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.sim.world.RuleSet;

/** Bugs in how a host notices that its peer has failed (§2.3). */
final class DetectionMutants {
  private static final RuleSet NO_DETECTION =
      RuleSet.STANDARD.with(
          new Rules() {
            @Override
            public long detectionAfterNs(ProtocolConfig config) {
              return MutantCampaign.NEVER_NS;
            }
          });

  private static final RuleSet HASTY =
      RuleSet.STANDARD.with(
          new Rules() {
            @Override
            public long detectionAfterNs(ProtocolConfig config) {
              return config.heartbeatIntervalNs();
            }
          });

  private static final RuleSet SILENT =
      RuleSet.STANDARD.with(
          new Rules() {
            @Override
            public long heartbeatAfterNs(ProtocolConfig config) {
              return MutantCampaign.NEVER_NS;
            }
          });

  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "no-detection",
              "nobody ever takes its peer for failed",
              "clients",
              MutantCampaign.CRASH,
              NO_DETECTION),
          new Mutant(
              "hasty-detection",
              "a peer counts as failed after one heartbeat interval",
              "nothing-needless",
              MutantCampaign.IDLE,
              HASTY),
          new Mutant(
              "heartbeats-only",
              "log traffic and acknowledgements are no signs of life",
              "nothing-needless",
              MutantCampaign.BUSY,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean signOfLife(ChannelFrame frame, long highestSequenceHeard) {
                      return frame.kind() == Kind.HEARTBEAT;
                    }
                  })),
          new Mutant(
              "log-traffic-only",
              "heartbeats are no signs of life",
              "nothing-needless",
              MutantCampaign.IDLE,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean signOfLife(ChannelFrame frame, long highestSequenceHeard) {
                      return frame.kind() != Kind.HEARTBEAT;
                    }
                  })),
          new Mutant(
              "no-heartbeats",
              "a host that has nothing to say says nothing",
              "nothing-needless",
              MutantCampaign.IDLE,
              SILENT),
          new Mutant(
              "no-detection-and-no-clients",
              "nobody takes its peer for failed, and nobody waits for the guest",
              "liveness",
              MutantCampaign.CLOCK_CRASH,
              NO_DETECTION),
          new Mutant(
              "hasty-beside-a-slow-host",
              "a peer counts as failed after one heartbeat interval, while a host is slow",
              "nothing-needless",
              MutantCampaign.IDLE_AND_SLOW,
              HASTY),
          new Mutant(
              "silent-while-the-disk-is-out",
              "a host that has nothing to say says nothing, and the disk is out meanwhile",
              "nothing-needless",
              MutantCampaign.IDLE_AND_OUTAGE,
              SILENT),
          new Mutant(
              "deaf-in-a-second-pair",
              "nothing is a sign of life in a generation after the first: every new pair is taken"
                  + " apart again",
              "nothing-needless",
              MutantCampaign.CLONE,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean signOfLife(ChannelFrame frame, long highestSequenceHeard) {
                      return frame.header().generation() == 0
                          && Rules.super.signOfLife(frame, highestSequenceHeard);
                    }
                  })));

  private DetectionMutants() {}
}
