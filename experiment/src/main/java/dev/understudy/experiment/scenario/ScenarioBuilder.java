package dev.understudy.experiment.scenario;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.replica.Replication;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.PlannedOperation;
import java.util.List;

/** A scenario that is being changed: what is not set stays as it was. */
public final class ScenarioBuilder {
  private final Scenario from;
  private String program;
  private long seed;
  private long lengthNs;
  private ImmutableList<HostProfile> hosts;
  private ClusterConfig cluster;
  private NetworkSettings networks;
  private ProtocolSettings protocol;
  private Replication replication;
  private DiskSettings disk;
  private ImmutableList<ClientGroup> clients;
  private ImmutableList<TypedText> keyboard;
  private ImmutableList<MouseMovement> mouse;
  private ImmutableList<Fault> faults;
  private ImmutableList<PlannedOperation> operations;
  private RecurringFaults recurringFaults;
  private Expectation expect;

  ScenarioBuilder(Scenario from) {
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
    recurringFaults = from.recurringFaults();
    expect = from.expect();
  }

  public ScenarioBuilder program(String newProgram) {
    program = newProgram;
    return this;
  }

  public ScenarioBuilder seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  public ScenarioBuilder lengthNs(long newLengthNs) {
    lengthNs = newLengthNs;
    return this;
  }

  public ScenarioBuilder hosts(List<HostProfile> newHosts) {
    hosts = ImmutableList.copyOf(newHosts);
    return this;
  }

  public ScenarioBuilder cluster(ClusterConfig newCluster) {
    cluster = newCluster;
    return this;
  }

  public ScenarioBuilder networks(NetworkSettings newNetworks) {
    networks = newNetworks;
    return this;
  }

  public ScenarioBuilder protocol(ProtocolSettings newProtocol) {
    protocol = newProtocol;
    return this;
  }

  public ScenarioBuilder replication(Replication newReplication) {
    replication = newReplication;
    return this;
  }

  public ScenarioBuilder disk(DiskSettings newDisk) {
    disk = newDisk;
    return this;
  }

  public ScenarioBuilder clients(List<ClientGroup> newClients) {
    clients = ImmutableList.copyOf(newClients);
    return this;
  }

  public ScenarioBuilder keyboard(List<TypedText> newKeyboard) {
    keyboard = ImmutableList.copyOf(newKeyboard);
    return this;
  }

  public ScenarioBuilder mouse(List<MouseMovement> newMouse) {
    mouse = ImmutableList.copyOf(newMouse);
    return this;
  }

  public ScenarioBuilder faults(List<Fault> newFaults) {
    expect = newFaults.equals(faults) ? expect : expect.underOtherFaults();
    faults = ImmutableList.copyOf(newFaults);
    return this;
  }

  public ScenarioBuilder operations(List<PlannedOperation> newOperations) {
    operations = ImmutableList.copyOf(newOperations);
    return this;
  }

  public ScenarioBuilder recurringFaults(RecurringFaults newRecurringFaults) {
    recurringFaults = newRecurringFaults;
    return this;
  }

  /** Another workload may give other answers in another order. */
  public ScenarioBuilder comparedWithNothing() {
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
        recurringFaults,
        expect,
        from.sweep());
  }
}
