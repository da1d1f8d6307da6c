package dev.understudy.experiment.run;

import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.oracle.RunTrace.Cloned;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import java.util.List;
import java.util.stream.Stream;

/** What there was to see of the clones of a run. */
final class CloneSightings {
  private final World world;
  private final List<Cloned> clones;

  CloneSightings(RunFacts facts) {
    world = facts.world();
    clones = facts.trace().cloned();
  }

  boolean areMade() {
    return made().findAny().isPresent();
  }

  boolean areInterrupted() {
    return made().count() < clones.size();
  }

  /** Whether one was made over a channel that loses frames or delivers them in another order. */
  boolean areMadeRoughly() {
    LinkModel channel = world.setup().channel();
    return (channel.lossPartsPerBillion() > 0 || channel.reorders()) && areMade();
  }

  /** Whether one was made on a host that computes more slowly than the one it was made from. */
  boolean haveSlowJoiner() {
    return made()
        .anyMatch(
            one ->
                perInstruction(world.hostOfIncarnation(one.how().joiner()))
                    > perInstruction(one.host()));
  }

  private Stream<Cloned> made() {
    return clones.stream().filter(one -> one.how().how() == CloneEnd.PAIRED);
  }

  private long perInstruction(int host) {
    Setup setup = world.setup();
    return setup.hosts().get(world.placeOf(host)).femtosecondsPerInstruction();
  }
}
