package dev.understudy.experiment.scenario;

import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.client.ClientPool;
import dev.understudy.sim.client.Workload;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Feasibility;
import dev.understudy.sim.world.PlannedOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What has to be right about a scenario beyond each table of it. The reader of files shows what is
 * refused where it stands; the command line, where an option brought it in.
 */
final class ScenarioRules {
  private final Scenario scenario;
  private final List<Refusal> refusals = new ArrayList<>();

  ScenarioRules(Scenario scenario) {
    this.scenario = scenario;
  }

  /**
   * All that can't be, in the order of the page.
   *
   * @param fitsSoFar whether each table is right; clients that are not can't be asked for more
   */
  List<Refusal> refusals(boolean fitsSoFar) {
    for (int i = 0; i < scenario.faults().size(); i++) {
      checkFault(String.valueOf(i), scenario.faults().get(i));
    }
    for (int i = 0; i < scenario.operations().size(); i++) {
      checkOperation(String.valueOf(i), scenario.operations().get(i));
    }
    checkBanks();
    checkCloning();
    checkReads();
    if (fitsSoFar && refusals.isEmpty()) {
      checkReplies();
    }
    checkBalances();
    checkEnding();
    scenario.expect().endsByNs().ifPresent(timeNs -> checkTime(timeNs, "expect", "ends-by"));
    return List.copyOf(refusals);
  }

  private void refuse(Optional<String> why, String expected, String... path) {
    why.ifPresent(message -> refusals.add(new Refusal(List.of(path), message, expected)));
  }

  // ---- faults and operations

  private void checkFault(String index, Fault fault) {
    FaultSyntax.WrittenFault written = FaultSyntax.of(fault.effect());
    for (FaultParameter<?> parameter : written.kind().parameters()) {
      checkPlace(placeIn(parameter, written.arguments()), "faults", index, parameter.key());
    }
    checkPlace(fault.trigger().namedPlace(), "faults", index, "at");
    fault.trigger().knownTimeNs().ifPresent(timeNs -> checkTime(timeNs, "faults", index, "at"));
  }

  private static <T> OptionalInt placeIn(FaultParameter<T> parameter, FaultArguments arguments) {
    return parameter.place().apply(arguments.get(parameter));
  }

  private void checkOperation(String index, PlannedOperation planned) {
    checkTime(planned.atNs(), "operations", index, "at");
    checkPlace(OptionalInt.of(planned.operation().place()), "operations", index, "do");
  }

  private void checkPlace(OptionalInt place, String... path) {
    int hosts = scenario.hosts().size();
    if (place.isPresent()) {
      refuse(Feasibility.ofPlace(place.getAsInt(), hosts), "host-1 to host-" + hosts, path);
    }
  }

  private void checkTime(long atNs, String... path) {
    String length = Units.TIME.print(scenario.lengthNs());
    refuse(Feasibility.ofTime(atNs, scenario.lengthNs()), "less than the length, " + length, path);
  }

  // ---- replication

  private void checkCloning() {
    if (scenario.cluster().replaceAfterNs() != ClusterConfig.NEVER) {
      refuse(
          Feasibility.ofCloning(strategy()),
          "another replication.strategy than checkpoint, or no cluster service",
          "cluster",
          "replace-after");
    }
  }

  private void checkReads() {
    refuse(
        Feasibility.ofReads(scenario.disk().reads(), strategy()),
        "\"logged\", or another replication.strategy than checkpoint",
        "disk",
        "reads");
  }

  private Strategy strategy() {
    return scenario.replication().strategy();
  }

  // ---- clients

  /** All clients of a bank use the same accounts. */
  private void checkBanks() {
    Workload.Bank first = null;
    for (int i = 0; i < scenario.clients().size(); i++) {
      if (scenario.clients().get(i).workload() instanceof Workload.Bank bank) {
        boolean differs =
            first != null
                && (first.accounts() != bank.accounts()
                    || first.openingBalance() != bank.openingBalance());
        if (differs) {
          refuse(
              Optional.of("two groups of bank clients see different accounts"),
              "the same accounts and opening-balance for all, as the guest has one bank",
              "clients",
              String.valueOf(i),
              "kind");
        }
        first = bank;
      }
    }
  }

  private void checkReplies() {
    if (scenario.expect().compare().contains(ComparedAspect.REPLIES)) {
      ClientPool clientPool = new ClientPool(scenario.clients(), Chance.seeded(scenario.seed()));
      for (String reason : clientPool.whyRepliesDependOnOrder()) {
        refuse(
            Optional.of("a failover may change replies: " + reason),
            "\"replies\" only where no order can change them",
            "expect",
            "compare");
      }
    }
  }

  /** Only a guest that powers off has an exit code. */
  private void checkEnding() {
    boolean otherwise =
        scenario.expect().ending().filter(one -> one != OutputKind.POWER_OFF).isPresent();
    if (otherwise && scenario.expect().exitCode().isPresent()) {
      refuse(
          Optional.of("a guest that ends so has no exit code"),
          "\"power-off\", or no expect.exit-code",
          "expect",
          "ending");
    }
  }

  private void checkBalances() {
    boolean compared = scenario.expect().compare().contains(ComparedAspect.BALANCES);
    if (compared && scenario.clients().stream().noneMatch(ClientGroup::hasAuditor)) {
      refuse(
          Optional.of("nobody asks for balances here"), "clients of a bank", "expect", "compare");
    }
  }
}
