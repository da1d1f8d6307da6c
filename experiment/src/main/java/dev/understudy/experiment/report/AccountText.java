package dev.understudy.experiment.report;

import dev.understudy.experiment.run.CloneAttempt;
import dev.understudy.experiment.run.DurationSpread;
import dev.understudy.experiment.run.GuestFault;
import dev.understudy.experiment.run.HoldTimes;
import dev.understudy.experiment.run.PrimaryTerm;
import dev.understudy.experiment.run.RunReport;
import dev.understudy.experiment.run.RunStory;
import dev.understudy.experiment.run.Shortfall;
import dev.understudy.experiment.scenario.ComparedAspect;
import dev.understudy.hypervisor.Polling;
import dev.understudy.sim.net.Traffic;
import java.util.List;

/** The facts of a run, a row each. docs/use/REPORT.md explains them in this order. */
final class AccountText {
  private final ReportedRun whole;
  private final RunReport report;
  private final TextTable table = new TextTable();

  AccountText(ReportedRun whole) {
    this.whole = whole;
    this.report = whole.report();
  }

  TextTable table(ReportLayout layout) {
    report.guestFault().ifPresent(this::fault);
    report.result().shortfalls().forEach(this::notDone);
    ended();
    report.guest().polling().ifPresent(this::polls);
    List<PrimaryTerm> terms = report.story().terms();
    terms.forEach(term -> FailoverText.primary(term, table));
    report.redundancy().failovers().forEach(one -> FailoverText.row(one, terms, table));
    if (!report.verdict().excess().isEmpty()) {
      table.row("too much", report.verdict().excess());
    }
    report.redundancy().clones().forEach(clone -> table.row("clone", clone(clone)));
    table.row("outputs", outputs(report.holds()));
    table.row("log", log());
    if (report.faultTolerant()) {
      ChannelText.rows(report.channel().history(), table, layout);
    }
    if (report.clients().requests() > 0) {
      table.row("clients", clients(report.clients()));
    }
    report.clients().waiting().forEach(line -> table.row("", line));
    if (whole.scenario().expect().compare().contains(ComparedAspect.REPLIES)) {
      table.row("view", whole.clientViewHash() + " of all that clients were told, in any order");
    }
    return table;
  }

  /** What the guest did, and the way to see it. */
  private void fault(GuestFault fault) {
    String instruction = fault.instruction().replaceAll(" +", " ");
    String did = instruction.isEmpty() ? "" : instruction + ": ";
    String place = fault.place().isEmpty() ? "" : fault.place() + ": ";
    table.row("fault", place + did + fault.what());
    table.row("", "to look at it, 'goto end' and 'list' in");
    table.verbatim("", "  " + whole.again().debug());
  }

  private void notDone(Shortfall one) {
    if (one.kind() != Shortfall.Kind.GUEST_FAULT) {
      table.row("not done", one.text());
    }
    if (!one.remedy().isEmpty()) {
      table.row("", one.remedy());
    }
  }

  private void ended() {
    RunStory.Ending ending = report.story().ending();
    String how = report.guestFault().isPresent() ? "the guest stopped with a fault" : ending.text();
    table.row(
        "ended",
        how
            + " at "
            + ReadableNumbers.instant(ending.atNs())
            + ", after "
            + ReadableNumbers.count(report.guest().instructionsRetired(), "instruction"));
  }

  private void polls(Polling polling) {
    table.row(
        "polls",
        ReadableNumbers.count(polling.instructions(), "instruction")
            + " went into asking again and again ("
            + ReadableNumbers.count(polling.reads(), "read")
            + ", such as "
            + polling.asked()
            + ") while nothing came; waiting in wfi, with interrupts enabled, takes none");
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

  static String entries(long count) {
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
}
