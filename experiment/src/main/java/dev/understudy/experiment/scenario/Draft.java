package dev.understudy.experiment.scenario;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.replica.Replication;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.world.Cluster;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.Order;
import java.util.List;

/** A scenario that is being changed: what is not set stays as it was. */
public final class Draft {
  private final Scenario from;
  private String program;
  private long seed;
  private long lengthNs;
  private ImmutableList<HostProfile> hosts;
  private Cluster cluster;
  private Networks networks;
  private ProtocolSettings protocol;
  private Replication replication;
  private DiskSettings disk;
  private ImmutableList<ClientGroup> clients;
  private ImmutableList<Typing> keyboard;
  private ImmutableList<Movement> mouse;
  private ImmutableList<Fault> faults;
  private ImmutableList<Order> operations;
  private Chaos chaos;
  private Expectation expect;

  Draft(Scenario from) {
    this.from = from;
    program = from.program();
    seed = from.seed();
    lengthNs = from.lengthNs();
    hosts = from.hosts();
    cluster = from.cluster();
    networks = from.networks();
    protocol = from.protocol();
    replication = from.replication();
    disk = from.disk();
    clients = from.clients();
    keyboard = from.keyboard();
    mouse = from.mouse();
    faults = from.faults();
    operations = from.operations();
    chaos = from.chaos();
    expect = from.expect();
  }

  public Draft program(String newProgram) {
    program = newProgram;
    return this;
  }

  public Draft seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  public Draft lengthNs(long newLengthNs) {
    lengthNs = newLengthNs;
    return this;
  }

  public Draft hosts(List<HostProfile> newHosts) {
    hosts = ImmutableList.copyOf(newHosts);
    return this;
  }

  public Draft cluster(Cluster newCluster) {
    cluster = newCluster;
    return this;
  }

  public Draft networks(Networks newNetworks) {
    networks = newNetworks;
    return this;
  }

  public Draft protocol(ProtocolSettings newProtocol) {
    protocol = newProtocol;
    return this;
  }

  public Draft replication(Replication newReplication) {
    replication = newReplication;
    return this;
  }

  public Draft disk(DiskSettings newDisk) {
    disk = newDisk;
    return this;
  }

  public Draft clients(List<ClientGroup> newClients) {
    clients = ImmutableList.copyOf(newClients);
    return this;
  }

  public Draft keyboard(List<Typing> newKeyboard) {
    keyboard = ImmutableList.copyOf(newKeyboard);
    return this;
  }

  public Draft mouse(List<Movement> newMouse) {
    mouse = ImmutableList.copyOf(newMouse);
    return this;
  }

  public Draft faults(List<Fault> newFaults) {
    expect = newFaults.equals(faults) ? expect : expect.underOtherFaults();
    faults = ImmutableList.copyOf(newFaults);
    return this;
  }

  public Draft operations(List<Order> newOperations) {
    operations = ImmutableList.copyOf(newOperations);
    return this;
  }

  public Draft chaos(Chaos newChaos) {
    chaos = newChaos;
    return this;
  }

  /** Another workload may give other answers in another order. */
  public Draft comparedWithNothing() {
    expect = expect.comparedWithNothing();
    return this;
  }

  /** The scenario as it now is; {@link Scenario#refusals} says whether it makes sense. */
  public Scenario scenario() {
    return new Scenario(
        from.name(),
        from.description(),
        program,
        seed,
        lengthNs,
        hosts,
        cluster,
        networks,
        protocol,
        replication,
        disk,
        clients,
        keyboard,
        mouse,
        faults,
        operations,
        chaos,
        expect,
        from.sweep());
  }
}
