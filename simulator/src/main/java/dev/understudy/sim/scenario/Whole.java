package dev.understudy.sim.scenario;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.DiskReads;
import dev.understudy.sim.chance.Chance;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.client.Crowd;
import dev.understudy.sim.client.Frames;
import dev.understudy.sim.client.Workload;
import dev.understudy.sim.time.HostClock;
import dev.understudy.sim.world.Cluster;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Fault.Blow;
import dev.understudy.sim.world.Fault.Target;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What has to be right about a scenario beyond each table of it. */
final class Whole {

  /** Never quite alike, so that a backup that ignored the log would not stay in step. */
  static final ImmutableList<HostProfile> STANDARD_HOSTS =
      ImmutableList.of(
          new HostProfile("host-1", 10_000_000, new HostClock(0, 0), 2_000),
          new HostProfile("host-2", 9_700_000, new HostClock(3_000_000, 40_000), 3_000));

  private final Values values;
  private final ImmutableList<HostProfile> hosts;
  private final ImmutableList<ClientGroup> clients;
  private final ImmutableList<Fault> faults;

  Whole(
      Values values,
      List<HostProfile> hosts,
      List<ClientSettings> clients,
      List<FaultSettings> faults) {
    this.values = values;
    this.hosts = named(hosts);
    this.clients = numbered(clients);
    this.faults =
        faults.stream().map(FaultSettings::fault).collect(ImmutableList.toImmutableList());
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
    if (profiles.size() < 2) {
      values.reject(
          List.of("hosts", "0"), "one host alone can't be replaced", "a second [[hosts]]");
    }
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
      if (end - 1 > Frames.CLIENT_NUMBER_MAX || first > Frames.CLIENT_NUMBER_MAX) {
        values.reject(
            where,
            "the numbers of these clients are " + first + " to " + (end - 1),
            "numbers up to " + Frames.CLIENT_NUMBER_MAX);
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
    for (int i = 0; i < faults.size(); i++) {
      checkTargets(i, faults.get(i).blow());
      boolean isTooLate =
          faults.get(i).trigger() instanceof Fault.Trigger.AtTime at
              && at.timeNs() >= scenario.lengthNs();
      if (isTooLate) {
        values.reject(
            List.of("faults", String.valueOf(i), "at"),
            "the run is over by then",
            "less than the length, " + Units.TIME.print(scenario.lengthNs()));
      }
    }
    checkOperations(scenario);
    checkBanks();
    checkCluster(scenario);
    checkDisk(scenario);
    if (scenario.expect().compare().contains(View.REPLIES) && !values.isRejected()) {
      for (String reason :
          new Crowd(clients, Chance.seeded(scenario.seed())).whyRepliesDependOnOrder()) {
        values.reject(
            List.of("expect", "compare"),
            "a failover may change replies: " + reason,
            "\"replies\" only where no order can change them");
      }
    }
    if (scenario.expect().compare().contains(View.BALANCES)
        && clients.stream().noneMatch(ClientGroup::hasAuditor)) {
      values.reject(
          List.of("expect", "compare"), "nobody asks for balances here", "clients of a bank");
    }
  }

  /** A clone goes on with the log of its source, and who ships no log has none. */
  private void checkCluster(Scenario scenario) {
    boolean hasLog = scenario.replication().strategy() != Strategy.CHECKPOINT;
    if (scenario.cluster().replaceAfterNs() != Cluster.NEVER && !hasLog) {
      values.reject(
          List.of("cluster", "replace-after"),
          "a guest whose checkpoints are shipped can't be cloned",
          "another replication.strategy than checkpoint, or no cluster service");
    }
  }

  /** Who replays no log reads nothing: what a checkpoint holds came with its memory. */
  private void checkDisk(Scenario scenario) {
    boolean replays = scenario.replication().strategy() != Strategy.CHECKPOINT;
    if (scenario.disk().reads() == DiskReads.REPEATED && !replays) {
      values.reject(
          List.of("disk", "reads"),
          "a backup that gets checkpoints replays nothing that it could repeat",
          "\"logged\", or another replication.strategy than checkpoint");
    }
  }

  private void checkOperations(Scenario scenario) {
    for (int i = 0; i < scenario.operations().size(); i++) {
      Order order = scenario.operations().get(i);
      if (order.atNs() >= scenario.lengthNs()) {
        values.reject(
            List.of("operations", String.valueOf(i), "at"),
            "the run is over by then",
            "less than the length, " + Units.TIME.print(scenario.lengthNs()));
      }
      if (OrderText.placeOf(order.operation()) >= hosts.size()) {
        values.reject(
            List.of("operations", String.valueOf(i), "do"),
            "there are " + hosts.size() + " hosts only",
            "host-1 to host-" + hosts.size());
      }
    }
  }

  private void checkTargets(int index, Blow blow) {
    if (blow instanceof Blow.Crash crash) {
      checkHost(index, "target", crash.target());
    } else if (blow instanceof Blow.Pause pause) {
      checkHost(index, "target", pause.target());
    } else if (blow instanceof Blow.Slow slow) {
      checkHost(index, "target", slow.target());
    } else if (blow instanceof Blow.Cut cut) {
      checkHost(index, "from", cut.from());
      checkHost(index, "to", cut.to());
    }
  }

  private void checkHost(int index, String key, Target target) {
    if (target instanceof Target.Numbered numbered && numbered.host() >= hosts.size()) {
      values.reject(
          List.of("faults", String.valueOf(index), key),
          "there are " + hosts.size() + " hosts only",
          "host-1 to host-" + hosts.size());
    }
  }

  /** All clients of a bank use the same accounts. */
  private void checkBanks() {
    Workload.Bank first = null;
    for (int i = 0; i < clients.size(); i++) {
      if (clients.get(i).workload() instanceof Workload.Bank bank) {
        boolean differs =
            first != null
                && (first.accounts() != bank.accounts()
                    || first.openingBalance() != bank.openingBalance());
        if (differs) {
          values.reject(
              List.of("clients", String.valueOf(i), "kind"),
              "two groups of bank clients see different accounts",
              "the same accounts and opening-balance for all, as the guest has one bank");
        }
        first = bank;
      }
    }
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
