package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.OperationText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.programs.Programs;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.PlannedOperation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a scenario declares is judged: a bound that a run keeps passes, a tighter one does not. */
class DeclarationTest {

  @Test
  void anOutputMayBeHeldForAsLongAsIsDeclared() {
    assertThat(broken("counter", "hold-max = \"2ms\"")).isEmpty();
    assertThat(broken("counter", "hold-max = \"99us\"")).isNotEmpty().allMatch(holds("was held"));
  }

  /** While nobody is there to acknowledge, outputs are held until the disk has decided. */
  @Test
  void whatIsHeldBecauseOfAFaultIsNotJudged() {
    assertThat(broken("counter", "hold-max = \"2ms\"", "crash backup@9ms")).isEmpty();
    assertThat(broken("counter", "hold-max = \"2ms\"", "pause backup@9ms+5ms")).isEmpty();
  }

  @Test
  void aBackupMayBeAsFarBehindAsIsDeclared() {
    assertThat(broken("counter", "lag-max = \"3ms\"")).isEmpty();
    assertThat(broken("counter", "lag-max = \"3ms\"", "pause backup@9ms+5ms"))
        .isNotEmpty()
        .allMatch(holds("behind at entry"));
  }

  @Test
  void aFailoverMayTakeAsLongAsIsDeclared() {
    assertThat(broken("counter", "outage-max = \"50ms\"", "crash primary@9ms")).isEmpty();
    assertThat(broken("counter", "outage-max = \"1ms\"", "crash primary@9ms"))
        .hasSize(1)
        .allMatch(holds("the failover to host-2 took"));
  }

  @Test
  void theGuestEndsAsIsDeclared() {
    assertThat(broken("hello", "console = \"Hello from a machine with an understudy.\\n\""))
        .isEmpty();
    assertThat(broken("hello", "console = \"Hello!\"")).hasSize(1).allMatch(holds("the console"));
    assertThat(broken("counter", "exit-code = 3")).hasSize(1).allMatch(holds("nobody saw it end"));
  }

  @Test
  void theGuestEndsByThenAsIsDeclared() {
    assertThat(broken("hello", "ends-by = \"10ms\"")).isEmpty();
    assertThat(broken("hello", "ends-by = \"1us\"")).hasSize(1).allMatch(holds("and ended at"));
    assertThat(broken("counter", "ends-by = \"20ms\""))
        .hasSize(1)
        .allMatch(holds("nobody saw it end by then"));
  }

  /** An operator who stops the guest excuses its answers and its end, and no bound. */
  @Test
  void aPauseExcusesNoBound() {
    Scenario paused =
        scenario("threads", "lag-max = \"1us\"").builder().operations(pause()).scenario();

    assertThat(broken(paused)).isNotEmpty().allMatch(holds("behind at entry"));
  }

  private static List<PlannedOperation> pause() {
    return List.of(OperationText.parse("pause@5ms", "test").planned().orElseThrow());
  }

  /** A run that is over before then shows nothing, and other faults may take any time. */
  @Test
  void theEndIsJudgedUnderTheScenariosOwnFaultsAndNotBeforeItIsDue() {
    Scenario late = scenario("hello", "ends-by = \"10ms\"");
    assertThat(broken(late, "pause primary@1us+40ms")).isEmpty();
  }

  /**
   * The command line may ask for other faults, for which the scenario declares no number of
   * failovers.
   */
  @Test
  void failoversAreCountedUnderTheScenariosOwnFaultsOnly() {
    Scenario scenario = scenario("counter", "failovers = 1");

    assertThat(broken(scenario)).hasSize(1).allMatch(holds("there were 0"));
    assertThat(broken(scenario, "crash backup@9ms")).isEmpty();
  }

  private static java.util.function.Predicate<String> holds(String text) {
    return breach -> breach.contains(text);
  }

  private static List<String> broken(String program, String declaration, String... faults) {
    return broken(scenario(program, declaration), faults);
  }

  private static Scenario scenario(String program, String declaration) {
    String toml =
        Programs.find(program).orElseThrow().scenario().replaceAll("(?m)^exit-code.*$", "");
    return Scenario.parse("test.toml", toml.replace("[expect]", "[expect]\n" + declaration))
        .orThrow();
  }

  private static List<String> broken(Scenario scenario, String... faults) {
    return ShippedSetups.run(
            ShippedSetups.setup(scenario, ShippedSetups.image(scenario.program()), 7, faults))
        .finish()
        .breaches()
        .stream()
        .filter(breach -> List.of("ending", "declared").contains(breach.oracle()))
        .map(Breach::text)
        .toList();
  }
}
