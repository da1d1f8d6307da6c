package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.experiment.report.ChannelText;
import dev.understudy.experiment.report.Table;
import dev.understudy.experiment.report.Text;
import dev.understudy.experiment.run.Account;
import dev.understudy.experiment.run.Clone;
import dev.understudy.experiment.run.Holds;
import dev.understudy.experiment.run.Spread;
import dev.understudy.experiment.run.Story;
import dev.understudy.experiment.run.Succession;
import dev.understudy.experiment.scenario.View;
import dev.understudy.sim.net.Traffic;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Verdict;
import java.util.ArrayList;
import java.util.List;

/** A report for people: what happened, in the words of the paper. */
final class ReportText {
  private static final String MARGIN = "  ";

  private final Report whole;
  private final Account account;

  ReportText(Report whole) {
    this.whole = whole;
    this.account = whole.account();
  }

  /** The guest's console; what could move a terminal's cursor is shown escaped. */
  List<String> console() {
    StringBuilder text = new StringBuilder();
    new String(account.guest().console(), UTF_8)
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
    for (Breach breach : account.breaches()) {
      lines.add("BROKEN  " + breach.oracle() + ": " + breach.text());
      lines.add(MARGIN + "at " + Text.instant(breach.atNs()));
    }
    if (!lines.isEmpty()) {
      String scenario = whole.session().scenario().name();
      lines.add(MARGIN + "seed " + account.seed() + " · scenario " + scenario);
      lines.add(MARGIN + "again:  ./" + whole.session().again());
    }
    return lines;
  }

  /** How the run ended, in one sentence. */
  String ending() {
    Story.Ending ending = account.story().ending();
    return ending.text() + " at " + Text.instant(ending.atNs());
  }

  /** The whole account. */
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
        + (account.faultTolerant() ? " under fault tolerance" : " on one host alone")
        + ", seed "
        + account.seed()
        + ": "
        + outcome();
  }

  private String outcome() {
    if (!account.isKept()) {
      return "A PROMISE WAS BROKEN";
    }
    return account.isLost() ? "LOST, which was not promised otherwise" : "every promise was kept";
  }

  private Table facts() {
    Table table = new Table();
    String instructions = Text.count(account.guest().instructionsRetired(), "instruction");
    table.row("ended", ending() + ", after " + instructions);
    account.story().reigns().forEach(reign -> table.row("primary", reign(reign)));
    account.redundancy().successions().forEach(one -> succession(one, table));
    if (!account.verdict().excess().isEmpty()) {
      table.row("too much", account.verdict().excess());
    }
    account.redundancy().clones().forEach(clone -> table.row("clone", clone(clone)));
    table.row("outputs", outputs(account.holds()));
    table.row("log", log());
    if (account.faultTolerant()) {
      ChannelText.rows(account.channel().history(), table);
    }
    if (account.clients().requests() > 0) {
      table.row("clients", clients(account.clients()));
    }
    account.clients().waiting().forEach(line -> table.row("", line));
    if (whole.session().scenario().expect().compare().contains(View.REPLIES)) {
      table.row("view", whole.clientViewHash() + " of all that clients were told, in any order");
    }
    whole.faultsNotReached().forEach(fault -> table.row("not reached", fault));
    whole.operationsNotDone().forEach(text -> table.row("operator", text));
    return table;
  }

  private static String reign(Story.Reign reign) {
    String from = reign.host() + " from " + Text.instant(reign.fromNs());
    return reign.ended().isEmpty()
        ? from + " to the end"
        : from + " to " + Text.instant(reign.untilNs()) + ": " + reign.ended();
  }

  private static void succession(Succession one, Table table) {
    String what = one.failover() ? "failover" : "alone";
    if (one.liveNs() == Succession.NEVER) {
      table.row(what, one.host() + " took its peer for failed, and did not win");
      return;
    }
    String after =
        one.faultNs() == Succession.NEVER
            ? ""
            : ", " + Text.duration(one.liveNs() - one.faultNs()) + " after the last fault";
    String live = one.failover() ? " went live at " : " went on alone at ";
    table.row(what, one.host() + live + Text.instant(one.liveNs()) + after + ":");
    table.row("", steps(one));
    if (one.failover()) {
      table.row("", behind(one));
      table.row(
          "",
          Text.count(one.resent(), "output")
              + " sent again, "
              + Text.count(one.reissued(), "disk request")
              + " issued again");
    }
  }

  private static String clone(Clone one) {
    String what = one.from() + " to " + one.to() + " at " + Text.instant(one.atNs());
    String rounds = Text.count(one.rounds(), "round");
    return one.isMade()
        ? what + ", " + rounds + ", the guest stood still for " + Text.duration(one.pauseNs())
        : what + " came to nothing after " + rounds + ": " + one.how().meaning();
  }

  private static String steps(Succession one) {
    String noticed =
        one.faultNs() == Succession.NEVER
            ? ""
            : Text.duration(one.detectionNs()) + " until it noticed, ";
    String drained =
        one.failover() ? ", " + Text.duration(one.drainNs()) + " to drain its log" : "";
    return noticed + Text.duration(one.arbitrationNs()) + " to win the test-and-set" + drained;
  }

  private static String behind(Succession one) {
    return "it was "
        + entries(one.lag().entries())
        + " and "
        + Text.count(one.lag().instructions(), "instruction")
        + " behind its primary; "
        + entries(one.lag().entriesLost())
        + " lost";
  }

  private static String outputs(Holds holds) {
    String all = Text.count(holds.outputs(), "output");
    Spread waited = holds.heldNs();
    return holds.held() == 0
        ? all + ", none held"
        : all
            + ", "
            + Text.number(holds.held())
            + " held: "
            + Text.duration(waited.minNs())
            + " / "
            + Text.duration(waited.medianNs())
            + " / "
            + Text.duration(waited.maxNs())
            + " (min / median / max)";
  }

  private String log() {
    Traffic channel = account.channel().traffic();
    return entries(account.log().entries())
        + " in "
        + Text.count(account.log().bytes(), "byte")
        + "; "
        + Text.count(channel.sent(), "frame")
        + " with "
        + Text.count(channel.sentBytes(), "byte")
        + " on the logging channel";
  }

  private static String entries(long count) {
    return Text.number(count) + (count == 1 ? " entry" : " entries");
  }

  private static String clients(Account.Clients clients) {
    return Text.count(clients.requests(), "request")
        + ", "
        + Text.number(clients.answered())
        + " answered, "
        + Text.number(clients.retries())
        + " sent again, "
        + Text.count(clients.repeatedAnswers(), "answer")
        + " repeated; the longest wait was "
        + Text.duration(clients.waitNs().maxNs());
  }

  private Table story() {
    List<Story.Moment> moments = account.story().moments();
    int width = moments.stream().mapToInt(moment -> time(moment).length()).max().orElse(0);
    Table table = new Table();
    for (Story.Moment moment : moments) {
      table.row(" ".repeat(width - time(moment).length()) + time(moment), moment.text());
    }
    return table;
  }

  private static String time(Story.Moment moment) {
    return Text.instant(moment.atNs());
  }

  private Table verdicts() {
    Table table = new Table();
    for (Verdict verdict : account.verdict().oracles()) {
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
        verdict.judged() == 0 ? "nothing judged" : Text.number(verdict.judged()) + " judged";
    return verdict.unjudged() == 0
        ? judged
        : judged + ", " + Text.number(verdict.unjudged()) + " not judged";
  }
}
