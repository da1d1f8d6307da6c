package dev.understudy.cli.io;

import com.google.common.collect.ImmutableSortedSet;
import java.util.Optional;
import java.util.SortedSet;

/** Sets of numbers as people and files write them: {@code 0-6,8,10-12}. */
public final class Ranges {
  private static final int MAX = 100_000_000;

  private Ranges() {}

  public static String text(SortedSet<Integer> numbers) {
    StringBuilder text = new StringBuilder();
    int from = -1;
    int to = -1;
    for (int number : numbers) {
      if (from < 0 || number != to + 1) {
        append(text, from, to);
        from = number;
      }
      to = number;
    }
    append(text, from, to);
    return text.toString();
  }

  private static void append(StringBuilder text, int from, int to) {
    if (from >= 0) {
      text.append(text.length() == 0 ? "" : ",").append(from);
      text.append(to == from ? "" : "-" + to);
    }
  }

  /** Empty if it is no such text. */
  public static Optional<ImmutableSortedSet<Integer>> parse(String text) {
    ImmutableSortedSet.Builder<Integer> numbers = ImmutableSortedSet.naturalOrder();
    if (!text.isEmpty() && !text.matches("[0-9]{1,8}(-[0-9]{1,8})?(,[0-9]{1,8}(-[0-9]{1,8})?)*")) {
      return Optional.empty();
    }
    int last = -1;
    for (String range : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      int dash = range.indexOf('-');
      int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int to = dash < 0 ? from : Integer.parseInt(range.substring(dash + 1));
      if (from <= last || to < from || to > MAX) {
        return Optional.empty();
      }
      for (int number = from; number <= to; number++) {
        numbers.add(number);
      }
      last = to;
    }
    return Optional.of(numbers.build());
  }
}
