package dev.understudy.experiment.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.understudy.experiment.run.RunReport;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.client.ClientView;
import dev.understudy.sim.world.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * What was run, and what came of it.
 *
 * @param program the guest's name
 * @param engine what executed it
 * @param again the command that shows it again
 */
public record ReportedRun(
    String program, Scenario scenario, String engine, AgainCommand again, RunReport report) {

  /**
   * A hash that is equal for runs in which the clients saw equal things, whenever they saw them.
   */
  String clientViewHash() {
    ClientView view = report.clients().view();
    Hasher hasher = Hashing.murmur3_128().newHasher();
    view.statuses().forEach((id, status) -> hasher.putString(id.toString(), UTF_8).putLong(status));
    view.balances().forEach(hasher::putLong);
    return hasher.hash().toString();
  }

  /** Operations that were ordered and came to nothing, or for which the run was too short. */
  public List<String> operationsNotDone() {
    List<String> texts = new ArrayList<>();
    report.interventions().operations().stream()
        .filter(one -> !one.done())
        .forEach(one -> texts.add(one.text()));
    report
        .interventions()
        .operationsNotReached()
        .forEach(planned -> texts.add(planned.text() + " was not done when the run was over"));
    return texts;
  }

  public List<String> faultsNotReached() {
    return report.interventions().faultsNotReached().stream().map(Fault::text).toList();
  }
}
