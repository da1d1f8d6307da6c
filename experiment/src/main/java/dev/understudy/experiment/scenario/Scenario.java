package dev.understudy.experiment.scenario;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.replica.Replication;
import dev.understudy.hypervisor.Input;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Feasibility;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.RunLimits;
import dev.understudy.sim.world.UserInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A whole experiment as data. {@code docs/reference/SCENARIOS.md} says how it is written.
 *
 * @param program the name of a program that ships, or the path of a source, from where the scenario
 *     is
 * @param lengthNs the run ends then at the latest
 * @param hosts at least two; the first is the first primary, the second its backup
 * @param cluster what makes new backups
 * @param operations what an operator orders
 * @param recurringFaults what goes wrong besides
 * @param replication what waits for the backup
 * @param limits how much the guest may make
 */
public record Scenario(
    String name,
    String description,
    String program,
    long seed,
    long lengthNs,
    ImmutableList<HostProfile> hosts,
    ClusterConfig cluster,
    NetworkSettings networks,
    ProtocolSettings protocol,
    Replication replication,
    DiskSettings disk,
    ImmutableList<ClientGroup> clients,
    ImmutableList<TypedText> keyboard,
    ImmutableList<MouseMovement> mouse,
    ImmutableList<Fault> faults,
    ImmutableList<PlannedOperation> operations,
    RecurringFaults recurringFaults,
    Expectation expect,
    SweepSettings sweep,
    RunLimits limits) {

  /**
   * What became of a text.
   *
   * @param scenario empty if there are problems
   * @param problems in the order of the text
   */
  public record Parsed(Optional<Scenario> scenario, List<Problem> problems) {

    /** The scenario of a text that is known to be right. */
    public Scenario orThrow() {
      return scenario.orElseThrow(
          () ->
              new IllegalArgumentException(
                  String.join("", problems.stream().map(Problem::text).toList())));
    }
  }

  /**
   * Reads a scenario.
   *
   * @param source the name of the file, for problems; without its folder and ending it is the name
   *     of a scenario that has none
   * @param text TOML
   */
  public static Parsed parse(String source, String text) {
    TomlReader reader = new TomlReader(source, text);
    Scenario scenario = reader.read(ScenarioSchema.scenario(nameOf(source)));
    return new Parsed(Optional.ofNullable(scenario), reader.problems());
  }

  private static String nameOf(String source) {
    String file = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
    return file.endsWith(".toml") ? file.substring(0, file.length() - 5) : file;
  }

  /** What runs a program for which nobody wrote a scenario. */
  public static Scenario of(String program) {
    return parse(program, "program = " + ValueTypes.quote(program)).orThrow();
  }

  /**
   * What can't be in this scenario: nothing, if it was read and not changed. A caller that changes
   * one by a {@link ScenarioBuilder} for a person asks, and says it in these words.
   */
  public List<Refusal> refusals() {
    return new ScenarioRules(this).refusals(true);
  }

  /** The scenario as TOML, without the keys that have their standard value. */
  public String toToml() {
    return new TomlWriter(false).write(ScenarioSchema.scenario(""), this);
  }

  /**
   * The scenario as TOML with every value, so that a later build with other standards runs the
   * same.
   */
  public String toTomlInFull() {
    return new TomlWriter(true).write(ScenarioSchema.scenario(""), this);
  }

  /** Keys and movements in the order in which they are made. */
  public ImmutableList<UserInput> userInputs() {
    List<UserInput> userInputs = new ArrayList<>();
    for (TypedText typing : keyboard) {
      long atNs = typing.atNs();
      for (byte key : typing.text().toArray()) {
        userInputs.add(new UserInput(atNs, new Input.KeyTyped(key & 0xff)));
        atNs += typing.intervalNs();
      }
    }
    for (MouseMovement movement : mouse) {
      userInputs.add(
          new UserInput(
              movement.atNs(),
              new Input.MouseMoved(movement.dx(), movement.dy(), movement.buttons())));
    }
    userInputs.sort(Comparator.comparingLong(UserInput::atNs));
    return ImmutableList.copyOf(userInputs);
  }

  /** What an operator orders, by time. */
  public ImmutableList<PlannedOperation> operationsByTime() {
    return ImmutableList.sortedCopyOf(Comparator.comparingLong(PlannedOperation::atNs), operations);
  }

  /** All faults: those that are listed, and those that recur, as this seed draws them. */
  public ImmutableList<Fault> allFaults() {
    return ImmutableList.<Fault>builder()
        .addAll(faults)
        .addAll(recurringFaults.faults(seed))
        .build();
  }

  /** This scenario with the smaller workload that it has for sweeps. */
  public Scenario forSweep() {
    List<ClientGroup> smaller = new ArrayList<>();
    for (ClientGroup group : clients) {
      smaller.add(
          new ClientGroup(
              group.workload(),
              group.firstNumber(),
              (int) Math.min(group.count(), sweep.clients().orElse(Long.MAX_VALUE)),
              Math.min(group.requests(), sweep.requests().orElse(Long.MAX_VALUE)),
              group.startNs(),
              group.thinkNs(),
              group.retryNs()));
    }
    return builder().lengthNs(sweep.lengthNs().orElse(lengthNs)).clients(smaller).scenario();
  }

  /** A builder that begins with the values of this scenario. */
  public ScenarioBuilder builder() {
    return new ScenarioBuilder(this);
  }

  /** This scenario with another seed. */
  public Scenario withSeed(long newSeed) {
    return builder().seed(newSeed).scenario();
  }

  /** This scenario with other faults. */
  public Scenario withFaults(List<Fault> newFaults) {
    return builder().faults(newFaults).scenario();
  }

  /** This scenario with other clients. */
  public Scenario withClients(List<ClientGroup> newClients) {
    return builder().clients(newClients).scenario();
  }

  /** Whether its strategy lets a running guest be cloned, so that there can be a new backup. */
  public boolean canClone() {
    return Feasibility.ofCloning(replication.strategy()).isEmpty();
  }
}
