package dev.understudy.experiment.run;

import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Replica;
import dev.understudy.sim.world.World;
import org.jspecify.annotations.Nullable;

/**
 * The guest that survived a run, and what the outside saw of it.
 *
 * @param instructionsRetired by it
 * @param stateHash of all its state; empty if no host is left
 * @param console what the console shows
 * @param end how it ended; null if it runs still
 */
public record SurvivingGuest(
    long instructionsRetired, String stateHash, byte[] console, Action.@Nullable End end) {

  static SurvivingGuest of(RunFacts facts) {
    World world = facts.world();
    Replica survivor = world.replica(facts.survivorLog().host());
    return new SurvivingGuest(
        survivor == null ? facts.survivorLog().lastCount() : survivor.count(),
        survivor == null || !survivor.hasGuest() ? "" : survivor.guest().stateHash().toString(),
        world.console(),
        world.end());
  }
}
