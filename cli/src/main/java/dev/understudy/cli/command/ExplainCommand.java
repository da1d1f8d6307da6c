package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Hint;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Progress;
import dev.understudy.cli.io.Streams;
import dev.understudy.experiment.question.Question;
import dev.understudy.experiment.question.Question.Finding;
import dev.understudy.experiment.question.Scene;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.experiment.report.TextWrap;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.run.RunStory;
import dev.understudy.sim.world.Watcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy explain}. */
@Command(
    name = "explain",
    addMethodSubcommands = false,
    description = {
      "Questions that people ask about fault-tolerant virtual machines, each answered by runs:"
          + " predict what will happen, see what does, read why. On a terminal it waits for your"
          + " guess before it runs them.",
      "Without a topic: the list of them. A word that is no topic is looked for in the texts. The"
          + " exit code is 1 if a run is not as the page claims."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy explain",
      "  understudy explain output-rule",
      "  understudy explain split-brain           the topics that speak of it",
      "  understudy explain partition --json"
    })
final class ExplainCommand extends CommonOptions implements IExitCodeGenerator {
  private static final String MARGIN = "  ";

  /** Longer lines are hard to read, also where they would fit. */
  private static final int READABLE_WIDTH = 92;

  /** Longer stories are for {@code run}. */
  private static final int MOMENTS_MAX = 12;

  @Parameters(
      paramLabel = "TOPIC",
      arity = "0..*",
      description = "One of them, or words to look for. Default: the list of them.")
  private List<String> topic = List.of();

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  private final Streams streams;
  private int exitCode = ExitCode.OK;

  ExplainCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }

  @Override
  public void run() {
    if (topic.isEmpty()) {
      list(Question.all());
      return;
    }
    String words = String.join(" ", topic);
    Optional<Question> named = Question.find(words);
    List<Question> about = named.map(List::of).orElseGet(() -> Question.about(words));
    if (about.isEmpty()) {
      throw unknown(words);
    }
    if (about.size() > 1) {
      list(about);
    } else if (json) {
      answerInJson(about.get(0));
    } else {
      answer(about.get(0));
    }
  }

  private static BadInputException unknown(String words) {
    List<String> known = Question.all().stream().map(Question::topic).toList();
    String hint = Hint.of(words, known);
    return new BadInputException(
        "understudy explain: unknown topic '"
            + words
            + "', and no topic speaks of it"
            + (hint.isEmpty() ? "; 'understudy explain' lists them" : hint));
  }

  private void list(List<Question> questions) {
    if (json) {
      Map<String, @Nullable Object> topics = new LinkedHashMap<>();
      questions.forEach(question -> topics.put(question.topic(), question.question()));
      streams.line(Json.text(topics));
      return;
    }
    TextTable table = new TextTable();
    questions.forEach(question -> table.row(question.topic(), question.question()));
    streams.table(table);
  }

  private List<Outcome> outcomes(Question question) {
    List<Outcome> outcomes = new ArrayList<>();
    try (Progress progress = new Progress(streams, question.topic())) {
      List<Watcher> watchers = List.of(new ProgressWatcher(progress));
      int of = question.scenes().size();
      for (Scene scene : question.scenes()) {
        progress.now("run " + (outcomes.size() + 1) + " of " + of);
        outcomes.add(scene.experiment().run(watchers));
      }
    }
    return outcomes;
  }

  private List<Finding> findings(Question question, List<Outcome> outcomes) {
    List<Finding> findings = question.findings(outcomes);
    exitCode = findings.stream().allMatch(Finding::holds) ? ExitCode.OK : ExitCode.BROKEN;
    return findings;
  }

  // ---- one question

  private void answer(Question question) {
    streams.text(question.question());
    paragraph("Predict", question.predict());
    Optional<String> guess = streams.ask("\n" + MARGIN + "Your guess, then Enter: ");
    List<Outcome> outcomes = outcomes(question);
    for (int i = 0; i < outcomes.size(); i++) {
      Scene scene = question.scenes().get(i);
      streams.line("");
      streams.line(i == 0 ? "Run" : "And");
      streams.line(MARGIN + scene.command()); // On one line, so that it can be pasted.
      if (!scene.about().isEmpty()) {
        wrapped(scene.about());
      }
      story(outcomes.get(i));
    }
    streams.line("");
    streams.line("What happened");
    for (Finding finding : findings(question, outcomes)) {
      wrapped((finding.holds() ? "- " : "NOT AS CLAIMED: ") + finding.text());
    }
    guess
        .filter(text -> !text.isBlank())
        .ifPresent(text -> paragraph("You had guessed", text.strip()));
    streams.line("");
    streams.line("Why");
    question.why().forEach(this::wrapped);
    streams.line("");
    wrapped("See " + String.join(", ", question.see()));
  }

  private void story(Outcome outcome) {
    if (outcome.report() == null) {
      return;
    }
    List<RunStory.Moment> moments = outcome.report().story().moments();
    TextTable table = new TextTable();
    moments.stream()
        .limit(MOMENTS_MAX)
        .forEach(moment -> table.row(ReadableNumbers.instant(moment.atNs()), moment.text()));
    table.lines(MARGIN + MARGIN, streams.layout()).forEach(streams::line);
  }

  private void paragraph(String title, String text) {
    streams.line("");
    streams.line(title);
    wrapped(text);
  }

  private void wrapped(String text) {
    TextWrap.hanging(MARGIN, text.replace("`", ""), width()).forEach(streams::line);
  }

  private int width() {
    return Math.min(READABLE_WIDTH, streams.layout().width());
  }

  private void answerInJson(Question question) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("topic", question.topic());
    json.put("question", question.question());
    json.put("predict", question.predict());
    json.put("runs", question.scenes().stream().map(ExplainCommand::json).toList());
    List<Map<String, @Nullable Object>> seen = new ArrayList<>();
    for (Finding finding : findings(question, outcomes(question))) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("holds", finding.holds());
      one.put("text", finding.text());
      seen.add(one);
    }
    json.put("findings", seen);
    json.put("why", question.why());
    json.put("see", question.see());
    streams.line(Json.text(json));
  }

  private static Map<String, @Nullable Object> json(Scene scene) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("command", scene.command());
    json.put("about", scene.about());
    return json;
  }
}
