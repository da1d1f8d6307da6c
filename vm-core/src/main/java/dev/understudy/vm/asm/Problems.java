package dev.understudy.vm.asm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong, in whatever order the passes find it, and hands it out in the order of
 * the source.
 */
final class Problems {
  private record Kept(int statement, Diagnostic diagnostic) {}

  private final List<Kept> kept = new ArrayList<>();
  private long total;
  private int statement;
  private @Nullable Expansion expansion;

  /** What is reported from now on belongs to this line of the expanded source. */
  void enter(int statement, @Nullable Expansion expansion) {
    this.statement = statement;
    this.expansion = expansion;
  }

  void report(Token at, String problem) {
    report(at, problem, "", "");
  }

  void report(Token at, String problem, String expected) {
    report(at, problem, expected, "");
  }

  void report(Token at, String problem, String expected, String suggestion) {
    total++;
    if (kept.size() < Limits.DIAGNOSTICS_KEPT) {
      kept.add(new Kept(statement, diagnostic(at, problem, expected, suggestion)));
    }
  }

  private Diagnostic diagnostic(Token at, String problem, String expected, String suggestion) {
    return new Diagnostic(
        at.line().file(),
        at.line().number(),
        at.column(),
        Texts.shorten(at.text()),
        problem,
        expected,
        suggestion,
        at.line().shown(),
        expansion == null ? List.of() : expansion.trail());
  }

  boolean none() {
    return total == 0;
  }

  long total() {
    return total;
  }

  /** The first ones, in the order of the source. */
  List<Diagnostic> shown() {
    return kept.stream()
        .sorted(
            Comparator.comparingInt(Kept::statement).thenComparingInt(k -> k.diagnostic().column()))
        .limit(Limits.DIAGNOSTICS_SHOWN)
        .map(Kept::diagnostic)
        .toList();
  }
}
