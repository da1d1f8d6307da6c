package dev.understudy.experiment.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.experiment.run.GuestFault;
import dev.understudy.experiment.run.RunReport;
import dev.understudy.experiment.run.RunResult;
import dev.understudy.experiment.run.RunStory;
import dev.understudy.experiment.run.Shortfall;
import java.util.ArrayList;
import java.util.List;

/** A report for people: what happened, in the words of the paper. */
public final class RunReportText {
  private static final String MARGIN = "  ";

  private final ReportedRun whole;
  private final RunReport report;
  private final ReportLayout layout;

  public RunReportText(ReportedRun whole, ReportLayout layout) {
    this.whole = whole;
    this.report = whole.report();
    this.layout = layout;
  }

  /** The guest's console; what could move a terminal's cursor is shown escaped. */
  public List<String> console() {
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

  /** The whole account, without the console and without what was broken. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(title());
    lines.addAll(new AccountText(whole).table(layout).lines(MARGIN, layout));
    lines.add("");
    lines.addAll(story().lines(MARGIN, layout));
    lines.add("");
    lines.addAll(VerdictText.lines(report.verdict().oracles(), MARGIN, layout));
    return lines;
  }

  /** What was broken, and how to see it again; nothing if nothing was. */
  public List<String> broken() {
    List<String> lines = new ArrayList<>(BreachText.lines(report.breaches(), layout));
    if (!lines.isEmpty()) {
      lines.addAll(again());
    }
    return lines;
  }

  /** What was broken or not done, and how to see it again; nothing if all is well. */
  public List<String> complaint() {
    List<String> lines = new ArrayList<>(BreachText.lines(report.breaches(), layout));
    for (Shortfall one : report.result().shortfalls()) {
      lines.addAll(
          TextWrap.hanging(one.kind().label() + "  ", one.text(), layout.width()));
    }
    if (!lines.isEmpty()) {
      lines.addAll(again());
    }
    return lines;
  }

  /** How to see it again. */
  private List<String> again() {
    return new TextTable()
        .row("seed", report.seed() + " · scenario " + whole.scenario().name())
        .row("again", whole.again().run())
        .lines(MARGIN);
  }

  /** How the run ended, in one sentence. */
  public String ending() {
    RunStory.Ending ending = report.story().ending();
    return ending.text() + " at " + ReadableNumbers.instant(ending.atNs());
  }

  // ---- the title

  private List<String> title() {
    String mode = report.faultTolerant() ? " under fault tolerance" : " on one host alone";
    String run = whole.program() + mode + ", seed " + report.seed() + ": ";
    List<String> lines = new ArrayList<>();
    for (String line : TextWrap.lines(run + outcome(), layout.width())) {
      lines.add(lines.isEmpty() ? line : MARGIN + MARGIN + line);
    }
    return lines.stream().map(line -> painted(line, run)).toList();
  }

  /** The outcome stands out, not what was run. */
  private String painted(String line, String run) {
    TextStyle style =
        switch (report.result().kind()) {
          case OK -> TextStyle.GOOD;
          case BROKEN -> TextStyle.BAD;
          case LOST, INCOMPLETE -> TextStyle.DOUBTFUL;
        };
    return line.startsWith(run)
        ? run + layout.paint(style, line.substring(run.length()))
        : line.startsWith(MARGIN) ? layout.paint(style, line) : line;
  }

  private String outcome() {
    return switch (report.result().kind()) {
      case OK -> "every promise was kept";
      case BROKEN ->
          report.guestFault().isPresent() && undeclaredFault()
              ? faulted() + ", and A PROMISE WAS BROKEN"
              : "A PROMISE WAS BROKEN";
      case LOST -> "LOST, which was not promised otherwise";
      case INCOMPLETE -> missing();
    };
  }

  private boolean undeclaredFault() {
    return report.result().lacks(Shortfall.Kind.GUEST_FAULT);
  }

  private String missing() {
    RunResult result = report.result();
    if (undeclaredFault()) {
      return faulted();
    }
    return result.lacks(Shortfall.Kind.ENDED_EARLY)
        ? "ENDED EARLY, before its work was done"
        : "NOT ALL OF IT HAPPENED, every promise was kept";
  }

  private String faulted() {
    String place = report.guestFault().map(GuestFault::place).orElse("");
    return "THE GUEST STOPPED WITH A FAULT" + (place.isEmpty() ? "" : " at " + place);
  }

  // ---- what happened

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
}
