package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.question.Question;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Questions from the command line; that their claims hold is tested where they stand. */
class ExplainTest {

  @Test
  void withoutATopicItListsThem() {
    assertThat(understudy("explain").isFine().out().lines()).hasSameSizeAs(Question.all());
    assertThat(understudy("explain", "--json").isFine().json().propertyNames())
        .contains("duplicate", "redundancy");
  }

  @Test
  void aQuestionIsPredictedRunAndExplained() {
    String out = understudy("explain", "output-rule").isFine().out();

    assertThat(out)
        .containsSubsequence(
            "What does the Output Rule cost",
            "\nPredict\n",
            "\nRun\n",
            "./understudy run counter --seed 7 --crash primary@sent:60",
            "crash primary@sent:60 hits host-1",
            "\nWhat happened\n",
            "outputs waited",
            "clients says: ",
            "\nWhy\n",
            "\n  See paper §2.2");
    assertThat(out.lines()).allMatch(line -> line.length() < 130);
  }

  @Test
  void jsonSaysOfEachFindingWhetherItHolds() {
    JsonNode json = understudy("explain", "partition", "--json").isFine().json();

    assertThat(json.get("topic").asString()).isEqualTo("partition");
    assertThat(json.get("findings").findValuesAsString("holds")).isNotEmpty().containsOnly("true");
  }

  @Test
  void aMisspeltTopicGetsTheNearest() {
    understudy("explain", "partitoin")
        .isBadInput("understudy explain: unknown topic 'partitoin'; did you mean 'partition'?");
  }
}
