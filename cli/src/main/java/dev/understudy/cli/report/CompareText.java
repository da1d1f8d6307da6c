package dev.understudy.cli.report;

import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.ReportLayout;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.experiment.report.TextWrap;
import dev.understudy.experiment.run.Failover;
import dev.understudy.experiment.run.StrategyComparison;
import dev.understudy.experiment.run.StrategyFigures;
import dev.understudy.experiment.run.StrategyTrial;
import dev.understudy.sim.world.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Strategies side by side, for people. */
public final class CompareText {
  private static final String NOTHING = "-";

  private final StrategyComparison comparison;
  private final ReportLayout layout;

  /**
   * @param layout no line is longer than its width, but for the commands to paste
   */
  public CompareText(StrategyComparison comparison, ReportLayout layout) {
    this.comparison = comparison;
    this.layout = layout;
  }

  /**
   * The whole text.
   *
   * @param run the run as a command, to which strategy and faults are appended
   */
  public List<String> lines(String run) {
    List<String> lines = new ArrayList<>(wrapped(head()));
    lines.add("");
    lines.addAll(table().lines("", layout));
    lines.add("");
    lines.addAll(harm(run));
    lines.addAll(missed());
    lines.addAll(failovers());
    lines.addAll(meanings());
    return lines;
  }

  private int trials() {
    return Math.max(1, comparison.row().size());
  }

  private String head() {
    if (comparison.row().isEmpty()) {
      return "speed, delay and log/s without the faults; failover, lost, twice and broken with"
          + " them";
    }
    List<Fault> row = comparison.row();
    return "speed, delay and log/s without a fault; failover, lost, twice and broken: the worst of "
        + trials()
        + " runs, in each of which the primary is killed once, from "
        + row.get(0).text()
        + " to "
        + row.get(row.size() - 1).text()
        + " (and in how many of them)";
  }

  // ---- the table

  private TextTable table() {
    TextTable table = new TextTable();
    table.heading("strategy", "speed", "delay", "log/s", "failover", "lost", "twice", "broken");
    for (StrategyFigures line : comparison.lines()) {
      table.row(
          line.strategy().label(),
          String.format(Locale.ROOT, "%.3f", line.throughputPerMille() / 1000.0),
          ReadableNumbers.duration(line.outputDelayNs()),
          ReadableNumbers.number(line.bytesPerSecond()) + " B",
          failover(line.failover()),
          worst(line.lost(), line.in(trial -> trial.lost() > 0)),
          worst(line.duplicated(), line.in(trial -> trial.duplicated() > 0)),
          broken(line.in(trial -> !trial.isKept())));
    }
    return table;
  }

  private static String failover(@Nullable Failover one) {
    return one == null ? NOTHING : ReadableNumbers.duration(one.tookNs());
  }

  private String worst(long most, long in) {
    if (most == 0) {
      return NOTHING;
    }
    return ReadableNumbers.number(most) + (trials() == 1 ? "" : " (" + in + ")");
  }

  private String broken(long in) {
    if (in == 0) {
      return NOTHING;
    }
    return trials() == 1 ? "yes" : "in " + in;
  }

  // ---- below it

  private List<String> harm(String run) {
    List<String> lines = new ArrayList<>();
    for (StrategyFigures line : comparison.lines()) {
      StrategyTrial worst = line.worst();
      boolean harmful = !worst.isKept() || worst.lost() > 0;
      if (harmful) {
        lines.addAll(wrapped(harm(line)));
        lines.add("  " + again(run, line, worst));
      }
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    return lines;
  }

  private static String harm(StrategyFigures line) {
    String promises =
        line.broken().isEmpty()
            ? "breaks no promise, as it makes none that this would break"
            : "breaks " + String.join(", ", line.broken());
    return line.strategy().label() + " " + promises + "; at its worst in";
  }

  private String again(String run, StrategyFigures line, StrategyTrial worst) {
    String command = run + " --strategy " + line.strategy().label();
    return comparison.row().isEmpty()
        ? command
        : command + " --fault \"" + comparison.row().get(line.trials().indexOf(worst)).text() + '"';
  }

  private List<String> missed() {
    List<String> lines = new ArrayList<>();
    for (StrategyFigures line : comparison.lines()) {
      for (Fault fault : line.missed()) {
        String where = line.strategy().label() + ": " + fault.text();
        lines.addAll(wrapped(where + " never struck: nobody was there, or it was all over"));
      }
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    return lines;
  }

  private List<String> failovers() {
    TextTable table = new TextTable();
    for (StrategyFigures line : comparison.lines()) {
      Failover one = line.failover();
      if (one != null) {
        table.row(line.strategy().label(), parts(one));
      }
    }
    List<String> rows = table.lines("  ", layout);
    if (rows.isEmpty()) {
      return rows;
    }
    List<String> lines = new ArrayList<>();
    lines.add("the longest failover in its parts");
    lines.addAll(rows);
    lines.add("");
    return lines;
  }

  private static String parts(Failover one) {
    String noticed =
        one.detectionNs() == Failover.NEVER
            ? "by order"
            : ReadableNumbers.duration(one.detectionNs()) + " to notice";
    return noticed
        + ", "
        + ReadableNumbers.duration(one.arbitrationNs())
        + " to ask the disk, "
        + ReadableNumbers.duration(one.drainNs())
        + " to catch up";
  }

  private List<String> meanings() {
    List<String> lines = new ArrayList<>();
    for (StrategyFigures line : comparison.lines()) {
      lines.addAll(wrapped(line.strategy().label() + ": " + line.strategy().meaning()));
    }
    return lines;
  }

  private List<String> wrapped(String text) {
    return TextWrap.laidOut(text, layout.width());
  }
}
