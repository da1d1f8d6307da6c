package dev.understudy.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultEffect;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One row for each kind of fault, and all that follows from it. */
class FaultSyntaxTest {

  @Test
  void everyKindHasARowAndEveryRowAKind() {
    List<? extends Class<?>> made =
        Stream.of(FaultSyntax.values()).map(row -> example(row, 0).effect().getClass()).toList();

    assertThat(made).doesNotHaveDuplicates();
    assertThat(made).hasSameSizeAs(FaultEffect.class.getPermittedSubclasses());
  }

  @Test
  void everyParameterIsAKeyOfTheTableAndBelongsToSomeKind() {
    for (FaultSyntax row : FaultSyntax.values()) {
      assertThat(FaultParameter.ALL).as(row.word()).containsAll(row.parameters());
    }
    for (FaultParameter<?> parameter : FaultParameter.ALL) {
      assertThat(FaultSyntax.wordsWith(parameter)).as(parameter.key()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(FaultSyntax.class)
  void anExampleIsReadAndWrittenInOneLineAndAsATable(FaultSyntax row) {
    for (int i = 0; i < row.examples().size(); i++) {
      Fault fault = example(row, i);
      Scenario scenario = Scenario.of("bank").withFaults(List.of(fault));

      assertThat(FaultSyntax.of(fault.effect()).kind()).isEqualTo(row);
      assertThat(fault.text()).isEqualTo(row.word() + " " + row.examples().get(i));
      assertThat(Scenario.parse("bank.toml", scenario.toToml()).orThrow()).isEqualTo(scenario);
      assertThat(Scenario.parse("bank.toml", scenario.toTomlInFull()).orThrow())
          .isEqualTo(scenario);
    }
  }

  private static Fault example(FaultSyntax row, int number) {
    return FaultText.parse(row.word(), row.examples().get(number), "test").fault().orElseThrow();
  }
}
