package dev.understudy.experiment.report;

import dev.understudy.experiment.fuzz.Fuzzer;
import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.experiment.shrink.FailureSignature;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Oracle;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Setup;
import java.util.ArrayList;
import java.util.List;

/** A failure for people to read. */
public final class FailureReport {
  private static final String MARGIN = "  ";

  private FailureReport() {}

  /** The promise behind an oracle's name, in a sentence. */
  public static String promise(String oracle) {
    return switch (oracle) {
      case Experiment.ASSERTION -> "no check of the product's own ever fails";
      case Fuzzer.ENGINES -> "what executes the guest shows in nothing";
      default -> Oracle.named(oracle).map(Oracle::promise).orElse("");
    };
  }

  /**
   * The whole report.
   *
   * @param again the command that shows it again
   */
  public static List<String> of(Outcome outcome, Breach breach, String again, ReportLayout layout) {
    Experiment experiment = outcome.experiment();
    List<String> lines = new ArrayList<>();
    lines.addAll(
        TextWrap.hanging("BROKEN  ", breach.oracle() + ": " + breach.text(), layout.width()));
    TextTable table = new TextTable();
    table.row("promised", promise(breach.oracle()));
    table.row("seen at", SpaceTimeText.instant(breach.atNs()));
    world(experiment.scenario(), table);
    table.verbatim("again", again);
    lines.addAll(table.lines(MARGIN, layout));
    lines.add("");
    lines.addAll(drawing(experiment.setup(), outcome.trace(), breach, layout));
    return lines;
  }

  /** What everybody did around the breach. */
  public static List<String> drawing(
      Setup setup, RunTrace trace, Breach breach, ReportLayout layout) {
    return SpaceTimeText.around(setup, instant(trace, breach), layout.width() - MARGIN.length())
        .stream()
        .map(line -> MARGIN + line)
        .toList();
  }

  /** What never happened shows at the end of time; what led to it is the last turn before. */
  private static long instant(RunTrace trace, Breach breach) {
    if (!FailureSignature.of(breach).isAboutTime()) {
      return breach.atNs();
    }
    long lastTurnNs = 0;
    for (RunTrace.Moved moved : trace.moved()) {
      lastTurnNs = Math.max(lastTurnNs, moved.atNs());
    }
    for (RunTrace.Incident incident : trace.incidents()) {
      lastTurnNs = Math.max(lastTurnNs, incident.atNs());
    }
    return lastTurnNs == 0 ? breach.atNs() : lastTurnNs;
  }

  private static void world(Scenario scenario, TextTable table) {
    table.row(
        "world",
        scenario.program()
            + ", seed "
            + scenario.seed()
            + ", "
            + scenario.hosts().size()
            + " hosts, "
            + SpaceTimeText.instant(scenario.lengthNs())
            + " at most");
    for (ClientGroup group : scenario.clients()) {
      table.row(
          "clients",
          group.count()
              + " of kind "
              + group.workload().kind().label()
              + ", "
              + group.requests()
              + " requests each");
    }
    for (Fault fault : scenario.faults()) {
      table.row("fault", fault.text());
    }
  }
}
