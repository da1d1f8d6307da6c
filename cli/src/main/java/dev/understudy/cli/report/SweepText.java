package dev.understudy.cli.report;

import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.ReportLayout;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.experiment.report.TextWrap;
import dev.understudy.experiment.sweep.BrokenPoint;
import dev.understudy.experiment.sweep.OutcomeClass;
import dev.understudy.experiment.sweep.SweepPoint;
import dev.understudy.experiment.sweep.SweepReport;
import dev.understudy.experiment.sweep.TailLimit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The report of a sweep for people. */
public final class SweepText {
  private SweepText() {}

  /** All but the commands to paste in lines of a layout's width. */
  public static List<String> lines(SweepReport report, double seconds, ReportLayout layout) {
    List<String> lines = new ArrayList<>();
    add(
        lines,
        layout,
        "sweep of "
            + report.program()
            + ", seed "
            + report.seed()
            + ": "
            + ReadableNumbers.count(report.points(), "point")
            + (report.assigned().size() == report.blocks() ? "" : " in this share"));
    lines.add("");
    lines.add("outcomes, each with the first point that led to it");
    lines.addAll(outcomes(report).lines("  ", layout));
    for (BrokenPoint broken : report.broken()) {
      lines.add("");
      add(lines, layout, "BROKEN  " + String.join("; ", broken.promises()));
      lines.add("  again:  " + again(report, broken.point()));
    }
    lines.add("");
    add(
        lines,
        layout,
        ReadableNumbers.count(report.tails(), "tail")
            + " run, "
            + ReadableNumbers.number(report.merged())
            + " merged, "
            + ReadableNumbers.number(report.skipped())
            + " skipped"
            + (seconds > 0 ? String.format(Locale.ROOT, ", in %.1f s", seconds) : ""));
    whatTailsAre(report).forEach(line -> add(lines, layout, line));
    add(lines, layout, verdict(report));
    return lines;
  }

  private static void add(List<String> lines, ReportLayout layout, String text) {
    lines.addAll(TextWrap.laidOut(text, layout.width()));
  }

  /** Who reads of tails has to know how far they went: what came later was not seen. */
  private static List<String> whatTailsAre(SweepReport report) {
    List<String> lines = new ArrayList<>();
    if (report.tails() == 0 || report.limit().equals(TailLimit.UNKNOWN)) {
      return lines;
    }
    if (report.cut() == 0) {
      lines.add("a tail is the run from its fault on; each went on to the run's end");
      return lines;
    }
    long tailNs = report.limit().tailNs();
    long answerNs = report.limit().answerNs();
    lines.add(
        "a tail is the run from its fault on, for "
            + milliseconds(tailNs)
            + " to "
            + milliseconds(tailNs + answerNs)
            + " ms at most: "
            + ReadableNumbers.number(report.cut())
            + " of "
            + ReadableNumbers.number(report.tails() + report.merged())
            + " were cut there");
    lines.add(
        "  then a client that had waited for "
            + milliseconds(answerNs)
            + " ms was BROKEN, and others were still being served");
    lines.add("  (with a smaller [sweep] workload in the scenario, all are served to the end)");
    return lines;
  }

  private static String milliseconds(long ns) {
    return ReadableNumbers.number(ns / 1_000_000);
  }

  private static TextTable outcomes(SweepReport report) {
    List<OutcomeClass> outcomes = new ArrayList<>(report.outcomes().values());
    outcomes.sort(Comparator.comparingLong(OutcomeClass::points).reversed());
    TextTable table = new TextTable();
    for (OutcomeClass outcome : outcomes) {
      table.row(ReadableNumbers.number(outcome.points()), outcome.text());
      table.verbatim("", "first: " + again(report, outcome.witness()));
    }
    return table;
  }

  private static String verdict(SweepReport report) {
    long survived = report.tails() + report.merged() - report.brokenPoints();
    return ReadableNumbers.number(survived)
        + " of "
        + ReadableNumbers.count(report.points(), "point")
        + " survived, "
        + ReadableNumbers.number(report.skipped())
        + " skipped"
        + (report.isKept() ? "" : ", " + ReadableNumbers.number(report.brokenPoints()) + " BROKEN")
        + (report.isUnexplored() ? ": nothing is shown" : "");
  }

  /** The command that shows a point again. */
  public static String again(SweepReport report, SweepPoint point) {
    StringBuilder command = new StringBuilder(report.again());
    for (String fault : point.faults()) {
      command.append(" --fault \"").append(fault).append('"');
    }
    return command.toString();
  }
}
