package dev.understudy.cli.report;

import dev.understudy.experiment.fuzz.FuzzReport;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.ReportLayout;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.experiment.report.TextWrap;
import java.util.ArrayList;
import java.util.List;

/** The report of a campaign of random scenarios for people, without its failures. */
public final class FuzzText {
  private FuzzText() {}

  public static List<String> lines(FuzzReport report, ReportLayout layout) {
    String head =
        ReadableNumbers.count(report.runs(), "run")
            + ", "
            + ReadableNumbers.count(report.faultsStruck(), "fault")
            + " struck, "
            + ReadableNumbers.count(report.failovers(), "failover")
            + ", "
            + ReadableNumbers.number(report.broken())
            + " broke a promise";
    List<String> lines = new ArrayList<>(TextWrap.laidOut(head, layout.width()));
    if (report.runs() == 0) {
      lines.add("nothing was run, so nothing is shown");
      return lines;
    }
    TextTable table = new TextTable();
    report
        .sometimes()
        .forEach((what, runs) -> table.row(ReadableNumbers.number(runs), what.label(), what.doc()));
    lines.addAll(table.lines("  ", layout));
    report.neverSeen().stream()
        .map(what -> "NEVER SEEN  " + what.label() + ": " + what.doc())
        .forEach(line -> lines.addAll(TextWrap.laidOut(line, layout.width())));
    return lines;
  }
}
