package dev.understudy.sim.oracle;

import java.util.ArrayList;
import java.util.List;

/** What is found of one promise while it is judged. The first breaches tell the story. */
public final class Findings {
  private static final int BREACHES_MAX = 10;

  private final Oracle oracle;
  private final List<Breach> breaches = new ArrayList<>();
  private long judged;
  private long unjudged;

  public Findings(Oracle oracle) {
    this.oracle = oracle;
  }

  /** A copy that goes its own way. */
  public Findings fork() {
    Findings copy = new Findings(oracle);
    if (!breaches.isEmpty()) {
      copy.breaches.addAll(breaches);
    }
    copy.judged = judged;
    copy.unjudged = unjudged;
    return copy;
  }

  /** Nothing was broken so far. */
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
      breaches.add(new Breach(oracle.label(), atNs, text));
    }
  }

  /** What was found was never promised: it counts as not judged. */
  public void forget() {
    unjudged += judged;
    judged = 0;
    breaches.clear();
  }

  /** Judges one thing. */
  public void expect(boolean kept, long atNs, String textIfNot) {
    judged++;
    if (!kept) {
      broken(atNs, textIfNot);
    }
  }

  /**
   * Judges something that has a deadline: what has not come is broken, or not judged if the run was
   * cut before it was due.
   */
  void expectBy(RunEnd end, long dueNs, boolean came, String textIfNot) {
    if (!came && end.isBefore(dueNs)) {
      unjudged++;
    } else {
      expect(came, end.atNs(), textIfNot);
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
