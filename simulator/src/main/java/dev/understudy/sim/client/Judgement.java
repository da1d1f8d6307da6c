package dev.understudy.sim.client;

import java.util.ArrayList;
import java.util.List;

/**
 * What came out of judging a promise.
 *
 * @param breaches empty if it was kept, or could not be decided
 * @param undecided what no verdict was reached on within the steps allowed, and why
 */
public record Judgement(List<ClientBreach> breaches, List<String> undecided) {

  static final Judgement KEPT = new Judgement(List.of(), List.of());

  public Judgement {
    breaches = List.copyOf(breaches);
    undecided = List.copyOf(undecided);
  }

  static Judgement broken(List<ClientBreach> breaches) {
    return new Judgement(breaches, List.of());
  }

  public boolean isKept() {
    return breaches.isEmpty() && undecided.isEmpty();
  }

  Judgement and(Judgement other) {
    List<ClientBreach> allBreaches = new ArrayList<>(breaches);
    allBreaches.addAll(other.breaches);
    List<String> allUndecided = new ArrayList<>(undecided);
    allUndecided.addAll(other.undecided);
    return new Judgement(allBreaches, allUndecided);
  }
}
