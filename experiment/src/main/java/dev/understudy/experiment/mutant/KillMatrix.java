package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableSortedSet;
import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.shrink.FailureSignature;
import dev.understudy.experiment.shrink.Shrinker;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.RuleSet;
import java.util.Comparator;
import java.util.Optional;

/** Looks for mutants, one world of their campaign after the other. */
public final class KillMatrix {
  /** Worlds in which a mutant is looked for. */
  public static final int WORLDS = 200;

  /** Worlds that may be run to make the one that shows it smaller. */
  public static final int SHRINKING_WORLDS = 200;

  private KillMatrix() {}

  /**
   * What came of one mutant.
   *
   * @param worlds tried, the one that showed it included
   * @param caught empty if it got away
   */
  public record Row(Mutant mutant, int worlds, Optional<Detection> caught) {

    /** Whether the oracle that has to catch it did. */
    public boolean isKilled() {
      return caught.filter(one -> one.signature().oracle().equals(mutant.oracle())).isPresent();
    }
  }

  /**
   * How a mutant was caught.
   *
   * @param breach the first promise that was broken in the smaller world
   * @param minimal the world, made as small as can be
   * @param places of judges that spoke in the world before it was made smaller
   */
  public record Detection(
      FailureSignature signature,
      Breach breach,
      Experiment minimal,
      int shrinkingWorlds,
      ImmutableSortedSet<String> places) {}

  /**
   * Runs the worlds of the mutant's campaign until the oracle that has to catch it does, or another
   * one has in all of them.
   *
   * @param worlds to look in, at most
   * @param shrinkingWorlds to make what is found smaller, at most
   */
  public static Row run(Mutant mutant, int worlds, int shrinkingWorlds) {
    for (int index = 0; index < worlds; index++) {
      Outcome outcome = mutant.world(index).run();
      Optional<Breach> breach =
          outcome.breaches().stream()
              .filter(one -> one.oracle().equals(mutant.oracle()))
              .findFirst();
      if (breach.isPresent()) {
        return new Row(
            mutant, index + 1, Optional.of(shrink(outcome, breach.get(), shrinkingWorlds)));
      }
    }
    return new Row(mutant, worlds, Optional.empty());
  }

  private static Detection shrink(Outcome outcome, Breach breach, int worlds) {
    FailureSignature signature = FailureSignature.of(breach);
    Shrinker.Result smaller = Shrinker.shrink(outcome, signature, worlds, KillMatrix::runBoth);
    Breach shown =
        smaller.outcome().breaches().stream()
            .filter(signature::isBehind)
            .findFirst()
            .orElse(breach);
    return new Detection(
        signature,
        shown,
        smaller.outcome().experiment(),
        smaller.worlds(),
        outcome.breaches().stream()
            .map(Breach::place)
            .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder())));
  }

  /** A world in which the unmodified system fails too shows nothing about the bug. */
  private static Outcome runBoth(Experiment experiment) {
    Outcome planted = experiment.run();
    if (planted.isKept()) {
      return planted;
    }
    Outcome unmodified = experiment.with(RuleSet.STANDARD).run();
    return unmodified.isKept() ? planted : planted.withoutBreaches();
  }

  /** Whether the unmodified system keeps every promise in this world of the campaign. */
  public static Outcome control(MutantCampaign campaign, int index) {
    return campaign.world(index).run();
  }
}
