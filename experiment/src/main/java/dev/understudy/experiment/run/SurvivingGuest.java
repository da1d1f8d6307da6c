package dev.understudy.experiment.run;

import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.Polling;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.sim.world.World;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The guest that survived a run, and what the outside saw of it.
 *
 * @param instructionsRetired by it
 * @param stateHash of all its state; empty if no host is left
 * @param console what the console shows
 * @param end how it ended; null if it runs still
 * @param polling how much of its time it spent in asking; empty if it waits as it should, and if no
 *     host is left
 */
public record SurvivingGuest(
    long instructionsRetired,
    String stateHash,
    byte[] console,
    Action.@Nullable End end,
    Optional<Polling> polling) {

  static SurvivingGuest of(RunFacts facts) {
    World world = facts.world();
    Replica survivor = world.replica(facts.survivorLog().host());
    Optional<VirtualMachine> guest =
        Optional.ofNullable(survivor).filter(Replica::hasGuest).map(Replica::guest);
    return new SurvivingGuest(
        survivor == null ? facts.survivorLog().lastCount() : survivor.count(),
        guest.map(one -> one.stateHash().text()).orElse(""),
        world.console(),
        world.end(),
        guest.flatMap(VirtualMachine::polling));
  }
}
