package dev.understudy.experiment.fuzz;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.NetworkSettings;
import dev.understudy.experiment.scenario.RecurringFaults;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultEffect;
import dev.understudy.sim.world.FaultTarget;
import dev.understudy.sim.world.FaultTrigger;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.NetworkName;
import dev.understudy.sim.world.PlannedOperation;
import java.util.ArrayList;
import java.util.List;

/**
 * A pool of hosts under one fault after the other, for long, as {@link RecurringFaults} draws them:
 * each heals, and the next one comes when there has been time for a new backup. Besides, some
 * strike while the new backup is being made, and take nothing away that was there. In some worlds
 * an operator does something between two faults. So all of it is within what is promised, and every
 * request must be answered.
 */
final class SoakDraw {
  private static final long US = 1_000;
  private static final long MS = 1_000_000;

  private static final int HOSTS = 5;
  private static final long REPLACE_AFTER_NS = 5 * MS;

  /**
   * The least time from one fault to the next; it is longer if becoming redundant again takes
   * longer.
   */
  private static final long EVERY_NS = 300 * MS;

  private static final long HEALS_WITHIN_NS = 140 * MS;

  /** So many of them are followed by one that is aimed at the clone. */
  private static final int AIMED_ONE_IN = 3;

  /** A clone begins when it is ordered, and is over soon. */
  private static final long AIM_LEAST_NS = -MS;

  private static final long AIM_MOST_NS = 8 * MS;
  private static final long AIMED_MOST_NS = 40 * MS;

  /** Clones take longer when the channel does; some are to. */
  private static final long LATENCY_MOST_NS = MS;

  /** So many worlds are operated, too. */
  private static final int OPERATED_ONE_IN = 4;

  /** After the last fault: what is still to be answered. */
  private static final long REST_NS = 5_000 * MS;

  /** What a request takes besides thinking, when its share of the faults is counted in. */
  private static final long ANSWER_NS = 5 * MS;

  private final Scenario base;
  private final Chance place;
  private final long lengthNs;
  private final long guestBytes;

  /**
   * One soak.
   *
   * @param base see {@link #pool}
   * @param guestBytes what a clone may have to carry
   * @param lengthNs for how long there are faults
   */
  SoakDraw(Scenario base, long guestBytes, long seed, int number, long lengthNs) {
    this.base = base;
    this.place = Chance.seeded(seed).named("soak").numbered(number);
    this.lengthNs = lengthNs;
    this.guestBytes = guestBytes;
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
    ClusterConfig cluster =
        one.cluster().isThere()
            ? one.cluster()
            : new ClusterConfig(REPLACE_AFTER_NS, one.cluster().limits());
    return one.builder().hosts(hosts).cluster(cluster).comparedWithNothing().scenario();
  }

  Scenario scenario() {
    return base.builder()
        .seed(place.named("seed").below(0, Long.MAX_VALUE))
        .lengthNs(lengthNs + REST_NS)
        .hosts(hosts())
        .networks(networks())
        .clients(clients())
        .faults(faults())
        .operations(operations())
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
              ClockDraw.at(at),
              at.below(3, 20) * US));
    }
    return hosts.build();
  }

  private NetworkSettings networks() {
    NetworkSettings usual = base.networks();
    return new NetworkSettings(usual.client(), channel(), usual.storage());
  }

  /**
   * The logging channel: in every other world the usual one, otherwise one with delays of its own.
   */
  private LinkModel channel() {
    LinkModel usual = base.networks().channel();
    Chance at = place.named("channel");
    long mostNs = Math.max(usual.latencyNs(), LATENCY_MOST_NS);
    return at.below(0, 2) == 0
        ? usual
        : usual.withLatency(at.between(1, usual.latencyNs(), mostNs));
  }

  /** Clients that ask for as long as there are faults, and have a while to spare. */
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
    List<Fault> faults = new ArrayList<>();
    int number = 0;
    for (Fault fault : recurringFaults().faults(place.named("faults"))) {
      faults.add(fault);
      Chance at = place.named("aimed").numbered(number++);
      if (at.below(0, AIMED_ONE_IN) == 0) {
        fault.trigger().knownTimeNs().ifPresent(timeNs -> faults.add(aimed(at, timeNs)));
      }
    }
    return faults;
  }

  /** Each comes when what was before it is over and there has to be a backup again. */
  private RecurringFaults recurringFaults() {
    long operatedNs = isOperated() ? SoakOperations.OVER_WITHIN_NS + redundantNs() : 0;
    return new RecurringFaults(EVERY_NS, EVERY_NS, lengthNs, HEALS_WITHIN_NS)
        .apart(repairedNs() + operatedNs);
  }

  /** The time from a fault until there has to be a backup again. */
  private long repairedNs() {
    long overNs = Math.max(HEALS_WITHIN_NS, orderedAfterNs() + AIM_MOST_NS + AIMED_MOST_NS);
    return overNs + redundantNs();
  }

  private long redundantNs() {
    return base.cluster().redundantWithinNs(base.protocol().config(), channel(), guestBytes);
  }

  private boolean isOperated() {
    return place.named("operated").below(0, OPERATED_ONE_IN) == 0;
  }

  /** One operation after each fault, once there has to be a backup again. */
  private List<PlannedOperation> operations() {
    List<PlannedOperation> operations = new ArrayList<>();
    if (isOperated()) {
      SoakOperations operator = new SoakOperations(base.hosts().size());
      int number = 0;
      for (Fault fault : recurringFaults().faults(place.named("faults"))) {
        Chance at = place.named("operation").numbered(number++);
        fault
            .trigger()
            .knownTimeNs()
            .ifPresent(timeNs -> operations.addAll(operator.at(at, timeNs + repairedNs())));
      }
    }
    return operations;
  }

  /** When the next backup is ordered after a host is gone, about. */
  private long orderedAfterNs() {
    return base.protocol().config().detectionTimeoutNs() + base.cluster().replaceAfterNs();
  }

  /**
   * A fault during the clone of a guest that lost a host: it hits the host that the guest is being
   * cloned to, or that host's way to the disk. The guest itself is on one host then, and must not
   * lose that.
   */
  private Fault aimed(Chance at, long afterNs) {
    long timeNs = afterNs + orderedAfterNs() + at.between(1, AIM_LEAST_NS, AIM_MOST_NS);
    long forNs = at.between(2, AIMED_MOST_NS / 8, AIMED_MOST_NS);
    return FaultText.fault(effect(at, forNs), new FaultTrigger.AtTime(timeNs));
  }

  private static FaultEffect effect(Chance at, long forNs) {
    FaultTarget whom = new FaultTarget.Destination();
    FaultTarget all = new FaultTarget.Everybody();
    return switch ((int) at.below(3, 8)) {
      case 0, 1, 2 -> new FaultEffect.Crash(whom, forNs);
      case 3, 4 -> new FaultEffect.Pause(whom, forNs);
      case 5 -> new FaultEffect.Cut(NetworkName.CHANNEL, whom, all, forNs);
      case 6 -> new FaultEffect.Cut(NetworkName.CHANNEL, all, whom, forNs);
      default ->
          new FaultEffect.Cut(
              NetworkName.STORAGE, new FaultTarget.Disk(), new FaultTarget.Primary(), forNs);
    };
  }
}
