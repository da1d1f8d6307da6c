package dev.understudy.sim.oracle;

import java.util.ArrayList;
import java.util.List;

/** What a judge has found of its promise: how much it judged, and the first few breaches. */
public final class Findings {
  private static final int BREACHES_MAX = 10;

  private final Oracle oracle;
  private final List<Breach> breaches = new ArrayList<>();
  private long judged;
  private long unjudged;

  public Findings(Oracle oracle) {
    this.oracle = oracle;
  }

  /** A copy that is independent of this one. */
  public Findings fork() {
    Findings copy = new Findings(oracle);
    if (!breaches.isEmpty()) {
      copy.breaches.addAll(breaches);
    }
    copy.judged = judged;
    copy.unjudged = unjudged;
    return copy;
  }

  /** Whether nothing was broken so far. */
  public boolean areNone() {
    return breaches.isEmpty();
  }

  public void judged() {
    judged++;
  }

  public void judged(long more) {
    judged += more;
  }

  public void unjudged(long more) {
    unjudged += more;
  }

  public void broken(long atNs, String text) {
    if (breaches.size() < BREACHES_MAX) {
      breaches.add(new Breach(oracle.label(), atNs, text, JudgingPlace.speaking()));
    }
  }

  /** Turns what was judged into not judged, because it was never promised. */
  public void forget() {
    unjudged += judged;
    judged = 0;
    breaches.clear();
  }

  /** Counts one thing as judged, and notes a breach unless it is as promised. */
  public void expect(boolean kept, long atNs, String textIfNot) {
    judged++;
    if (!kept) {
      broken(atNs, textIfNot);
    }
  }

  /**
   * Judges something that has a deadline: what has not come is broken, or not judged if the run was
   * cut before it was due. It is broken when it was due, however long the run went on.
   */
  void expectBy(RunEnd end, long dueNs, boolean came, String textIfNot) {
    if (!came && end.isBefore(dueNs)) {
      unjudged++;
    } else {
      expect(came, Math.min(dueNs, end.atNs()), textIfNot);
    }
  }

  /**
   * Judges what hosts were still at when the run ended, for whatever reason: broken once it is
   * late, and not judged before.
   */
  void expectInTime(RunEnd end, long dueNs, String textIfLate) {
    if (end.atNs() <= dueNs) {
      unjudged++;
    } else {
      expect(false, end.atNs(), textIfLate);
    }
  }

  public Verdict verdict() {
    return new Verdict(oracle.label(), judged, unjudged, breaches);
  }
}
