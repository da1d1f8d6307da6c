package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.protocol.CloneLimits;
import dev.understudy.programs.Programs;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.time.HostClock;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Programs that ship, with their scenarios, ready to run. */
public final class ShippedSetups {
  private static final long MS = 1_000_000;

  /** Each with a speed, a clock and interrupts of its own. */
  static final List<HostProfile> THREE_HOSTS =
      List.of(
          new HostProfile("host-1", 10_000_000, new HostClock(0, 0), 2_000),
          new HostProfile("host-2", 9_700_000, new HostClock(3 * MS, 40_000), 3_000),
          new HostProfile("host-3", 9_900_000, new HostClock(7 * MS, 10_000), 1_000));

  private ShippedSetups() {}

  public static Image image(String program) {
    return Experiment.image(program);
  }

  public static Scenario scenario(String program) {
    String toml = Programs.find(program).orElseThrow().scenario();
    return Scenario.parse(program + ".toml", toml).orThrow();
  }

  /** The program's scenario under fault tolerance, with these faults. */
  public static Setup setup(String program, long seed, String... faults) {
    return setup(scenario(program), image(program), seed, faults);
  }

  /** The setup of a program with the small workload that its scenario has for sweeps. */
  public static Setup sweep(String program, long seed, String... faults) {
    return setup(scenario(program).forSweep(), image(program), seed, faults);
  }

  /** Two clients with so many requests each. */
  public static Setup requests(String program, long seed, int requests) {
    Scenario scenario = scenario(program);
    List<ClientGroup> groups = new ArrayList<>();
    for (ClientGroup group : scenario.clients()) {
      groups.add(
          new ClientGroup(
              group.workload(),
              group.firstNumber(),
              2,
              requests,
              group.startNs(),
              group.thinkNs(),
              group.retryNs()));
    }
    return setup(scenario.withClients(groups), image(program), seed);
  }

  public static Setup setup(Scenario scenario, Image image, long seed, String... faults) {
    ImmutableList<Fault> plan =
        Arrays.stream(faults)
            .map(text -> FaultText.parse(text, "test").fault().orElseThrow())
            .collect(ImmutableList.toImmutableList());
    Scenario changed = scenario.withSeed(seed).withFaults(plan);
    return SetupFactory.faultTolerant(Interpreter.INSTANCE).setup(changed, image);
  }

  /** Makes a new backup 5 ms after one is missing. */
  public static final ClusterConfig SERVICE = new ClusterConfig(5 * MS, CloneLimits.DEFAULT);

  /** A pool of hosts, and two clients of each group: enough to outlast a few faults. */
  public static Setup cluster(
      String program, long seed, int hosts, ClusterConfig cluster, String... faults) {
    return setup(clustered(program, hosts, cluster), image(program), seed, faults);
  }

  /** The scenario of that. */
  public static Scenario clustered(String program, int hosts, ClusterConfig cluster) {
    Scenario base = scenario(program);
    List<HostProfile> profiles = new ArrayList<>(base.hosts());
    for (int number = 3; number <= hosts; number++) {
      HostClock clock = new HostClock(number * MS, number * 10_000L);
      profiles.add(new HostProfile("host-" + number, 9_900_000, clock, 2_500));
    }
    List<ClientGroup> two = base.clients().stream().map(ShippedSetups::two).toList();
    return base.builder().hosts(profiles).cluster(cluster).clients(two).scenario();
  }

  private static ClientGroup two(ClientGroup group) {
    return new ClientGroup(
        group.workload(),
        group.firstNumber(),
        2,
        group.requests(),
        group.startNs(),
        group.thinkNs(),
        group.retryNs());
  }

  public static Setup solo(String program, long seed) {
    return SetupFactory.solo(Interpreter.INSTANCE)
        .setup(scenario(program).withSeed(seed).withFaults(ImmutableList.of()), image(program));
  }

  public static Run run(Setup setup) {
    return Run.of(setup, new MemoryPool());
  }
}
