package dev.understudy.cli.report;

import dev.understudy.experiment.report.Table;
import dev.understudy.experiment.report.Text;
import dev.understudy.experiment.sweep.BrokenPoint;
import dev.understudy.experiment.sweep.Outcome;
import dev.understudy.experiment.sweep.Point;
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
            + Text.count(report.points(), "point")
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
        Text.count(report.tails(), "tail")
            + " run, "
            + Text.number(report.merged())
            + " merged, "
            + Text.number(report.skipped())
            + " skipped"
            + (seconds > 0 ? String.format(Locale.ROOT, ", in %.1f s", seconds) : ""));
    lines.add(verdict(report));
    return lines;
  }

  private static void outcomes(SweepReport report, List<String> lines) {
    List<Outcome> outcomes = new ArrayList<>(report.outcomes().values());
    outcomes.sort(Comparator.comparingLong(Outcome::points).reversed());
    Table table = new Table();
    for (Outcome outcome : outcomes) {
      table.row(Text.number(outcome.points()), outcome.text());
      table.row("", "first: " + again(report, outcome.witness()));
    }
    lines.addAll(table.lines("  "));
  }

  private static String verdict(SweepReport report) {
    long survived = report.tails() + report.merged() - report.brokenPoints();
    return Text.number(survived)
        + " of "
        + Text.count(report.points(), "point")
        + " survived, "
        + Text.number(report.skipped())
        + " skipped"
        + (report.isKept() ? "" : ", " + Text.number(report.brokenPoints()) + " BROKEN")
        + (report.points() > 0 && report.skipped() == report.points() ? ": nothing is shown" : "");
  }

  /** The command that shows a point again. */
  public static String again(SweepReport report, Point point) {
    StringBuilder command = new StringBuilder(report.again());
    for (String fault : point.faults()) {
      command.append(" --fault \"").append(fault).append('"');
    }
    return command.toString();
  }
}
