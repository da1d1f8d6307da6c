package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;

/**
 * A bug that breaks nothing an observer of a world could see: it is not in the matrix and does not
 * count.
 *
 * @param rule the rule that it replaces
 * @param breaks what it does
 * @param reason why nobody can tell
 */
public record Equivalent(String rule, String breaks, String reason) {

  public static final ImmutableList<Equivalent> ALL =
      ImmutableList.of(
          new Equivalent(
              "Rules.flushesAtOnce",
              "the entry of an output waits for others to share its frame",
              "outputs are held up to a flush delay longer; no promise is about so short a time"),
          new Equivalent(
              "Rules.acknowledges",
              "the backup acknowledges what it has replayed, not what it has received",
              "outputs are held longer, and never too short"),
          new Equivalent(
              "Rules.acknowledgesAgain",
              "a frame without news is not answered",
              "the next heartbeat repeats the acknowledgement"),
          new Equivalent(
              "Rules.signOfLife",
              "a frame that the network repeats counts as a sign of life",
              "networks repeat within a flight's time, so detection comes that much later"),
          new Equivalent(
              "Rules.judgesSilenceBefore",
              "a host that was paused looks at its inbox before it judges the silence",
              "what it releases then its peer has received, and its next request to the disk is"
                  + " refused; the rule keeps the argument short, see adr/0006"),
          new Equivalent(
              "Rules.speaksWhileArbitrating",
              "a host that asks the disk goes on sending entries and acknowledgements",
              "what it acknowledges it holds, and drains if it wins"),
          new Equivalent(
              "Rules.haltsOnDivergence, Rules.reportsDivergence",
              "a backup that has diverged goes on, or keeps quiet about it",
              "without another bug no replay diverges; `PlantedBugsTest` makes it diverge"),
          new Equivalent(
              "SeamRules.checkAgrees, SeamRules.stateAgrees, SeamRules.digestAgrees,"
                  + " SeamRules.readAgrees",
              "a replay's own comparison with the log, or with what it reads itself, is blind",
              "without another bug nothing differs; `NegativeControlTest` plants one besides"),
          new Equivalent(
              "DiskRules.isTooOld",
              "a write so old that nobody can tell whether it is a copy is carried out",
              "a host has fewer writes under way than the disk remembers; `HostileNetworkTest`"
                  + " sends older ones"),
          new Equivalent(
              "DiskRules.isOvertaken",
              "a write that comes after its successor is carried out",
              "the storage client sends no successor before it has the answer, and a copy is"
                  + " recognized; both rules together are `copies-carried-out`"),
          new Equivalent(
              "Rules.joinerHaltsOnSilence",
              "a destination whose snapshot is not whole asks the disk when it hears nothing",
              "the disk knows no generation that it belongs to, and never will"),
          new Equivalent(
              "Rules.freezesOnSilence",
              "a source goes on releasing though somebody is silent who could have won meanwhile",
              "every host that could win has acknowledged what it releases; only silence comes"
                  + " first"));
}
