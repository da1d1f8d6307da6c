package dev.understudy.experiment.mutant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What would get away if one place of a judge were silent: bugs in whose world no other place
 * spoke.
 */
public final class Silence {
  private final TreeMap<String, List<String>> only = new TreeMap<>();

  public Silence() {}

  /** Adds a planted bug, with the places that spoke in the world that showed it. */
  public void add(KillMatrix.Row row) {
    row.caught().ifPresent(caught -> add(row.mutant().name(), caught.places()));
  }

  /** Adds a forgery; it is run for that. */
  public void add(Forgery forgery) {
    add(forgery.name(), forgery.places());
  }

  private void add(String name, Collection<String> places) {
    for (String place : places) {
      List<String> missed = only.computeIfAbsent(place, key -> new ArrayList<>());
      if (places.size() == 1) {
        missed.add(name);
      }
    }
  }

  /** For each place that spoke, class, method and line, the names of what only it noticed. */
  public Map<String, List<String>> places() {
    return only;
  }
}
