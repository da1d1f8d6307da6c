package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.Interpreter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every scenario that ever failed, kept for good: what lies in {@code src/test/resources/
 * regressions} runs here, without being named anywhere else.
 */
class RegressionsTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "regressions");

  @TestFactory
  Stream<DynamicTest> itNeverFailsAgain() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> scenarios =
          files.filter(file -> file.toString().endsWith(".toml")).sorted().toList();
      assertThat(scenarios).isNotEmpty();
      return scenarios.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> isKept(file)));
    }
  }

  private static void isKept(Path file) {
    Scenario scenario = Scenario.parse(file.toString(), text(file)).orThrow();
    Setup setup =
        SetupFactory.faultTolerant(Interpreter.INSTANCE)
            .setup(scenario, ShippedSetups.image(scenario.program()));
    RunReport report = ShippedSetups.run(setup).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.interventions().faultsNotReached()).isEmpty();
    if (scenario.expect().exitCode().isPresent()) {
      assertThat(report.guest().end()).isNotNull();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
