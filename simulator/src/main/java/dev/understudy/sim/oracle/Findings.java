package dev.understudy.sim.oracle;

import java.util.ArrayList;
import java.util.List;

/** What an oracle finds while it reads. The first breaches tell the story; the rest are counted. */
final class Findings {
  private static final int BREACHES_MAX = 10;

  private final String oracle;
  private final List<Breach> breaches = new ArrayList<>();
  private long judged;
  private long unjudged;

  Findings(String oracle) {
    this.oracle = oracle;
  }

  void judged() {
    judged++;
  }

  void judged(long more) {
    judged += more;
  }

  void unjudged(long more) {
    unjudged += more;
  }

  void broken(long atNs, String text) {
    if (breaches.size() < BREACHES_MAX) {
      breaches.add(new Breach(oracle, atNs, text));
    }
  }

  /** Judges one thing. */
  void expect(boolean kept, long atNs, String textIfNot) {
    judged++;
    if (!kept) {
      broken(atNs, textIfNot);
    }
  }

  Verdict verdict() {
    return new Verdict(oracle, judged, unjudged, breaches);
  }
}
