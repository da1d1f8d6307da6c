package dev.understudy.testkit.fuzz;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.chance.Chance;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.scenario.FaultText;
import dev.understudy.sim.scenario.Scenario;
import dev.understudy.sim.time.HostClock;
import dev.understudy.sim.world.Cluster;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.HostProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * A pool of hosts under one fault after the other, for long: each heals, and the next one comes
 * when there has been time for a new backup. So every one of them is within what is promised, and
 * every request must be answered.
 */
final class SoakDraw {
  private static final long US = 1_000;
  private static final long MS = 1_000_000;

  private static final int HOSTS = 5;
  private static final long REPLACE_AFTER_NS = 5 * MS;

  /** From one fault to the next, if what it takes to be redundant again is not longer. */
  private static final long EVERY_LEAST_NS = 250 * MS;

  private static final long EVERY_MOST_NS = 350 * MS;

  /** As in the promise of liveness: so many detection timeouts until there is a new backup. */
  private static final int DETECTIONS = 10;

  /** After the last fault: what is still to be answered. */
  private static final long REST_NS = 5_000 * MS;

  /** What a request takes besides thinking, when its share of the faults is counted in. */
  private static final long ANSWER_NS = 5 * MS;

  private final Scenario base;
  private final Chance place;
  private final long lengthNs;

  /**
   * One soak.
   *
   * @param base see {@link #pool}
   * @param lengthNs for how long there are faults
   */
  SoakDraw(Scenario base, long seed, int number, long lengthNs) {
    this.base = base;
    this.place = Chance.seeded(seed).named("soak").numbered(number);
    this.lengthNs = lengthNs;
  }

  /** The scenario with a pool of hosts and a cluster service, unless it has them. */
  static Scenario pool(Scenario one) {
    List<HostProfile> hosts = new ArrayList<>(one.hosts());
    while (hosts.size() < HOSTS) {
      HostProfile like = one.hosts().get(hosts.size() % one.hosts().size());
      hosts.add(
          new HostProfile(
              "host-" + (hosts.size() + 1),
              like.femtosecondsPerInstruction(),
              like.clock(),
              like.interruptJitterNs()));
    }
    Cluster cluster =
        one.cluster().isThere()
            ? one.cluster()
            : new Cluster(REPLACE_AFTER_NS, one.cluster().limits());
    return one.draft().hosts(hosts).cluster(cluster).comparedWithNothing().scenario();
  }

  Scenario scenario() {
    return base.draft()
        .seed(place.named("seed").below(0, Long.MAX_VALUE))
        .lengthNs(lengthNs + REST_NS)
        .hosts(hosts())
        .clients(clients())
        .faults(faults())
        .scenario();
  }

  private List<HostProfile> hosts() {
    ImmutableList.Builder<HostProfile> hosts = ImmutableList.builder();
    int number = 0;
    for (HostProfile usual : base.hosts()) {
      Chance at = place.named("host").numbered(number++);
      long speed = usual.femtosecondsPerInstruction();
      hosts.add(
          new HostProfile(
              usual.name(),
              at.between(0, speed - speed / 10, speed + speed / 10),
              new HostClock(at.below(1, 50) * MS, at.between(2, -100_000, 100_000)),
              at.below(3, 20) * US));
    }
    return hosts.build();
  }

  /** They ask for as long as there are faults, and have a while to spare. */
  private List<ClientGroup> clients() {
    ImmutableList.Builder<ClientGroup> groups = ImmutableList.builder();
    int number = 0;
    for (ClientGroup usual : base.clients()) {
      Chance at = place.named("clients").numbered(number++);
      long thinkNs = at.between(0, 10 * MS, 30 * MS);
      groups.add(
          new ClientGroup(
              usual.workload(),
              usual.firstNumber(),
              usual.count(),
              Math.max(1, lengthNs / (thinkNs + ANSWER_NS)),
              usual.startNs(),
              thinkNs,
              usual.retryNs()));
    }
    return groups.build();
  }

  // ---- faults

  private List<Fault> faults() {
    ImmutableList.Builder<Fault> faults = ImmutableList.builder();
    long detectionNs = base.protocol().config().detectionTimeoutNs();
    long recoveryNs = base.cluster().replaceAfterNs() + DETECTIONS * detectionNs;
    Chance at = place.named("faults");
    long nextNs = EVERY_LEAST_NS;
    for (int number = 0; nextNs < lengthNs; number++) {
      Chance here = at.numbered(number);
      long lastingNs = here.between(0, 20 * MS, 140 * MS) / US * US;
      faults.add(
          FaultText.parse(what(here) + "@" + nextNs / US + "us+" + lastingNs / US + "us", "soak")
              .fault()
              .orElseThrow());
      nextNs += Math.max(here.between(1, EVERY_LEAST_NS, EVERY_MOST_NS), lastingNs + recoveryNs);
    }
    return faults.build();
  }

  /** Mostly what makes the backup go live. */
  private static String what(Chance at) {
    return switch ((int) at.below(2, 20)) {
      case 0, 1 -> "crash backup";
      case 2 -> "pause backup";
      case 3 -> "cut channel:backup:all";
      case 4, 5 -> "cut channel:primary:all";
      case 6, 7 -> "disk-outage disk";
      case 8, 9, 10, 11 -> "pause primary";
      default -> "crash primary";
    };
  }
}
