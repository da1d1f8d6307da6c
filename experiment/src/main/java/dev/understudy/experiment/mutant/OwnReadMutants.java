package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.Bytes;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.replica.StorageRules;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.sim.world.RuleSet;
import org.jspecify.annotations.Nullable;

/** Bugs in what a backup reads for itself: the hazards of §4.2, one by one. */
final class OwnReadMutants {
  private static final int BLOCK_BYTES = 512;

  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "own-read-not-awaited",
              "a backup goes on with nothing in memory where its own read is not back",
              "lockstep",
              MutantCampaign.RACING_READS,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public Bytes readForItself(PendingIo io, @Nullable Bytes come) {
                      return come != null ? come : Bytes.wrap(new byte[io.blocks() * BLOCK_BYTES]);
                    }
                  })),
          new Mutant(
              "own-read-tried-once",
              "a backup whose own read fails does not make it again",
              "ending",
              MutantCampaign.RACING_READS_LOST,
              RuleSet.STANDARD.with(
                  new StorageRules() {
                    @Override
                    public boolean insistsOnOwnRead() {
                      return false;
                    }
                  })),
          new Mutant(
              "overwritten-before-read",
              "a write does not wait for a backup that has yet to read what it replaces",
              "lockstep",
              MutantCampaign.RACING_READS,
              RuleSet.STANDARD.with(
                  new StorageRules() {
                    @Override
                    public boolean waitsForRepeat(PendingIo read, PendingIo later) {
                      return false;
                    }
                  })),
          new Mutant(
              "cannot-read-and-stays",
              "a backup without a way to the disk keeps its place, and its primary waits",
              "ending",
              MutantCampaign.RACING_READS_CUT,
              RuleSet.STANDARD.with(
                  new Rules() {
                    @Override
                    public long givesUpAfterNs(ProtocolConfig config) {
                      return MutantCampaign.NEVER_NS;
                    }
                  })));

  private OwnReadMutants() {}
}
