package dev.understudy.experiment.question;

import dev.understudy.experiment.question.Question.Claim;
import dev.understudy.experiment.question.Question.Finding;
import dev.understudy.experiment.run.Failover;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.run.RunReport;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What can be seen of a run, in sentences that several questions use. */
final class Claims {
  private Claims() {}

  static Finding finding(boolean holds, String text) {
    return new Finding(holds, text);
  }

  static RunReport report(Outcome outcome) {
    return Objects.requireNonNull(outcome.report(), "a check of the product ended the run");
  }

  static String ms(long ns) {
    return String.format(Locale.ROOT, "%.3f ms", ns / 1e6);
  }

  /** In this scene every promise was kept. */
  static Claim kept(int scene) {
    return outcomes ->
        finding(
            outcomes.get(scene).isKept(),
            outcomes.get(scene).isKept()
                ? "every promise was kept"
                : outcomes.get(scene).first().map(Breach::text).orElse(""));
  }

  /** In this scene this oracle found something broken, and says so in these words among others. */
  static Claim broken(int scene, String oracle) {
    return outcomes -> {
      List<Breach> breaches =
          outcomes.get(scene).breaches().stream()
              .filter(breach -> breach.oracle().equals(oracle))
              .toList();
      return finding(
          !breaches.isEmpty(),
          breaches.isEmpty()
              ? oracle + " noticed nothing"
              : "`" + oracle + "` says: " + breaches.get(0).text());
    };
  }

  /** How often the outside saw an output, and from whom, is this. */
  static Claim seen(int scene, long output, String... hosts) {
    return outcomes -> {
      List<String> from =
          outcomes.get(scene).trace().emitted().stream()
              .filter(one -> one.outputIndex() == output)
              .map(one -> "host-" + (one.host() + 1))
              .toList();
      String how = from.isEmpty() ? "left no host" : "left " + String.join(", and again ", from);
      return finding(from.equals(List.of(hosts)), "output " + output + " " + how);
    };
  }

  static Failover takeover(Outcome outcome) {
    return report(outcome).redundancy().failovers().stream()
        .filter(Failover::failover)
        .findFirst()
        .orElseThrow();
  }

  static Verdict verdict(Outcome outcome, String oracle) {
    return report(outcome).verdict().oracles().stream()
        .filter(verdict -> verdict.oracle().equals(oracle))
        .findFirst()
        .orElseThrow();
  }

  /** How often a host went live. */
  static long wentLive(Outcome outcome) {
    RunTrace trace = outcome.trace();
    return trace.wentLive().size();
  }
}
