package dev.understudy.cli.io;

import dev.understudy.experiment.report.ReadableNumbers;
import java.util.ArrayList;
import java.util.List;

/** Something that the user gave can't be used. Each line stands alone: place, text, expected. */
public final class BadInputException extends RuntimeException {
  private static final int LINES_SHOWN = 20;

  private final List<String> lines;

  public BadInputException(String line) {
    this(List.of(line));
  }

  public BadInputException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  /** Of many lines, as many as people read; the rest is counted. */
  public static BadInputException ofMany(List<String> lines) {
    int more = lines.size() - LINES_SHOWN;
    if (more <= 0) {
      return new BadInputException(lines);
    }
    List<String> shown = new ArrayList<>(lines.subList(0, LINES_SHOWN));
    shown.add("and " + ReadableNumbers.count(more, "more problem"));
    return new BadInputException(shown);
  }

  public List<String> lines() {
    return lines;
  }
}
