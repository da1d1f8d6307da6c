package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.ComparedAspect;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.programs.Programs;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.machine.Interpreter;
import java.util.List;
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
        .filter(name -> !ShippedSetups.scenario(name).expect().compare().isEmpty())
        .map(name -> DynamicTest.dynamicTest(name, () -> compare(name)));
  }

  /**
   * What a client of the key-value server is told depends on who came first, each time; what the
   * sink's are told is in their scripts, line by line, and a view holds no scripts.
   */
  @Test
  void everyProgramDeclaresOneButTheKeyValueServerAndTheSink() {
    assertThat(Programs.names())
        .filteredOn(name -> ShippedSetups.scenario(name).expect().compare().isEmpty())
        .containsExactly("kv", "sink");
  }

  private static void compare(String program) {
    EngineAssignment engines = EngineAssignment.all(CompilingEngine.create());
    RunReport solo =
        ShippedSetups.run(ShippedSetups.solo(program, 7).withEngines(engines)).finish();
    Setup halfway =
        ShippedSetups.setup(program, 7, "crash primary@" + solo.virtualTimeNs() / 2 + "ns");
    RunReport failed = ShippedSetups.run(halfway.withEngines(engines)).finish();
    assertThat(failed.interventions().faultsNotReached()).as(program).isEmpty();
    for (ComparedAspect view : ShippedSetups.scenario(program).expect().compare()) {
      assertThat(SoloComparison.view(view, failed))
          .as("%s of %s", view.label(), program)
          .isEqualTo(SoloComparison.view(view, solo));
    }
  }

  /** A guest whose console says on how many hosts it runs would be found out. */
  @Test
  void whatIsComparedIsJudged() {
    Setup setup = ShippedSetups.setup("hello", 7, "crash primary@150us");
    Run run = ShippedSetups.run(setup);
    RunReport report = run.finish();
    assertThat(SoloComparison.of(ShippedSetups.scenario("hello"), setup, report)).isEmpty();

    Scenario other = ShippedSetups.scenario("fib").withSeed(7);
    Setup another =
        SetupFactory.faultTolerant(Interpreter.INSTANCE).setup(other, ShippedSetups.image("fib"));
    List<Breach> unlike = SoloComparison.of(other, another, report);
    assertThat(unlike)
        .extracting(Breach::text)
        .anyMatch(text -> text.contains("not as on one host"));
    assertThat(run.report(unlike).isKept()).isFalse();
  }
}
