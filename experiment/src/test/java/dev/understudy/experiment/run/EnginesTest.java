package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.programs.Programs;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.machine.Interpreter;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which engine executes a guest can't be seen in what it does. */
class EnginesTest {
  /** Low enough that all that is executed more than a few times is compiled. */
  private static final int THRESHOLD = 5;

  private final CompilingEngine compiling = CompilingEngine.create(THRESHOLD, 1000);

  @TestFactory
  Stream<DynamicTest> everyProgramDoesTheSameOnEveryEngine() {
    return Programs.names().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> doesTheSame(name)));
  }

  private void doesTheSame(String program) {
    long before = compiling.statistics().instructions();
    assertSame(program + " alone", ShippedSetups.solo(program, 3), EngineAssignment.all(compiling));
    // Also on two: the backup replays on one engine what the primary did on the other.
    assertSame(
        program + " losing its primary",
        ShippedSetups.setup(program, 5, "crash primary@output:3"),
        EngineAssignment.all(compiling),
        new EngineAssignment(Interpreter.INSTANCE, compiling));
    // The one program without a loop that turns often.
    boolean compiles = !program.equals("hello");
    assertThat(compiling.statistics().instructions() > before).isEqualTo(compiles);
  }

  private static void assertSame(String what, Setup setup, EngineAssignment... variants) {
    RunReport expected =
        ShippedSetups.run(setup.withEngines(EngineAssignment.all(Interpreter.INSTANCE))).finish();
    assertThat(expected.breaches()).as(what).isEmpty();
    for (EngineAssignment engines : variants) {
      RunReport actual = ShippedSetups.run(setup.withEngines(engines)).finish();
      assertThat(actual.breaches()).as(what).isEmpty();
      assertThat(actual.traceHash()).as(what).isEqualTo(expected.traceHash());
      assertThat(actual.guest().stateHash()).as(what).isEqualTo(expected.guest().stateHash());
      assertThat(actual.guest().polling()).as(what).isEqualTo(expected.guest().polling());
    }
  }
}
