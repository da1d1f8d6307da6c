package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.protocol.HaltReason;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.protocol.TestAndSetAnswer;
import dev.understudy.sim.world.RuleSet;
import org.jspecify.annotations.Nullable;

/** Bugs in who goes on alone, and how it takes over (§2.3). */
final class ArbitrationMutants {
  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "primary-skips-test-and-set",
              "a primary that misses its backup goes on without asking the disk",
              "output-rule",
              MutantCampaign.CHANNEL_CUT,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean asksTheDisk(boolean primary) {
                      return !primary;
                    }
                  })),
          new Mutant(
              "backup-skips-test-and-set",
              "a backup that misses its primary goes live without asking the disk",
              "output-rule",
              MutantCampaign.CHANNEL_CUT,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean asksTheDisk(boolean primary) {
                      return primary;
                    }
                  })),
          new Mutant(
              "async-backup-skips-test-and-set",
              "the backup of a primary that does not wait for it goes live without asking the disk",
              "one-chain",
              MutantCampaign.ASYNC_CRASH,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean asksTheDisk(boolean primary) {
                      return primary;
                    }
                  })),
          new Mutant(
              "loser-goes-on",
              "the loser of the test-and-set goes on all the same",
              "one-chain",
              MutantCampaign.CHANNEL_CUT,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public @Nullable HaltReason mustHalt(TestAndSetAnswer answer) {
                      return null;
                    }
                  })),
          new Mutant(
              "isolated-host-asks-first",
              "a host that no client reaches does not let its peer ask first",
              "clients",
              MutantCampaign.ISOLATED,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public long isolationWaitNs(boolean serviceLinksUp, ProtocolConfig config) {
                      return 0;
                    }
                  })),
          new Mutant(
              "cut-off-and-stays",
              "a primary that can serve nobody does not step aside for its backup",
              "clients",
              MutantCampaign.CUT_OFF,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public long stepsAsideAfterNs(ProtocolConfig config) {
                      return MutantCampaign.NEVER_NS;
                    }
                  })),
          new Mutant(
              "returns-when-heard-again",
              "a host that has asked the disk goes back to redundancy when it hears its peer",
              "ending",
              MutantCampaign.CHANNEL_CUT_HEALS,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean returnsToFaultTolerance() {
                      return true;
                    }
                  })),
          new Mutant(
              "last-outputs-abandoned",
              "a backup whose guest has ended ends with its primary, whatever was still held",
              "ending",
              MutantCampaign.CRASH_AT_THE_END,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean arbitratesAfterFinal(boolean toldFinished) {
                      return false;
                    }
                  })),
          new Mutant(
              "finished-and-not-told",
              "a primary whose guest has ended stops without a word to its backup",
              "nothing-needless",
              MutantCampaign.GUEST_ENDS,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean tellsFinished() {
                      return false;
                    }
                  })),
          new Mutant(
              "live-without-draining",
              "a backup goes live with entries that it acknowledged and has not replayed",
              "whole-guest",
              MutantCampaign.SLOW_BACKUP,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean drained(long replayedThrough, long receivedThrough) {
                      return true;
                    }
                  })),
          new Mutant(
              "drain-one-too-few",
              "a backup goes live before the last entry that it acknowledged",
              "whole-guest",
              MutantCampaign.SLOW_BACKUP,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean drained(long replayedThrough, long receivedThrough) {
                      return replayedThrough >= receivedThrough - 1;
                    }
                  })),
          new Mutant(
              "address-not-announced",
              "a backup that goes live does not claim the guest's address",
              "clients",
              MutantCampaign.CRASH,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean announcesOnWinning() {
                      return false;
                    }
                  })),
          new Mutant(
              "same-tenure-for-both",
              "the survivor's claim to the address is no newer than its dead peer's",
              "clients",
              MutantCampaign.CRASH,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public long tenure(long generation, boolean arbitrated) {
                      return 2 * generation;
                    }
                  })),
          new Mutant(
              "announced-once",
              "the claim to the address is made once and never repeated",
              "clients",
              MutantCampaign.LOSSY_CLIENTS,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public boolean announcesAgain() {
                      return false;
                    }
                  })));

  private ArbitrationMutants() {}
}
