package dev.understudy.experiment.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.question.Question.Finding;
import dev.understudy.experiment.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a page claims is what happens. */
class QuestionsTest {
  private static final String REFRESH =
      "mvn -q -pl experiment -am test -Dtest=QuestionsTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drefresh";

  @TestFactory
  Stream<DynamicTest> everyClaimHolds() {
    return Question.all().stream()
        .map(question -> DynamicTest.dynamicTest(question.topic(), () -> holds(question)));
  }

  /** The scenes of a question are run once, for its claims and for the page. */
  private static final Map<String, List<Outcome>> OUTCOMES = new ConcurrentHashMap<>();

  private static List<Outcome> outcomes(Question question) {
    return OUTCOMES.computeIfAbsent(question.topic(), topic -> question.run());
  }

  private static void holds(Question question) {
    List<Outcome> outcomes = outcomes(question);
    assertThat(question.findings(outcomes)).isNotEmpty().allMatch(Finding::holds);
    for (Outcome outcome : outcomes) {
      assertThat(outcome.report()).as("no check of the product ended the run").isNotNull();
      assertThat(outcome.report().interventions().faultsNotReached()).isEmpty();
    }
  }

  @Test
  void topicsAreUniqueAndThereAreAsManyAsPeopleAsk() {
    assertThat(Question.all()).extracting(Question::topic).doesNotHaveDuplicates().hasSize(14);
  }

  @Test
  void thePageIsFresh() throws IOException {
    Path file = Path.of("..", "docs", "start", "QUESTIONS.md");
    String expected = QuestionsPage.text(QuestionsTest::outcomes);
    if (System.getProperty("refresh") != null) {
      Files.writeString(file, expected);
    }
    assertThat(file).as("to write it anew: %s", REFRESH).hasContent(expected);
  }
}
