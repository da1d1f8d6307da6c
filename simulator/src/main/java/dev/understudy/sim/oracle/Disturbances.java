package dev.understudy.sim.oracle;

import dev.understudy.ft.protocol.State;
import dev.understudy.sim.oracle.Chronicle.Moved;
import dev.understudy.sim.world.Mishaps.Struck;
import java.util.ArrayList;
import java.util.List;

/**
 * When something was wrong: from a fault until it heals, or until a host goes on alone if it never
 * does; and while a host arbitrates.
 */
final class Disturbances {

  /** Both ends belong to it. */
  private record Span(long fromNs, long throughNs) {}

  private final List<Span> spans = new ArrayList<>();

  static Disturbances of(Evidence evidence) {
    Disturbances found = new Disturbances();
    List<Moved> moved = evidence.chronicle().moved();
    for (Struck struck : evidence.world().mishaps().struck()) {
      long forNs = struck.fault().forNs();
      long healsNs = forNs == 0 ? alone(moved, struck.atNs()) : struck.atNs() + forNs;
      found.spans.add(new Span(struck.atNs(), healsNs));
    }
    for (Moved one : moved) {
      if (one.to().arbitrating()) {
        found.spans.add(new Span(one.atNs(), alone(moved, one.atNs())));
      }
    }
    return found;
  }

  private static long alone(List<Moved> moved, long fromNs) {
    return moved.stream()
        .filter(one -> one.to() == State.ALONE && one.atNs() >= fromNs)
        .mapToLong(Moved::atNs)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  boolean overlap(long fromNs, long throughNs) {
    return spans.stream().anyMatch(span -> span.fromNs <= throughNs && fromNs <= span.throughNs);
  }
}
