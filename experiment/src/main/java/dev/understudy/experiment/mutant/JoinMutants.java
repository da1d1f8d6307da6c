package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.protocol.ChannelFrame.Header;
import dev.understudy.ft.protocol.Identity;
import dev.understudy.ft.protocol.IgnoreReason;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.sim.world.RuleSet;
import org.jspecify.annotations.Nullable;

/** Bugs in how a clone becomes the new backup (paper §3.1). */
final class JoinMutants {
  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "frames-of-strangers",
              "frames of another generation, sender or receiver are accepted",
              "liveness",
              MutantCampaign.CLONE,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public @Nullable IgnoreReason refuses(Header header, Identity identity) {
                      return null;
                    }
                  })),
          new Mutant(
              "outputs-ignore-joiner",
              "outputs do not wait for the destination of a clone that could win already",
              "output-rule",
              MutantCampaign.CLONE,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean outputsWaitForJoiner() {
                      return false;
                    }
                  })),
          new Mutant(
              "outputs-ignore-old-backup",
              "while the disk makes the next generation, outputs no longer wait for the old backup",
              "output-rule",
              MutantCampaign.MOVED_BACKUP,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean outputsWaitForPresentPeer() {
                      return false;
                    }
                  })),
          new Mutant(
              "pair-without-renewal",
              "source and destination are a pair before the disk knows of their generation",
              "liveness",
              MutantCampaign.CLONE,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean renewsMembership() {
                      return false;
                    }
                  })),
          new Mutant(
              "backup-before-snapshot",
              "a destination takes itself for a backup before it holds the whole snapshot",
              "whole-guest",
              MutantCampaign.CLONE,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean holdsSnapshot(long receivedPieces, long lastPiece) {
                      return receivedPieces >= 5;
                    }
                  })),
          new Mutant(
              "renewed-before-snapshot",
              "the disk is asked before the destination holds the whole snapshot",
              "liveness",
              MutantCampaign.CLONE_AND_CRASH,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean mayRenew(boolean snapshotAcknowledged) {
                      return true;
                    }
                  })),
          new Mutant(
              "never-renewed",
              "a source never makes a pair with the destination of its clone",
              "clients",
              MutantCampaign.CLONE,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean mayRenew(boolean snapshotAcknowledged) {
                      return false;
                    }
                  })));

  private JoinMutants() {}
}
