package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Hint;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Streams;
import dev.understudy.experiment.question.Question;
import dev.understudy.experiment.question.Question.Finding;
import dev.understudy.experiment.question.Scene;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.run.RunStory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
          + " predict what will happen, see what does, read why.",
      "Without a topic: the list of them. The exit code is 1 if a run is not as the page claims."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy explain",
      "  understudy explain output-rule",
      "  understudy explain partition --json"
    })
final class ExplainCommand extends CommonOptions implements IExitCodeGenerator {
  private static final String MARGIN = "  ";
  private static final int WIDTH = 92;

  /** Longer stories are for {@code run}. */
  private static final int MOMENTS_MAX = 12;

  @Parameters(paramLabel = "TOPIC", arity = "0..1", description = "Default: the list of them.")
  private @Nullable String topic;

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
    if (topic == null) {
      list();
      return;
    }
    Question question = find(topic);
    List<Outcome> outcomes = question.run();
    List<Finding> findings = question.findings(outcomes);
    exitCode = findings.stream().allMatch(Finding::holds) ? ExitCode.OK : ExitCode.BROKEN;
    if (json) {
      streams.line(Json.text(json(question, findings)));
    } else {
      print(question, outcomes, findings);
    }
  }

  private static Question find(String topic) {
    List<String> known = Question.all().stream().map(Question::topic).toList();
    return Question.find(topic)
        .orElseThrow(
            () ->
                new BadInputException(
                    "understudy explain: unknown topic '"
                        + topic
                        + "'"
                        + (Hint.of(topic, known).isEmpty()
                            ? "; 'understudy explain' lists them"
                            : Hint.of(topic, known))));
  }

  private void list() {
    if (json) {
      Map<String, @Nullable Object> topics = new LinkedHashMap<>();
      Question.all().forEach(question -> topics.put(question.topic(), question.question()));
      streams.line(Json.text(topics));
      return;
    }
    TextTable table = new TextTable();
    Question.all().forEach(question -> table.row(question.topic(), question.question()));
    table.lines("").forEach(streams::line);
  }

  // ---- one question

  private void print(Question question, List<Outcome> outcomes, List<Finding> findings) {
    streams.line(question.question());
    paragraph("Predict", question.predict());
    for (int i = 0; i < outcomes.size(); i++) {
      Scene scene = question.scenes().get(i);
      paragraph(i == 0 ? "Run" : "And", scene.text().replace("`", ""));
      story(outcomes.get(i));
    }
    streams.line("");
    streams.line("What happened");
    for (Finding finding : findings) {
      wrapped((finding.holds() ? "- " : "NOT AS CLAIMED: ") + finding.text());
    }
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
    table.lines(MARGIN + MARGIN).forEach(streams::line);
  }

  private void paragraph(String title, String text) {
    streams.line("");
    streams.line(title);
    wrapped(text);
  }

  private void wrapped(String text) {
    StringBuilder line = new StringBuilder();
    for (String word : text.replace("`", "").split(" ")) {
      if (line.length() + word.length() > WIDTH) {
        streams.line(MARGIN + line.toString().strip());
        line.setLength(0);
      }
      line.append(word).append(' ');
    }
    streams.line(MARGIN + line.toString().strip());
  }

  private static Map<String, @Nullable Object> json(Question question, List<Finding> findings) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("topic", question.topic());
    json.put("question", question.question());
    json.put("predict", question.predict());
    json.put("runs", question.scenes().stream().map(Scene::text).toList());
    List<Map<String, @Nullable Object>> seen = new ArrayList<>();
    for (Finding finding : findings) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("holds", finding.holds());
      one.put("text", finding.text());
      seen.add(one);
    }
    json.put("findings", seen);
    json.put("why", question.why());
    json.put("see", question.see());
    return json;
  }
}
