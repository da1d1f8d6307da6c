package dev.understudy.cli.command;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.understudy.experiment.report.FailureReport;
import dev.understudy.experiment.run.RunReport;
import dev.understudy.sim.client.ClientView;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.world.Fault;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What was run, and what came of it. */
record Report(RequestedRun session, RunReport report) {

  /** What an oracle watches over. */
  static String promise(Verdict verdict) {
    return FailureReport.promise(verdict.oracle());
  }

  /** The same for every run in which the clients saw the same, whenever they saw it. */
  String clientViewHash() {
    ClientView view = report.clients().view();
    Hasher hasher = Hashing.murmur3_128().newHasher();
    view.statuses()
        .forEach((id, status) -> hasher.putInt(id.client()).putLong(id.sequence()).putLong(status));
    view.balances().forEach(hasher::putLong);
    return HexFormat.of().formatHex(hasher.hash().asBytes());
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
        .forEach(order -> texts.add(order.text() + " was not done when the run was over"));
    return texts;
  }

  List<String> faultsNotReached() {
    return report.interventions().faultsNotReached().stream().map(Fault::text).toList();
  }
}
