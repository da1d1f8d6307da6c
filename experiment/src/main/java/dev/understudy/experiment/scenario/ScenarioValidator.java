package dev.understudy.experiment.scenario;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.client.ClientFrame;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.time.HostClock;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Feasibility;
import dev.understudy.sim.world.HostProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What of a scenario depends on more than one table of it: names, numbers, and whether it fits. */
final class ScenarioValidator {

  /** Never quite alike, so that a backup that ignored the log would not stay in step. */
  static final ImmutableList<HostProfile> STANDARD_HOSTS =
      ImmutableList.of(
          new HostProfile("host-1", 10_000_000, new HostClock(0, 0), 2_000),
          new HostProfile("host-2", 9_700_000, new HostClock(3_000_000, 40_000), 3_000));

  private final SectionValues values;
  private final ImmutableList<HostProfile> hosts;
  private final ImmutableList<ClientGroup> clients;
  private final ImmutableList<Fault> faults;

  ScenarioValidator(
      SectionValues values,
      List<HostProfile> hosts,
      List<ClientSettings> clients,
      List<Fault> faults) {
    this.values = values;
    this.hosts = named(hosts);
    this.clients = numbered(clients);
    this.faults = ImmutableList.copyOf(faults);
  }

  ImmutableList<HostProfile> hosts() {
    return hosts;
  }

  ImmutableList<ClientGroup> clients() {
    return clients;
  }

  ImmutableList<Fault> faults() {
    return faults;
  }

  private ImmutableList<HostProfile> named(List<HostProfile> profiles) {
    if (profiles.isEmpty()) {
      return STANDARD_HOSTS;
    }
    Feasibility.ofHosts(profiles.size())
        .ifPresent(why -> values.reject(List.of("hosts", "0"), why, "a second [[hosts]]"));
    List<HostProfile> named = new ArrayList<>();
    for (HostProfile profile : profiles) {
      named.add(
          new HostProfile(
              "host-" + (named.size() + 1),
              profile.femtosecondsPerInstruction(),
              profile.clock(),
              profile.interruptJitterNs()));
    }
    return ImmutableList.copyOf(named);
  }

  private ImmutableList<ClientGroup> numbered(List<ClientSettings> settings) {
    List<ClientGroup> groups = new ArrayList<>();
    TreeMap<Integer, Integer> taken = new TreeMap<>();
    int next = 1;
    for (int i = 0; i < settings.size(); i++) {
      ClientSettings group = settings.get(i);
      int first = group.firstNumber().orElse(next);
      int end = first + ClientGroup.numbersTaken(group.workload(), group.count());
      String path = group.firstNumber().isPresent() ? "first-number" : "count";
      List<String> where = List.of("clients", String.valueOf(i), path);
      if (end - 1 > ClientFrame.CLIENT_NUMBER_MAX || first > ClientFrame.CLIENT_NUMBER_MAX) {
        values.reject(
            where,
            "the numbers of these clients are " + first + " to " + (end - 1),
            "numbers up to " + ClientFrame.CLIENT_NUMBER_MAX);
        continue;
      }
      for (int number = first; number < end; number++) {
        Integer other = taken.putIfAbsent(number, i);
        if (other != null) {
          values.reject(
              where,
              "client " + number + " belongs to group " + (other + 1) + " of the scenario already",
              "numbers from " + next + " on");
          break;
        }
      }
      next = Math.max(next, end);
      groups.add(group.group(first));
    }
    return ImmutableList.copyOf(groups);
  }

  /** Complains about what does not fit together. */
  void check(Scenario scenario) {
    values.rejectAll(new ScenarioRules(scenario).refusals(!values.isRejected()));
  }

  static String standardHostsInWords() {
    List<String> words = new ArrayList<>();
    for (HostProfile host : STANDARD_HOSTS) {
      words.add(
          host.name()
              + " with "
              + Units.INSTRUCTION_TIME.print(host.femtosecondsPerInstruction())
              + " an instruction, clock offset "
              + Units.TIME.print(host.clock().offsetNs())
              + ", drift "
              + host.clock().driftPartsPerBillion() / 1_000
              + " ppm, interrupt jitter "
              + Units.TIME.print(host.interruptJitterNs()));
    }
    return String.join("; ", words);
  }
}
