package dev.understudy.cli.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.understudy.cli.io.InputFile;
import dev.understudy.cli.io.JsonReader;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.sweep.BlockSet;
import dev.understudy.experiment.sweep.BrokenPoint;
import dev.understudy.experiment.sweep.OutcomeClass;
import dev.understudy.experiment.sweep.SweepPoint;
import dev.understudy.experiment.sweep.SweepReport;
import dev.understudy.experiment.sweep.TailLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a report that {@link SweepFile} has written, or that somebody says it has: each number is
 * bounded, and agrees with the others, before anything is done with it.
 */
final class SweepFileReader {
  private static final String LAUNCHER = "understudy";
  private static final String RUN = " run ";
  private static final String EXPECTED = SweepFile.EXPECTED;

  /** Every point is a run; nobody has so many. All sums of two of them fit. */
  private static final long POINTS_MAX = 1_000_000_000_000_000L;

  private static final long NS_MAX = 1_000_000_000_000_000_000L;
  private static final double SECONDS_MAX = 1e12;
  private static final String UNQUOTED = "_./@:+=,#%^-";

  private final JsonReader json;

  private SweepFileReader(JsonReader json) {
    this.json = json;
  }

  static SweepFile.Read read(String file) {
    JsonReader json = JsonReader.of(file, InputFile.text(file, EXPECTED), EXPECTED);
    return new SweepFileReader(json).read();
  }

  private SweepFile.Read read() {
    int blocks = (int) json.number("blocks", 0, BlockSet.BLOCKS_MAX);
    BlockSet assigned = blocks("assigned", blocks);
    BlockSet done = blocksOf(assigned, "done", blocks);
    BlockSet begun = blocksOf(assigned, "begun", blocks);
    if (done.firstShared(begun) >= 0) {
      throw json.wrong("begun", "none of the blocks that are done");
    }
    long points = json.number("points", 0, POINTS_MAX);
    long tails = json.number("tails", 0, points);
    long merged = json.number("merged", 0, points - tails);
    long skipped = points - tails - merged;
    requireEqual("skipped", skipped);
    if (skipped > 0 && done.equals(assigned)) {
      throw json.wrong("done", "less than all of the blocks assigned, as points were skipped");
    }
    if (tails + merged > 0 && done.isEmpty() && begun.isEmpty()) {
      throw json.wrong("done", "some blocks, as points were explored");
    }
    TreeMap<String, OutcomeClass> outcomes = new TreeMap<>(outcomes(tails + merged));
    long broken = json.number("broken", 0, tails + merged);
    SweepReport report =
        new SweepReport(
            line(json, "program"),
            command(),
            line(json, "plan"),
            json.number("seed"),
            blocks,
            assigned,
            done,
            begun,
            limit(),
            points,
            tails,
            merged,
            ImmutableSortedMap.copyOf(outcomes),
            broken,
            broken(broken));
    requireVerdict(report);
    if (saysWhereTailsEnd()) {
      requireEqual("cut", report.cut());
    }
    return new SweepFile.Read(report, json.real("seconds", 0, SECONDS_MAX));
  }

  /** Reports of version 0.1.0 do not say. */
  private boolean saysWhereTailsEnd() {
    return json.has("tailNs");
  }

  private TailLimit limit() {
    if (!saysWhereTailsEnd()) {
      return TailLimit.UNKNOWN;
    }
    return new TailLimit(json.number("tailNs", 0, NS_MAX), json.number("answerNs", 0, NS_MAX));
  }

  private void requireVerdict(SweepReport report) {
    String verdict = SweepFile.verdict(report);
    if (!json.text("verdict").equals(verdict)) {
      throw json.wrong("verdict", "'" + verdict + "' with these numbers");
    }
  }

  private void requireEqual(String key, long value) {
    if (json.number(key, 0, POINTS_MAX) != value) {
      throw json.wrong(key, value + " with these numbers");
    }
  }

  // ---- blocks

  private BlockSet blocks(String key, int count) {
    return BlockSet.parse(json.text(key), count)
        .orElseThrow(
            () ->
                json.wrong(
                    key, "blocks below " + count + " in ascending order, such as 0-6,8,10-12"));
  }

  private BlockSet blocksOf(BlockSet assigned, String key, int count) {
    BlockSet some = blocks(key, count);
    if (!assigned.containsAll(some)) {
      throw json.wrong(key, "blocks that are assigned");
    }
    return some;
  }

  // ---- outcomes and points

  private SortedMap<String, OutcomeClass> outcomes(long explored) {
    TreeMap<String, OutcomeClass> outcomes = new TreeMap<>();
    long left = explored;
    for (JsonReader one : json.list("outcomes")) {
      String text = line(one, "outcome");
      long points = one.number("points", 1, Math.max(1, left));
      long cut = saysWhereTailsEnd() ? one.number("cut", 0, points) : 0;
      left -= points;
      if (outcomes.put(text, new OutcomeClass(text, points, cut, point(one.part("witness"))))
          != null) {
        throw one.wrong("outcome", "each outcome once");
      }
    }
    if (left != 0) {
      throw json.wrong("outcomes", "the outcomes of all " + explored + " points explored");
    }
    return outcomes;
  }

  private ImmutableList<BrokenPoint> broken(long count) {
    List<BrokenPoint> broken = new ArrayList<>();
    for (JsonReader one : json.list("brokenPoints")) {
      List<String> promises = one.texts("promises");
      if (promises.isEmpty() || !promises.stream().allMatch(SweepFileReader::isLine)) {
        throw one.wrong("promises", "what was broken, a line each");
      }
      broken.add(new BrokenPoint(point(one), ImmutableList.copyOf(promises)));
    }
    if (broken.size() > Math.min(count, SweepReport.BROKEN_MAX)
        || (broken.isEmpty() && count > 0)) {
      throw json.wrong("brokenPoints", "the first of " + count);
    }
    return ImmutableList.copyOf(broken);
  }

  private static SweepPoint point(JsonReader json) {
    List<String> faults = json.texts("faults");
    if (faults.isEmpty() || !faults.stream().allMatch(SweepFileReader::isFault)) {
      throw json.wrong("faults", "faults as for 'understudy run --fault'");
    }
    return new SweepPoint(json.number("point", 0, POINTS_MAX), ImmutableList.copyOf(faults));
  }

  private static boolean isFault(String text) {
    return isLine(text) && FaultText.parse(text, "").fault().isPresent();
  }

  // ---- texts, which are printed for people to read and to paste

  private static String line(JsonReader json, String key) {
    String text = json.text(key);
    if (!isLine(text)) {
      throw json.wrong(key, "one line of text");
    }
    return text;
  }

  private static boolean isLine(String text) {
    return text.codePoints()
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
  }

  /** The command that was kept, started as it is from where the reader stands. */
  private String command() {
    String command = line(json, "run");
    String called = command.startsWith("'") ? LAUNCHER + "'" : LAUNCHER;
    int end = command.indexOf(called + RUN);
    boolean begins = end >= 0 && (command.startsWith("'") || command.indexOf(' ') > end);
    if (!begins || !isWords(command)) {
      throw json.wrong("run", "a command './understudy run …'");
    }
    return RequestedRun.quoted(Launcher.command()) + command.substring(end + called.length());
  }

  /** Whether a shell takes it for one command: what is special stands in single quotes. */
  private static boolean isWords(String command) {
    boolean quoted = false;
    for (int at = 0; at < command.length(); at++) {
      char c = command.charAt(at);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '\\') {
        at++;
        if (at == command.length() || command.charAt(at) != '\'') {
          return false;
        }
      } else if (!quoted && c != ' ' && !isSafe(c)) {
        return false;
      }
    }
    return !quoted;
  }

  private static boolean isSafe(char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || UNQUOTED.indexOf(c) >= 0;
  }
}
