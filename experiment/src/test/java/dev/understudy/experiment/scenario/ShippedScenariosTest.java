package dev.understudy.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.programs.Program;
import dev.understudy.programs.Programs;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedScenariosTest {

  static Stream<Program> programs() {
    return Programs.all().stream();
  }

  @Test
  void thereArePrograms() {
    assertThat(programs()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void eachIsRightAndSurvivesPrinting(Program program) {
    Scenario.Parsed parsed = Scenario.parse(program.name() + ".toml", program.scenario());

    assertThat(parsed.problems()).extracting(Problem::text).isEmpty();
    Scenario scenario = parsed.orThrow();
    assertThat(scenario.program()).isEqualTo(program.name());
    assertThat(Scenario.parse("again.toml", scenario.toTomlInFull()).orThrow()).isEqualTo(scenario);
  }
}
