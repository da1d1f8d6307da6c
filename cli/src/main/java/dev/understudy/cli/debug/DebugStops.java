package dev.understudy.cli.debug;

import dev.understudy.cli.debug.stop.BadExpressionException;
import dev.understudy.cli.debug.stop.Expression;
import dev.understudy.cli.debug.stop.ExpressionReader;
import dev.understudy.cli.debug.stop.GuardedStop;
import dev.understudy.cli.debug.stop.HitCount;
import dev.understudy.cli.debug.stop.StopGuard;
import dev.understudy.cli.io.BadInputException;
import dev.understudy.inspect.timetravel.StopCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The stops that the user of the debugger has set, by number. */
final class DebugStops {
  private final Map<String, Integer> labels;
  private final TreeMap<Integer, Numbered> all = new TreeMap<>();
  private int lastNumber;

  /** A stop, and how it is shown. */
  private record Numbered(GuardedStop stop, String text) {}

  DebugStops(Map<String, Integer> labels) {
    this.labels = labels;
  }

  /**
   * Adds a stop.
   *
   * @param text what it stops at
   * @param rest of the command: {@code if EXPRESSION}, {@code hits COUNT}, both or nothing
   * @return how it is shown
   */
  String add(StopCondition condition, String text, List<String> rest) {
    int hits = rest.lastIndexOf("hits");
    if (hits >= 0 && hits == rest.size() - 1) {
      throw new BadInputException("'hits' takes a count, as 5, >= 5 or % 5");
    }
    List<String> only = hits < 0 ? rest : rest.subList(0, hits);
    boolean isCondition = only.isEmpty() || only.get(0).equals("if");
    if (!isCondition || only.size() == 1) {
      throw new BadInputException(
          "'" + String.join(" ", rest) + "' stands behind it, expected if EXPRESSION, hits COUNT");
    }
    if (condition instanceof StopCondition.AtEvent && !only.isEmpty()) {
      throw new BadInputException(
          "a condition goes with an address, a register or a word; what happens can be counted:"
              + " hits COUNT");
    }
    StopGuard guard = guard(only, hits < 0 ? List.of() : rest.subList(hits + 1, rest.size()));
    String shown = text + (rest.isEmpty() ? "" : " " + String.join(" ", rest));
    all.put(++lastNumber, new Numbered(new GuardedStop(List.of(condition), guard), shown));
    return lastNumber + ": " + shown;
  }

  private StopGuard guard(List<String> condition, List<String> count) {
    try {
      Optional<Expression> expression =
          condition.isEmpty()
              ? Optional.empty()
              : Optional.of(expression(condition.subList(1, condition.size())));
      Optional<HitCount> hits =
          count.isEmpty() ? Optional.empty() : Optional.of(HitCount.read(String.join(" ", count)));
      return new StopGuard(expression, hits);
    } catch (BadExpressionException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  /** An expression in the words of a command. */
  Expression expression(List<String> words) {
    try {
      return ExpressionReader.read(String.join(" ", words), labels);
    } catch (BadExpressionException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  void delete(int number) {
    if (all.remove(number) == null) {
      throw new BadInputException("there is no stop " + number + "; 'stops' lists them");
    }
  }

  List<GuardedStop> stops() {
    return all.values().stream().map(Numbered::stop).toList();
  }

  /** Each in a line. */
  List<String> list() {
    List<String> lines = new ArrayList<>();
    all.forEach((number, one) -> lines.add(number + ": " + one.text()));
    return lines.isEmpty() ? List.of("none") : lines;
  }
}
