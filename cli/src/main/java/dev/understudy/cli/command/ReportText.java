package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.experiment.report.ChannelText;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.experiment.run.CloneAttempt;
import dev.understudy.experiment.run.DurationSpread;
import dev.understudy.experiment.run.Failover;
import dev.understudy.experiment.run.HoldTimes;
import dev.understudy.experiment.run.RunReport;
import dev.understudy.experiment.run.RunStory;
import dev.understudy.experiment.scenario.ComparedAspect;
import dev.understudy.sim.net.Traffic;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Verdict;
import java.util.ArrayList;
import java.util.List;

/** A report for people: what happened, in the words of the paper. */
final class ReportText {
  private static final String MARGIN = "  ";

  private final Report whole;
  private final RunReport report;

  ReportText(Report whole) {
    this.whole = whole;
    this.report = whole.report();
  }

  /** The guest's console; what could move a terminal's cursor is shown escaped. */
  List<String> console() {
    StringBuilder text = new StringBuilder();
    new String(report.guest().console(), UTF_8)
        .codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                text.append("\\u{").append(Integer.toHexString(c)).append('}');
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.toString().lines().toList();
  }

  /** What was broken, and how to see it again; nothing if nothing was. */
  List<String> broken() {
    List<String> lines = new ArrayList<>();
    for (Breach breach : report.breaches()) {
      lines.add("BROKEN  " + breach.oracle() + ": " + breach.text());
      lines.add(MARGIN + "at " + ReadableNumbers.instant(breach.atNs()));
    }
    if (!lines.isEmpty()) {
      String scenario = whole.session().scenario().name();
      lines.add(MARGIN + "seed " + report.seed() + " · scenario " + scenario);
      lines.add(MARGIN + "again:  ./" + whole.session().again());
    }
    return lines;
  }

  /** How the run ended, in one sentence. */
  String ending() {
    RunStory.Ending ending = report.story().ending();
    return ending.text() + " at " + ReadableNumbers.instant(ending.atNs());
  }

  /** The whole report. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(title());
    lines.addAll(facts().lines(MARGIN));
    lines.add("");
    lines.addAll(story().lines(MARGIN));
    lines.add("");
    lines.addAll(verdicts().lines(MARGIN));
    return lines;
  }

  private String title() {
    return whole.session().guest().name()
        + (report.faultTolerant() ? " under fault tolerance" : " on one host alone")
        + ", seed "
        + report.seed()
        + ": "
        + outcome();
  }

  private String outcome() {
    if (!report.isKept()) {
      return "A PROMISE WAS BROKEN";
    }
    return report.isLost() ? "LOST, which was not promised otherwise" : "every promise was kept";
  }

  private TextTable facts() {
    TextTable table = new TextTable();
    String instructions =
        ReadableNumbers.count(report.guest().instructionsRetired(), "instruction");
    table.row("ended", ending() + ", after " + instructions);
    report.story().terms().forEach(term -> table.row("primary", term(term)));
    report.redundancy().failovers().forEach(one -> succession(one, table));
    if (!report.verdict().excess().isEmpty()) {
      table.row("too much", report.verdict().excess());
    }
    report.redundancy().clones().forEach(clone -> table.row("clone", clone(clone)));
    table.row("outputs", outputs(report.holds()));
    table.row("log", log());
    if (report.faultTolerant()) {
      ChannelText.rows(report.channel().history(), table);
    }
    if (report.clients().requests() > 0) {
      table.row("clients", clients(report.clients()));
    }
    report.clients().waiting().forEach(line -> table.row("", line));
    if (whole.session().scenario().expect().compare().contains(ComparedAspect.REPLIES)) {
      table.row("view", whole.clientViewHash() + " of all that clients were told, in any order");
    }
    whole.faultsNotReached().forEach(fault -> table.row("not reached", fault));
    whole.operationsNotDone().forEach(text -> table.row("operator", text));
    return table;
  }

  private static String term(RunStory.PrimaryTerm term) {
    String from = term.host() + " from " + ReadableNumbers.instant(term.fromNs());
    return term.ended().isEmpty()
        ? from + " to the end"
        : from + " to " + ReadableNumbers.instant(term.untilNs()) + ": " + term.ended();
  }

  private static void succession(Failover one, TextTable table) {
    String what = one.failover() ? "failover" : "alone";
    if (one.liveNs() == Failover.NEVER) {
      table.row(what, one.host() + " took its peer for failed, and did not win");
      return;
    }
    String after =
        one.faultNs() == Failover.NEVER
            ? ""
            : ", "
                + ReadableNumbers.duration(one.liveNs() - one.faultNs())
                + " after the last fault";
    String live = one.failover() ? " went live at " : " went on alone at ";
    table.row(what, one.host() + live + ReadableNumbers.instant(one.liveNs()) + after + ":");
    table.row("", steps(one));
    if (one.failover()) {
      table.row("", behind(one));
      table.row(
          "",
          ReadableNumbers.count(one.resent(), "output")
              + " sent again, "
              + ReadableNumbers.count(one.reissued(), "disk request")
              + " issued again");
    }
  }

  private static String clone(CloneAttempt one) {
    String what = one.from() + " to " + one.to() + " at " + ReadableNumbers.instant(one.atNs());
    String rounds = ReadableNumbers.count(one.rounds(), "round");
    return one.isMade()
        ? what
            + ", "
            + rounds
            + ", the guest stood still for "
            + ReadableNumbers.duration(one.pauseNs())
        : what + " came to nothing after " + rounds + ": " + one.how().meaning();
  }

  private static String steps(Failover one) {
    String noticed =
        one.faultNs() == Failover.NEVER
            ? ""
            : ReadableNumbers.duration(one.detectionNs()) + " until it noticed, ";
    String drained =
        one.failover() ? ", " + ReadableNumbers.duration(one.drainNs()) + " to drain its log" : "";
    return noticed
        + ReadableNumbers.duration(one.arbitrationNs())
        + " to win the test-and-set"
        + drained;
  }

  private static String behind(Failover one) {
    return "it was "
        + entries(one.lag().entries())
        + " and "
        + ReadableNumbers.count(one.lag().instructions(), "instruction")
        + " behind its primary; "
        + entries(one.lag().entriesLost())
        + " lost";
  }

  private static String outputs(HoldTimes holds) {
    String all = ReadableNumbers.count(holds.outputs(), "output");
    DurationSpread waited = holds.heldNs();
    return holds.held() == 0
        ? all + ", none held"
        : all
            + ", "
            + ReadableNumbers.number(holds.held())
            + " held: "
            + ReadableNumbers.duration(waited.minNs())
            + " / "
            + ReadableNumbers.duration(waited.medianNs())
            + " / "
            + ReadableNumbers.duration(waited.maxNs())
            + " (min / median / max)";
  }

  private String log() {
    Traffic channel = report.channel().traffic();
    return entries(report.log().entries())
        + " in "
        + ReadableNumbers.count(report.log().bytes(), "byte")
        + "; "
        + ReadableNumbers.count(channel.sent(), "frame")
        + " with "
        + ReadableNumbers.count(channel.sentBytes(), "byte")
        + " on the logging channel";
  }

  private static String entries(long count) {
    return ReadableNumbers.number(count) + (count == 1 ? " entry" : " entries");
  }

  private static String clients(RunReport.Clients clients) {
    return ReadableNumbers.count(clients.requests(), "request")
        + ", "
        + ReadableNumbers.number(clients.answered())
        + " answered, "
        + ReadableNumbers.number(clients.retries())
        + " sent again, "
        + ReadableNumbers.count(clients.repeatedAnswers(), "answer")
        + " repeated; the longest wait was "
        + ReadableNumbers.duration(clients.waitNs().maxNs());
  }

  private TextTable story() {
    List<RunStory.Moment> moments = report.story().moments();
    int width = moments.stream().mapToInt(moment -> time(moment).length()).max().orElse(0);
    TextTable table = new TextTable();
    for (RunStory.Moment moment : moments) {
      table.row(" ".repeat(width - time(moment).length()) + time(moment), moment.text());
    }
    return table;
  }

  private static String time(RunStory.Moment moment) {
    return ReadableNumbers.instant(moment.atNs());
  }

  private TextTable verdicts() {
    TextTable table = new TextTable();
    for (Verdict verdict : report.verdict().oracles()) {
      table.row(standing(verdict), verdict.oracle(), judged(verdict), Report.promise(verdict));
    }
    return table;
  }

  /** Who judged nothing has shown nothing. */
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
        : judged + ", " + ReadableNumbers.number(verdict.unjudged()) + " not judged";
  }
}
