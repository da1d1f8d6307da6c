package dev.understudy.cli.report;

import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.experiment.sweep.BrokenPoint;
import dev.understudy.experiment.sweep.OutcomeClass;
import dev.understudy.experiment.sweep.SweepPoint;
import dev.understudy.experiment.sweep.SweepReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The report of a sweep for people. */
public final class SweepText {
  private SweepText() {}

  public static List<String> lines(SweepReport report, double seconds) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "sweep of "
            + report.program()
            + ", seed "
            + report.seed()
            + ": "
            + ReadableNumbers.count(report.points(), "point")
            + (report.assigned().size() == report.blocks() ? "" : " in this share"));
    lines.add("");
    lines.add("outcomes, each with the first point that led to it");
    outcomes(report, lines);
    for (BrokenPoint broken : report.broken()) {
      lines.add("");
      lines.add("BROKEN  " + String.join("; ", broken.promises()));
      lines.add("  again:  " + again(report, broken.point()));
    }
    lines.add("");
    lines.add(
        ReadableNumbers.count(report.tails(), "tail")
            + " run, "
            + ReadableNumbers.number(report.merged())
            + " merged, "
            + ReadableNumbers.number(report.skipped())
            + " skipped"
            + (seconds > 0 ? String.format(Locale.ROOT, ", in %.1f s", seconds) : ""));
    lines.add(verdict(report));
    return lines;
  }

  private static void outcomes(SweepReport report, List<String> lines) {
    List<OutcomeClass> outcomes = new ArrayList<>(report.outcomes().values());
    outcomes.sort(Comparator.comparingLong(OutcomeClass::points).reversed());
    TextTable table = new TextTable();
    for (OutcomeClass outcome : outcomes) {
      table.row(ReadableNumbers.number(outcome.points()), outcome.text());
      table.row("", "first: " + again(report, outcome.witness()));
    }
    lines.addAll(table.lines("  "));
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
        + (report.points() > 0 && report.skipped() == report.points() ? ": nothing is shown" : "");
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
