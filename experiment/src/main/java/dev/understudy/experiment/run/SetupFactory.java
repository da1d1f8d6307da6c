package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.DiskRules;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.replica.ReplicaConfig;
import dev.understudy.ft.replica.ReplicationRules;
import dev.understudy.ft.replica.StorageRules;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.DiskReads;
import dev.understudy.hypervisor.SeamConfig;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.device.DeviceConfig;
import dev.understudy.programs.Program;
import dev.understudy.programs.Programs;
import dev.understudy.sim.client.ClientFrame;
import dev.understudy.sim.net.LinkRules;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.DeclaredBounds;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Image;
import java.util.Optional;

/**
 * Makes the setup of a world from a scenario.
 *
 * @param faultTolerant two replicas under the scenario's strategy; else one host alone
 * @param engines what executes the guest
 * @param marksEveryEntry a hash of the whole guest behind every entry: slow, and a divergence shows
 *     where it happens
 */
public record SetupFactory(
    boolean faultTolerant, EngineAssignment engines, boolean marksEveryEntry) {

  /** Under fault tolerance. */
  public static SetupFactory faultTolerant(Engine engine) {
    return new SetupFactory(true, EngineAssignment.all(engine), false);
  }

  /** Setups of one host alone. */
  public static SetupFactory solo(Engine engine) {
    return new SetupFactory(false, EngineAssignment.all(engine), false);
  }

  /** What the run depends on, all of it. */
  public Setup setup(Scenario scenario, Image image) {
    boolean pair = faultTolerant && strategy(scenario) != Strategy.NONE;
    return new Setup(
        scenario.seed(),
        pair,
        image,
        engines,
        replica(scenario),
        SeamRules.STANDARD,
        DiskRules.STANDARD,
        SeamRules.STANDARD,
        LinkRules.STANDARD,
        scenario.hosts(),
        pair ? scenario.cluster() : ClusterConfig.NONE,
        scenario.networks().client(),
        scenario.networks().channel(),
        scenario.networks().storage(),
        scenario.disk().serviceNs(),
        scenario.clients(),
        scenario.userInputs(),
        scenario.allFaults(),
        scenario.operationsByTime(),
        scenario.lengthNs(),
        scenario.limits(),
        declared(scenario, pair));
  }

  private static Strategy strategy(Scenario scenario) {
    return scenario.replication().strategy();
  }

  private static DeclaredBounds declared(Scenario scenario, boolean pair) {
    DeclaredBounds declared = scenario.expect().declared();
    DeclaredBounds whole =
        declared.withConsole(declared.console().or(() -> shippedConsole(scenario)));
    return pair ? whole : alone(whole);
  }

  /** What the program is known to show, if it ships. */
  private static Optional<String> shippedConsole(Scenario scenario) {
    return Programs.find(scenario.program()).flatMap(Program::expected);
  }

  /** What a host without a backup can show. */
  private static DeclaredBounds alone(DeclaredBounds declared) {
    return new DeclaredBounds(
        declared.console(),
        declared.ending(),
        declared.exitCode(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        declared.endsByNs(),
        ImmutableList.of());
  }

  /** Strategies are compared by the same scenario: who replays nothing repeats nothing. */
  private static DiskReads reads(Scenario scenario) {
    return strategy(scenario) == Strategy.CHECKPOINT ? DiskReads.LOGGED : scenario.disk().reads();
  }

  private ReplicaConfig replica(Scenario scenario) {
    SeamConfig seam = SeamConfig.DEFAULT.with(reads(scenario));
    return new ReplicaConfig(
        scenario.protocol().config(),
        scenario.replication(),
        strategy(scenario).rules(),
        marksEveryEntry ? seam.markingEveryEntry() : seam,
        new DeviceConfig(
            ClientFrame.GUEST_ADDRESS, scenario.disk().blocks(), scenario.disk().kind()),
        ReplicationRules.STANDARD,
        StorageRules.STANDARD,
        scenario.protocol().progressIntervalNs(),
        scenario.protocol().executionLagMaxNs(),
        scenario.protocol().storageRetryNs(),
        scenario.disk().serviceNs());
  }
}
