package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.run.Experiment;
import dev.understudy.sim.world.RuleSet;
import java.util.Optional;

/**
 * A bug, planted by replacing rules of the product.
 *
 * @param name what a user types
 * @param breaks what the bug does, in a sentence without its full stop
 * @param oracle the oracle that has to catch it
 * @param campaign where it is looked for
 * @param rules the product's, with the bug in them
 */
public record Mutant(
    String name, String breaks, String oracle, MutantCampaign campaign, RuleSet rules) {

  /** All mutants, in the order of the table. */
  public static ImmutableList<Mutant> all() {
    return ImmutableList.<Mutant>builder()
        .addAll(OutputMutants.ALL)
        .addAll(ChannelMutants.ALL)
        .addAll(DetectionMutants.ALL)
        .addAll(ArbitrationMutants.ALL)
        .addAll(HypervisorMutants.ALL)
        .addAll(ClockMutants.ALL)
        .addAll(TimerMutants.ALL)
        .addAll(ConsoleMutants.ALL)
        .addAll(OrderMutants.ALL)
        .addAll(SpeedMutants.ALL)
        .addAll(StorageMutants.ALL)
        .addAll(OwnReadMutants.ALL)
        .addAll(OwnDiskMutants.ALL)
        .addAll(CloneMutants.ALL)
        .addAll(JoinMutants.ALL)
        .addAll(StrategyMutants.ALL)
        .build();
  }

  public static Optional<Mutant> find(String name) {
    return all().stream().filter(mutant -> mutant.name.equals(name)).findFirst();
  }

  /** World number {@code index} of its campaign, with the bug in it. */
  Experiment world(int index) {
    return campaign.world(index).with(rules);
  }
}
