package dev.understudy.testkit.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.experiment.report.FailureReport;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.run.RunReport;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.oracle.Breach;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what came of a run. A broken promise is told with all that led to it. */
public final class OutcomeAssert extends AbstractAssert<OutcomeAssert, Outcome> {

  OutcomeAssert(Outcome outcome) {
    super(outcome, OutcomeAssert.class);
  }

  /** Every oracle is content, every client has its answers, and the guest ended as expected. */
  public OutcomeAssert keepsEveryPromise() {
    isNotNull();
    actual.first().ifPresent(breach -> failWithMessage("%s", report(breach)));
    return this;
  }

  /** This oracle found a promise broken. */
  public OutcomeAssert breaks(String oracle) {
    isNotNull();
    if (actual.breaches().stream().noneMatch(breach -> breach.oracle().equals(oracle))) {
      failWithMessage("expected %s to be broken, but broken were %s", oracle, actual.breaches());
    }
    return this;
  }

  /** So often a backup went live. */
  public OutcomeAssert hasFailovers(long failovers) {
    return has("failovers", failovers, report().failovers());
  }

  /** All faults struck: none came too late, or found no host in the role. */
  public OutcomeAssert hasMetAllFaults() {
    if (!report().interventions().faultsNotReached().isEmpty()) {
      failWithMessage("these faults never struck: %s", report().interventions().faultsNotReached());
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
      failWithMessage("expected the guest to power off, but: %s", report.story().ending().text());
      return this;
    }
    return has("exit code", exitCode, report.guest().end().how().exitCode());
  }

  /** Every request of every client was answered. */
  public OutcomeAssert hasAnsweredEverybody() {
    if (!report().clients().waiting().isEmpty()) {
      failWithMessage("clients wait: %s", report().clients().waiting());
    }
    return this;
  }

  private OutcomeAssert has(String what, Object expected, Object seen) {
    if (!expected.equals(seen)) {
      failWithMessage("expected %s <%s>, but it was <%s>", what, expected, seen);
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
    String again = "save as scenario.toml, then: ./understudy run --scenario scenario.toml\n\n";
    String toml = actual.experiment().scenario().toToml();
    return "\n" + String.join("\n", FailureReport.of(actual, breach, again + toml));
  }
}
