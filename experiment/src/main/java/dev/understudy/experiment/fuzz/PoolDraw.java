package dev.understudy.experiment.fuzz;

import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.HostProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * Places for a new backup, and a cluster service that makes one, in some of the worlds of a
 * campaign. Without them a guest that lost a host would be alone for the rest of the run, and
 * nothing that happens to clones would ever be tried.
 */
final class PoolDraw {
  private static final long MS = 1_000_000;
  private static final int ONE_WORLD_IN = 3;
  private static final int SPARE_MOST = 2;
  private static final int REPLACE_AFTER_MOST_MS = 10;

  /** A joiner is up to so many times as slow as the host that it stands in for. */
  private static final int SLOWER_MOST = 3;

  private final Chance place;

  PoolDraw(Chance place) {
    this.place = place;
  }

  /** The scenario, or the scenario with a pool. */
  Scenario around(Scenario scenario) {
    boolean drawn = place.below(0, ONE_WORLD_IN) == 0;
    boolean possible = scenario.canClone() && !scenario.cluster().isThere();
    return drawn && possible ? withPool(scenario) : scenario;
  }

  private Scenario withPool(Scenario scenario) {
    List<HostProfile> hosts = new ArrayList<>(scenario.hosts());
    long spare = place.between(1, 1, SPARE_MOST);
    for (int i = 0; i < spare; i++) {
      hosts.add(joiner(place.named("joiner").numbered(i), scenario.hosts().get(0), hosts.size()));
    }
    long replaceAfterNs = place.between(2, 1, REPLACE_AFTER_MOST_MS) * MS;
    return scenario
        .builder()
        .hosts(hosts)
        .cluster(new ClusterConfig(replaceAfterNs, scenario.cluster().limits()))
        .scenario();
  }

  private static HostProfile joiner(Chance at, HostProfile like, int place) {
    long usual = like.femtosecondsPerInstruction();
    return new HostProfile(
        "host-" + (place + 1),
        at.between(0, usual, SLOWER_MOST * usual),
        ClockDraw.at(at),
        like.interruptJitterNs());
  }
}
