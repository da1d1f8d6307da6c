package dev.understudy.experiment.report;

import dev.understudy.sim.oracle.Oracle;
import dev.understudy.sim.oracle.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What each oracle says of a run. */
final class VerdictText {
  private VerdictText() {}

  /**
   * A row an oracle. Who judged nothing has shown nothing, and is left out unless everything is to
   * be told.
   */
  static List<String> lines(List<Verdict> verdicts, String margin, ReportLayout layout) {
    TextTable table = new TextTable();
    int silent = 0;
    for (Verdict verdict : verdicts) {
      boolean shown = layout.verbose() || verdict.judged() > 0 || !verdict.isKept();
      silent += shown ? 0 : 1;
      if (shown) {
        table.row(style(verdict), standing(verdict), verdict.oracle(), judged(verdict), promise(verdict, layout));
      }
    }
    List<String> lines = new ArrayList<>(table.lines(margin, layout));
    if (silent > 0) {
      lines.addAll(
          TextWrap.hanging(
              margin,
              ReadableNumbers.count(silent, "oracle")
                  + " had nothing to judge, and -v lists "
                  + (silent == 1 ? "it" : "them"),
              layout.width()));
    }
    return lines;
  }

  /** In full where it matters what the words are. */
  private static String promise(Verdict verdict, ReportLayout layout) {
    boolean full = layout.verbose() || !verdict.isKept();
    return full
        ? FailureReport.promise(verdict.oracle())
        : Oracle.named(verdict.oracle()).map(Oracle::inShort).orElse("");
  }

  private static TextStyle style(Verdict verdict) {
    if (!verdict.isKept()) {
      return TextStyle.BAD;
    }
    return verdict.judged() == 0 ? TextStyle.PLAIN : TextStyle.GOOD;
  }

  private static String standing(Verdict verdict) {
    if (!verdict.isKept()) {
      return "BROKEN";
    }
    return verdict.judged() == 0 ? "-" : "ok";
  }

  private static String judged(Verdict verdict) {
    String judged =
        verdict.judged() == 0
            ? "nothing judged"
            : ReadableNumbers.number(verdict.judged()) + " judged";
    return verdict.unjudged() == 0
        ? judged
        : judged + ", " + ReadableNumbers.number(verdict.unjudged()) + " not";
  }
}
