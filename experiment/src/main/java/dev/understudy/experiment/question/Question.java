package dev.understudy.experiment.question;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.run.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A question, runs that answer it, and why it is so.
 *
 * @param topic what a user types
 * @param question as people ask it
 * @param predict what to make up one's mind about before looking
 * @param claims what the runs show, in the order in which it is told
 * @param why the explanation, in paragraphs
 * @param see classes and pages to go on with
 */
public record Question(
    String topic,
    String question,
    String predict,
    ImmutableList<Scene> scenes,
    ImmutableList<Claim> claims,
    ImmutableList<String> why,
    ImmutableList<String> see) {

  /** Something that the runs show: what was seen, in a sentence, and whether it is as claimed. */
  public record Finding(boolean holds, String text) {}

  /** Looks at the outcomes of all scenes, in their order. */
  public interface Claim {
    Finding in(List<Outcome> outcomes);
  }

  /** All questions, in the order of the page. */
  public static ImmutableList<Question> all() {
    return ImmutableList.<Question>builder()
        .addAll(OutputQuestions.ALL)
        .addAll(ReplayQuestions.ALL)
        .addAll(FailoverQuestions.ALL)
        .build();
  }

  public static Optional<Question> find(String topic) {
    return all().stream().filter(question -> question.topic.equals(topic)).findFirst();
  }

  /**
   * Those in which every one of these words stands, in the topic or in the text: hyphens and case
   * make no difference.
   */
  public static ImmutableList<Question> about(String words) {
    List<String> wanted = List.of(plain(words).strip().split(" +"));
    return all().stream()
        .filter(question -> wanted.stream().allMatch(question.text()::contains))
        .collect(ImmutableList.toImmutableList());
  }

  private String text() {
    return plain(String.join(" ", topic, question, predict, String.join(" ", why)));
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replace('-', ' ');
  }

  /** Runs all scenes. */
  public List<Outcome> run() {
    List<Outcome> outcomes = new ArrayList<>();
    scenes.forEach(scene -> outcomes.add(scene.experiment().run()));
    return outcomes;
  }

  /** What was seen in these outcomes. */
  public List<Finding> findings(List<Outcome> outcomes) {
    return claims.stream().map(claim -> claim.in(outcomes)).toList();
  }
}
