package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.report.SweepText;
import dev.understudy.experiment.sweep.BrokenPoint;
import dev.understudy.experiment.sweep.OutcomeClass;
import dev.understudy.experiment.sweep.SweepPoint;
import dev.understudy.experiment.sweep.SweepReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reports of sweeps as JSON: what {@code --json} prints, {@code --resume} and {@code --merge} read.
 */
final class SweepFile {
  static final String EXPECTED = "a report that 'understudy sweep --json' has printed";

  private SweepFile() {}

  /** A report and how long it took. */
  record Read(SweepReport report, double seconds) {}

  /** One key of the report, with its meaning, for the page of the commands. */
  record Key(String name, String meaning) {}

  static final List<Key> KEYS =
      List.of(
          new Key("verdict", "`ok` or `broken`, of what was explored; `unexplored` if nothing was"),
          new Key("points", "instants times kinds of fault: tails + merged + skipped"),
          new Key("tails", "points whose runs went to their end"),
          new Key("merged", "points whose runs came to a world that another tail had come to"),
          new Key("skipped", "points that were left out: the time was up, or somebody interrupted"),
          new Key("cut", "points whose tails were over before the run was, see `tailNs`"),
          new Key("tailNs", "a tail goes on for so long behind its fault, if the run does"),
          new Key(
              "answerNs",
              "it ends at most so much later; a client that has waited for longer was not served"),
          new Key("broken", "how many points did not survive"),
          new Key(
              "outcomes",
              "each way in which tails ended: `outcome`, `points`, how many of them were `cut`, and"
                  + " the first as `witness`, with its number `point` and its `faults`, and"
                  + " `again`, the command that shows it"),
          new Key(
              "brokenPoints",
              "the first of those that did not survive: `promises`, `point`, `faults`, `again`"),
          new Key("seconds", "how long it took; the one value that differs from time to time"),
          new Key("program", "its name"),
          new Key("seed", "of the scenario"),
          new Key("run", "the command that a point's `faults` are appended to"),
          new Key("plan", "a hash of what decides what is swept: only equal ones add up"),
          new Key("blocks", "into how many blocks the whole sweep is cut"),
          new Key("assigned", "the blocks of this share"),
          new Key("done", "those that were explored"),
          new Key("begun", "those that were not finished: what was explored of them is counted"));

  static Map<String, @Nullable Object> json(SweepReport report, double seconds) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("verdict", verdict(report));
    json.put("points", report.points());
    json.put("tails", report.tails());
    json.put("merged", report.merged());
    json.put("skipped", report.skipped());
    json.put("cut", report.cut());
    json.put("tailNs", report.limit().tailNs());
    json.put("answerNs", report.limit().answerNs());
    json.put("broken", report.brokenPoints());
    json.put(
        "outcomes", report.outcomes().values().stream().map(one -> outcome(report, one)).toList());
    json.put("brokenPoints", report.broken().stream().map(one -> broken(report, one)).toList());
    json.put("seconds", Math.round(seconds * 1000) / 1000.0);
    json.put("program", report.program());
    json.put("seed", report.seed());
    json.put("run", report.again());
    json.put("plan", report.plan());
    json.put("blocks", report.blocks());
    json.put("assigned", report.assigned().text());
    json.put("done", report.done().text());
    json.put("begun", report.begun().text());
    return json;
  }

  /** A sweep that came to no tail has shown nothing, and must not read like one that held. */
  static String verdict(SweepReport report) {
    if (!report.isKept()) {
      return "broken";
    }
    return report.isUnexplored() ? "unexplored" : "ok";
  }

  private static Map<String, @Nullable Object> outcome(SweepReport report, OutcomeClass outcome) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("outcome", outcome.text());
    json.put("points", outcome.points());
    json.put("cut", outcome.cut());
    json.put("witness", point(report, outcome.witness()));
    return json;
  }

  private static Map<String, @Nullable Object> broken(SweepReport report, BrokenPoint broken) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("promises", broken.promises());
    json.putAll(point(report, broken.point()));
    return json;
  }

  private static Map<String, @Nullable Object> point(SweepReport report, SweepPoint point) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("point", point.number());
    json.put("faults", point.faults());
    json.put("again", SweepText.again(report, point));
    return json;
  }

  // ---- reading

  static SweepReport merge(List<String> files) {
    if (files.isEmpty()) {
      throw new BadInputException(
          "understudy sweep: --merge: missing REPORT, expected " + EXPECTED);
    }
    SweepReport sum = read(files.get(0)).report();
    for (String file : files.subList(1, files.size())) {
      try {
        sum = sum.plus(read(file).report());
      } catch (IllegalArgumentException e) {
        throw new BadInputException(
            file + ": can't be added to " + files.get(0) + ": " + e.getMessage());
      }
    }
    return sum;
  }

  static Read read(String file) {
    return SweepFileReader.read(file);
  }
}
