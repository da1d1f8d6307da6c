package dev.understudy.experiment.report;

import dev.understudy.experiment.run.Failover;
import dev.understudy.experiment.run.PrimaryTerm;
import java.util.List;

/** How hosts came to be the only ones, and how primaries came to be none, for people. */
final class FailoverText {
  private FailoverText() {}

  // ---- primaries

  static void primary(PrimaryTerm term, TextTable table) {
    String from = term.host() + " from " + ReadableNumbers.instant(term.fromNs());
    table.row(
        "primary",
        term.ended().isEmpty()
            ? from + " to the end"
            : from + " to " + ReadableNumbers.instant(term.untilNs()) + ": " + term.ended());
    if (term.isFenced()) {
      table.row("", behindTheFence(term));
    }
  }

  /** That there were never two at once: what a host does that has been fenced and may not know. */
  private static String behindTheFence(PrimaryTerm term) {
    String fenced = "fenced at " + ReadableNumbers.instant(term.fencedNs());
    String asked = "it asked the disk at " + ReadableNumbers.instant(term.askedNs());
    String halted =
        term.haltedNs() == PrimaryTerm.NEVER
            ? "it was never told"
            : "halted at " + ReadableNumbers.instant(term.haltedNs());
    if (term.askedNs() == PrimaryTerm.NEVER) {
      return fenced + ", " + left(term) + ", " + halted;
    }
    return term.askedNs() <= term.fencedNs()
        ? asked + ", " + left(term) + ", " + fenced + ", " + halted
        : fenced + ", " + left(term) + ", " + asked + ", " + halted;
  }

  private static String left(PrimaryTerm term) {
    if (term.outputsSinceFenced() > 0) {
      return ReadableNumbers.count(term.outputsSinceFenced(), "output")
          + " of its successor's log left it after it was fenced";
    }
    return term.lastOutputNs() == PrimaryTerm.NEVER
        ? "nothing ever left it"
        : "nothing left it after (its last output was at "
            + ReadableNumbers.instant(term.lastOutputNs())
            + ")";
  }

  // ---- failovers

  /**
   * @param primaries whose terms tell what became of them
   */
  static void row(Failover one, List<PrimaryTerm> primaries, TextTable table) {
    if (one.liveNs() == Failover.NEVER) {
      unsuccessful(one, primaries, table);
      return;
    }
    String live = one.failover() ? " went live at " : " went on alone at ";
    table.row(
        label(one),
        one.host() + live + ReadableNumbers.instant(one.liveNs()) + cause(one) + ":");
    table.row("", steps(one));
    if (one.failover()) {
      table.row("", behind(one));
      table.row(
          "",
          ReadableNumbers.count(one.resent(), "output")
              + " sent again, "
              + ReadableNumbers.count(one.reissued(), "disk request")
              + " issued again");
    }
  }

  /** A primary that lost is told of where it ceased to be one. */
  private static void unsuccessful(Failover one, List<PrimaryTerm> primaries, TextTable table) {
    boolean told =
        primaries.stream().anyMatch(term -> term.isFenced() && term.host().equals(one.host()));
    if (!told) {
      table.row(
          "lost",
          one.host()
              + " took its peer for failed at "
              + ReadableNumbers.instant(one.suspectedNs())
              + ", and did not win the test-and-set");
    }
  }

  private static String label(Failover one) {
    if (one.planned()) {
      return "move";
    }
    return one.failover() ? "failover" : "alone";
  }

  private static String cause(Failover one) {
    if (one.planned()) {
      return ", by order";
    }
    return one.faultNs() == Failover.NEVER
        ? ""
        : ", " + ReadableNumbers.duration(one.liveNs() - one.faultNs()) + " after the last fault";
  }

  private static String steps(Failover one) {
    String noticed =
        one.faultNs() == Failover.NEVER
            ? ""
            : ReadableNumbers.duration(one.detectionNs()) + " until it noticed, ";
    String drained =
        one.failover() ? ", " + ReadableNumbers.duration(one.drainNs()) + " to drain its log" : "";
    return noticed
        + ReadableNumbers.duration(one.arbitrationNs())
        + " to win the test-and-set"
        + drained;
  }

  private static String behind(Failover one) {
    return "it was "
        + AccountText.entries(one.lag().entries())
        + " and "
        + ReadableNumbers.count(one.lag().instructions(), "instruction")
        + " behind its primary; "
        + AccountText.entries(one.lag().entriesLost())
        + " lost";
  }
}
