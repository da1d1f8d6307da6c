package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.answered;
import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.question.Question;
import dev.understudy.experiment.question.Scene;
import dev.understudy.experiment.run.Outcome;
import java.util.List;
import java.util.regex.Pattern;
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
    assertThat(out.lines())
        .allMatch(line -> line.length() < 130)
        .noneMatch(line -> line.contains("Your guess"));
  }

  @Test
  void onATerminalItWaitsForAGuessBeforeItAnswers() {
    String out = answered("twice, I think\n", "explain", "duplicate").isFine().out();

    assertThat(out)
        .containsSubsequence(
            "\nPredict\n",
            "Your guess, then Enter: ",
            "\nRun\n",
            "\nWhat happened\n",
            "\nYou had guessed\n  twice, I think\n",
            "\nWhy\n");
  }

  @Test
  void whoeverDoesNotGuessIsAnsweredAllTheSame() {
    assertThat(answered("", "explain", "duplicate").isFine().out())
        .contains("\nWhat happened\n")
        .doesNotContain("You had guessed");
  }

  /** Runs of the system as it is are written on the page, where all examples are run. */
  @Test
  void aRunWithABugOrUnderAnotherStrategyHasACommandThatShowsIt() {
    List<Scene> different =
        Question.all().stream()
            .flatMap(question -> question.scenes().stream())
            .filter(scene -> !scene.about().isEmpty())
            .toList();
    assertThat(different).hasSizeGreaterThan(5);
    for (Scene scene : different) {
      Outcome outcome = scene.experiment().run();

      Shell.Result shown = understudy(words(scene.command() + " --json"));

      assertThat(shown.json().get("traceHash").asString())
          .as(scene.command())
          .isEqualTo(outcome.traceHash());
    }
  }

  private static String[] words(String command) {
    return Pattern.compile("\"([^\"]*)\"|(\\S+)")
        .matcher(command)
        .results()
        .skip(1)
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toArray(String[]::new);
  }

  @Test
  void aWordThatIsNoTopicIsLookedForInTheTexts() {
    assertThat(
            understudy("explain", "split-brain", "--json").isFine().json().get("topic").asString())
        .isEqualTo("partition");
    assertThat(understudy("explain", "Bounce", "buffers").isFine().out())
        .startsWith("Which race do bounce buffers remove?");
    assertThat(understudy("explain", "output").isFine().out().lines())
        .hasSizeGreaterThan(2)
        .anyMatch(line -> line.startsWith("output-rule "));
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
        .isBadInput(
            "understudy explain: unknown topic 'partitoin', and no topic speaks of it; did you mean"
                + " 'partition'?");
  }
}
