package dev.understudy.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sim.world.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OperationSyntaxTest {
  private static final Pattern EXAMPLE = Pattern.compile("`([^`]+)`");

  /** The examples of the reference page are all the operations that there are, and are read. */
  @Test
  void everyOperationHasARowWithAnExample() throws ValueException {
    List<Operation> read = new ArrayList<>();
    for (String text : examples()) {
      Operation operation = OperationSyntax.parse(text);
      read.add(operation);
      assertThat(OperationSyntax.print(operation)).isEqualTo(text);
    }

    List<Class<?>> kinds = new ArrayList<>();
    for (Class<?> permitted : Operation.class.getPermittedSubclasses()) {
      kinds.addAll(
          permitted.isInterface()
              ? List.of(permitted.getPermittedSubclasses())
              : List.of(permitted));
    }
    assertThat(kinds).allMatch(kind -> read.stream().anyMatch(kind::isInstance));
    assertThat(examples().stream().map(text -> text.split(":")[0]).distinct())
        .containsExactlyElementsOf(OperationSyntax.words());
  }

  private static List<String> examples() {
    return EXAMPLE
        .matcher(OperationSyntax.allExamples())
        .results()
        .map(match -> match.group(1))
        .toList();
  }
}
