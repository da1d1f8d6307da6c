package dev.understudy.experiment.fuzz;

import dev.understudy.experiment.scenario.NetworkSettings;
import dev.understudy.experiment.scenario.ProtocolSettings;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.random.Probability;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.PlannedOperation;
import java.util.ArrayList;
import java.util.List;

/** One random scenario. Every part draws at a place of its own, so that none shifts another. */
final class ScenarioDraw {
  private static final long US = 1_000;
  private static final long MS = 1_000_000;

  private final Scenario base;
  private final FaultFreeRun faultFree;
  private final Chance place;
  private final boolean beyond;

  ScenarioDraw(Scenario base, FaultFreeRun faultFree, long seed, int number, boolean beyond) {
    this.place = Chance.seeded(seed).named("fuzz").numbered(number);
    this.base = new PoolDraw(place.named("pool")).around(base);
    this.faultFree = faultFree;
    this.beyond = beyond;
  }

  Scenario scenario() {
    // Beside what it takes by itself: retries, a failover, all that has to heal.
    long lengthNs = 8 * faultFree.lengthNs() + 2_000 * MS;
    List<Fault> faults = new FaultDraw(place.named("faults"), faultFree).faults(beyond);
    return base.builder()
        .seed(place.named("seed").below(0, Long.MAX_VALUE))
        .lengthNs(lengthNs)
        .hosts(hosts())
        .networks(networks())
        .protocol(protocol())
        .clients(clients())
        .faults(faults)
        .operations(operations(faults))
        .scenario();
  }

  private List<PlannedOperation> operations(List<Fault> faults) {
    int places = base.cluster().isThere() ? base.hosts().size() : 0;
    return new OperationDraw(place.named("operations"), faultFree.lengthNs(), places, faults)
        .operations();
  }

  /** True once in so many draws. */
  private static boolean one(Chance at, long ordinal, long in) {
    return at.below(ordinal, in) == 0;
  }

  // ---- hosts

  private List<HostProfile> hosts() {
    List<HostProfile> hosts = new ArrayList<>();
    for (HostProfile usual : base.hosts()) {
      hosts.add(host(place.named("host").numbered(hosts.size()), usual));
    }
    return hosts;
  }

  private static HostProfile host(Chance at, HostProfile usual) {
    return new HostProfile(
        usual.name(),
        at.between(
            0, usual.femtosecondsPerInstruction() / 2, usual.femtosecondsPerInstruction() * 2),
        ClockDraw.at(at),
        at.below(3, 20) * US);
  }

  // ---- networks

  private NetworkSettings networks() {
    NetworkSettings usual = base.networks();
    return new NetworkSettings(
        link("client", usual.client(), 20),
        link("channel", usual.channel(), 10),
        link("storage", usual.storage(), 30));
  }

  /**
   * Mostly with jitter; one in two loses, doubles and reorders.
   *
   * @param lossMax in thousandths
   */
  private LinkModel link(String name, LinkModel usual, long lossMax) {
    Chance at = place.named("link").named(name);
    long latencyNs = at.between(0, usual.latencyNs() / 2, usual.latencyNs() * 4);
    long jitterNs = one(at, 1, 4) ? 0 : at.below(2, 2 * latencyNs);
    boolean rough = one(at, 3, 2);
    return new LinkModel(
        latencyNs,
        jitterNs,
        rough ? thousandths(at.below(4, lossMax + 1)) : Probability.NEVER,
        rough ? thousandths(at.below(5, 100)) : Probability.NEVER,
        rough ? thousandths(at.below(6, 150)) : Probability.NEVER);
  }

  private static Probability thousandths(long number) {
    return new Probability((int) (number * 1_000_000));
  }

  // ---- protocol

  private ProtocolSettings protocol() {
    Chance at = place.named("protocol");
    if (one(at, 0, 2)) {
      return base.protocol();
    }
    ProtocolConfig usual = base.protocol().config();
    long heartbeatNs = at.between(1, MS, 4 * MS);
    ProtocolConfig config =
        new ProtocolConfig(
            heartbeatNs,
            heartbeatNs * at.between(2, 5, 8),
            usual.isolationWaitNs(),
            at.between(3, MS, 3 * MS),
            at.below(4, 300) * US,
            usual.announceIntervalNs(),
            (int) at.between(5, 64, 4_096),
            (int) at.between(6, 4 << 10, 128 << 10),
            // A small one stalls the primary (§3.2).
            one(at, 7, 3) ? (int) at.between(8, 8 << 10, 64 << 10) : usual.logBufferBytes(),
            one(at, 10, 4) ? (int) at.between(11, 16, 256) : usual.logBufferEntries());
    return new ProtocolSettings(
        config,
        at.between(9, MS, 10 * MS),
        one(at, 12, 4) ? at.between(13, 20 * MS, 100 * MS) : base.protocol().executionLagMaxNs(),
        base.protocol().storageRetryNs());
  }

  // ---- clients

  private List<ClientGroup> clients() {
    List<ClientGroup> groups = new ArrayList<>();
    for (ClientGroup group : base.clients()) {
      groups.add(group(place.named("clients").numbered(groups.size()), group));
    }
    return groups;
  }

  private static ClientGroup group(Chance at, ClientGroup usual) {
    return new ClientGroup(
        usual.workload(),
        usual.firstNumber(),
        (int) at.between(0, 1, Math.max(1, usual.count())),
        at.between(1, 1, 4 * Math.max(1, usual.requests())),
        at.below(2, 3) * MS,
        at.between(3, 50, 2_000) * US,
        usual.retryNs() == 0 ? 0 : at.between(4, 3, 12) * MS);
  }
}
