package dev.understudy.experiment.report;

import dev.understudy.experiment.shrink.FailureSignature;
import dev.understudy.sim.oracle.Breach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Broken promises for people: each cause once, with how often it was seen. */
final class BreachText {
  private BreachText() {}

  /** Nothing if nothing was broken. */
  static List<String> lines(List<Breach> breaches, ReportLayout layout) {
    Map<FailureSignature, List<Breach>> alike = new LinkedHashMap<>();
    for (Breach breach : breaches) {
      alike.computeIfAbsent(FailureSignature.of(breach), one -> new ArrayList<>()).add(breach);
    }
    List<String> lines = new ArrayList<>();
    alike.values().forEach(group -> lines.addAll(told(group, layout)));
    return lines;
  }

  /** The first of those that are alike, and how many others there are. */
  private static List<String> told(List<Breach> group, ReportLayout layout) {
    Breach first = group.get(0);
    TextTable table = new TextTable();
    table.row(TextStyle.BAD, "BROKEN", first.oracle() + ": " + first.text());
    table.row("  promised", FailureReport.promise(first.oracle()));
    table.row("  at", ReadableNumbers.instant(first.atNs()) + others(group));
    return table.lines("", layout);
  }

  private static String others(List<Breach> group) {
    Breach last = group.get(group.size() - 1);
    return group.size() == 1
        ? ""
        : ", and "
            + (group.size() - 1)
            + " more like it, the last at "
            + ReadableNumbers.instant(last.atNs());
  }
}
