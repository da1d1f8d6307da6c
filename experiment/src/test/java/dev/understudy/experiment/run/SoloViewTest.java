package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.View;
import dev.understudy.programs.Programs;
import dev.understudy.sim.world.Engines;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.compiled.CompilingEngine;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a scenario declares to be independent of order is the same with a failover as on one host
 * that never fails.
 */
class SoloViewTest {

  @TestFactory
  Stream<DynamicTest> aFailoverDoesNotChangeIt() {
    return Programs.names().stream()
        .filter(name -> !Theatre.scenario(name).expect().compare().isEmpty())
        .map(name -> DynamicTest.dynamicTest(name, () -> compare(name)));
  }

  /**
   * What a client of the key-value server is told depends on who came first, each time; what the
   * sink's are told is in their scripts, line by line, and a view holds no scripts.
   */
  @Test
  void everyProgramDeclaresOneButTheKeyValueServerAndTheSink() {
    assertThat(Programs.names())
        .filteredOn(name -> Theatre.scenario(name).expect().compare().isEmpty())
        .containsExactly("kv", "sink");
  }

  private static void compare(String program) {
    Engines engines = Engines.all(CompilingEngine.create());
    Account solo = Theatre.run(Theatre.solo(program, 7).withEngines(engines)).finish();
    Setup halfway = Theatre.setup(program, 7, "crash primary@" + solo.virtualTimeNs() / 2 + "ns");
    Account failed = Theatre.run(halfway.withEngines(engines)).finish();
    assertThat(failed.interventions().faultsNotReached()).as(program).isEmpty();
    for (View view : Theatre.scenario(program).expect().compare()) {
      assertThat(of(view, failed)).as("%s of %s", view.label(), program).isEqualTo(of(view, solo));
    }
  }

  private static Object of(View view, Account account) {
    return switch (view) {
      case REPLIES -> account.clients().view().statuses();
      case BALANCES -> account.clients().view().balances();
      case CONSOLE -> new String(account.guest().console(), StandardCharsets.UTF_8);
      case EXIT_CODE ->
          account.guest().end() == null ? "runs on" : account.guest().end().how().exitCode();
    };
  }
}
