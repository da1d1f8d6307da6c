package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.understudy.experiment.report.FailureReport;
import dev.understudy.experiment.run.RunReport;
import dev.understudy.sim.client.ClientView;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.world.Fault;
import java.util.ArrayList;
import java.util.List;

/** What was run, and what came of it. */
record Report(RequestedRun session, RunReport report) {

  /** What an oracle watches over. */
  static String promise(Verdict verdict) {
    return FailureReport.promise(verdict.oracle());
  }

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
  List<String> operationsNotDone() {
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

  List<String> faultsNotReached() {
    return report.interventions().faultsNotReached().stream().map(Fault::text).toList();
  }
}
