package dev.understudy.testkit.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.experiment.report.AgainCommand;
import dev.understudy.experiment.report.FailureReport;
import dev.understudy.experiment.report.ReportLayout;
import dev.understudy.experiment.report.ReportedRun;
import dev.understudy.experiment.report.RunReportText;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.run.RunReport;
import dev.understudy.experiment.run.Shortfall;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.Fault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what came of a run. One that fails tells of the run, and how to see it again; a
 * broken promise also what led to it.
 */
public final class OutcomeAssert extends AbstractAssert<OutcomeAssert, Outcome> {

  private static final String SCENARIO_FILE = "scenario.toml";

  OutcomeAssert(Outcome outcome) {
    super(outcome, OutcomeAssert.class);
  }

  /** Every oracle is content, every client has its answers, and the guest ended as expected. */
  public OutcomeAssert keepsEveryPromise() {
    isNotNull();
    actual.first().ifPresent(breach -> failWithMessage("%s", report(breach)));
    return this;
  }

  /** The run did what it was made for: it had the time, its guest and its faults did their part. */
  public OutcomeAssert didItsWork() {
    Optional<Shortfall> first = report().result().shortfalls().stream().findFirst();
    if (first.isPresent()) {
      String remedy = first.get().remedy();
      throw failed(first.get().text() + (remedy.isEmpty() ? "" : "; " + remedy));
    }
    return this;
  }

  /** This oracle found a promise broken. */
  public OutcomeAssert breaks(String oracle) {
    isNotNull();
    List<String> broken = actual.breaches().stream().map(Breach::oracle).distinct().toList();
    if (!broken.contains(oracle)) {
      throw failed(
          "expected "
              + oracle
              + " to be broken, but "
              + (broken.isEmpty() ? "nothing was" : "broken were " + String.join(", ", broken)));
    }
    return this;
  }

  /** So often a backup went live. */
  public OutcomeAssert hasFailovers(long failovers) {
    return has("failovers", failovers, report().failovers());
  }

  /** All faults struck: none came too late, or found no host in the role. */
  public OutcomeAssert hasMetAllFaults() {
    List<Fault> late = report().interventions().faultsNotReached();
    if (!late.isEmpty()) {
      throw failed("these faults never struck: " + listed(late.stream().map(Fault::text)));
    }
    return this;
  }

  /** The console shows just this. */
  public OutcomeAssert hasConsole(String text) {
    return has("console", text, new String(report().guest().console(), UTF_8));
  }

  /** The guest powered off with this exit code. */
  public OutcomeAssert hasPoweredOffWith(long exitCode) {
    RunReport report = report();
    if (report.guest().end() == null || report.guest().end().how().kind() != OutputKind.POWER_OFF) {
      throw failed("expected the guest to power off, but: " + report.story().ending().text());
    }
    return has("exit code", exitCode, report.guest().end().how().exitCode());
  }

  /** Every request of every client was answered. */
  public OutcomeAssert hasAnsweredEverybody() {
    if (!report().clients().waiting().isEmpty()) {
      throw failed("clients wait: " + listed(report().clients().waiting().stream()));
    }
    return this;
  }

  private OutcomeAssert has(String what, Object expected, Object seen) {
    if (!expected.equals(seen)) {
      throw failed("expected " + what + " <" + expected + ">, but it was <" + seen + ">");
    }
    return this;
  }

  private RunReport report() {
    isNotNull();
    RunReport report = actual.report();
    if (report == null) {
      throw failure("%s", actual.first().map(this::report).orElse("the run was cut short"));
    }
    return report;
  }

  private String report(Breach breach) {
    String again = again().run() + toPaste();
    return "\n" + String.join("\n", FailureReport.of(actual, breach, again, ReportLayout.STANDARD));
  }

  private static String listed(Stream<String> texts) {
    return texts.collect(Collectors.joining("; "));
  }

  // ---- what a failed expectation comes with

  /** What was expected, the account of the run, and how to see it again. */
  private AssertionError failed(String text) {
    return failure("%s", text + account() + "\n  again  " + again().run() + toPaste());
  }

  private String account() {
    RunReport report = actual.report();
    if (report == null) {
      return "\n";
    }
    Scenario scenario = actual.experiment().scenario();
    ReportedRun run = new ReportedRun(scenario.program(), scenario, "", again(), report);
    RunReportText text = new RunReportText(run, ReportLayout.STANDARD);
    return "\n\n" + String.join("\n", text.lines()) + "\n";
  }

  private static AgainCommand again() {
    return new AgainCommand(AgainCommand.IN_THE_PROJECT, "--scenario " + SCENARIO_FILE);
  }

  /** The scenario, as the file that the command reads. */
  private String toPaste() {
    return "\n\n# " + SCENARIO_FILE + "\n" + actual.experiment().scenario().toToml();
  }
}
