package dev.understudy.vm.asm;

import dev.understudy.base.NearestWord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong, in whatever order the passes find it, and hands it out in the order of
 * the source.
 */
final class Problems {
  private record Kept(int statement, long ordinal, Diagnostic diagnostic) {}

  private static final Comparator<Kept> ORDER_OF_SOURCE =
      Comparator.comparingInt(Kept::statement)
          .thenComparingInt(kept -> kept.diagnostic().column())
          .thenComparingLong(Kept::ordinal);

  private final TreeSet<Kept> first = new TreeSet<>(ORDER_OF_SOURCE);
  private long total;
  private int guesses;
  private int statement;
  private @Nullable MacroUse expansion;

  /** What is reported from now on belongs to this line of the expanded source. */
  void enter(int statement, @Nullable MacroUse expansion) {
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
    first.add(new Kept(statement, ++total, diagnostic(at, problem, expected, suggestion)));
    if (first.size() > Limits.DIAGNOSTICS_SHOWN) {
      first.pollLast();
    }
  }

  /**
   * The known name that was probably meant, or empty; only the first ones who ask get an answer.
   */
  String guess(String misspelt, Iterable<String> known) {
    if (guesses++ >= Limits.GUESSES) {
      return "";
    }
    List<String> first = new ArrayList<>();
    Iterator<String> names = known.iterator();
    while (names.hasNext() && first.size() < Limits.NAMES_COMPARED) {
      first.add(names.next());
    }
    return NearestWord.of(misspelt, first).orElse("");
  }

  private Diagnostic diagnostic(Token at, String problem, String expected, String suggestion) {
    return new Diagnostic(
        at.line().file(),
        at.line().number(),
        at.column(),
        AssemblyText.shorten(at.text()),
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
    return first.stream().map(Kept::diagnostic).toList();
  }
}
