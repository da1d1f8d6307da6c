package dev.understudy.cli.io;

import dev.understudy.experiment.report.ReadableNumbers;
import java.util.Locale;

/**
 * On a terminal, a bar that fills; elsewhere nothing. Workers may report from any thread.
 *
 * <pre>{@code
 * try (ProgressBar bar = new ProgressBar(streams, "fuzz", "run", "broken")) {
 *   bar.at(report.runs(), count, report.broken()); // after each of them
 * }
 * }</pre>
 */
public final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = 20;

  private final ProgressLine line;
  private final String what;
  private final String unit;
  private final String bad;
  private volatile State state = new State(0, 0, 0);

  private record State(long done, long of, long bad) {}

  /**
   * @param what is being done: a command or a program
   * @param unit what is counted, one of them: {@code "point"}
   * @param bad what may be wrong with one: {@code "broken"}
   */
  public ProgressBar(Streams streams, String what, String unit, String bad) {
    this.what = what;
    this.unit = unit;
    this.bad = bad;
    this.line = new ProgressLine(streams, this::text);
  }

  /**
   * Reports how far the work is.
   *
   * @param of how many there are; 0 while that is not known
   * @param broken how many of those that are done are bad
   */
  public void at(long done, long of, long broken) {
    state = new State(done, of, broken);
    line.reported();
  }

  private String text(double seconds) {
    State now = state;
    if (now.of == 0) {
      return what + String.format(Locale.ROOT, " ...  (%.0f s)", seconds);
    }
    int filled = (int) (WIDTH * Math.min(now.done, now.of) / now.of);
    return what
        + " ["
        + "#".repeat(filled)
        + " ".repeat(WIDTH - filled)
        + "] "
        + ReadableNumbers.number(now.done)
        + " of "
        + ReadableNumbers.count(now.of, unit)
        + ", "
        + ReadableNumbers.number(now.bad)
        + " "
        + bad
        + ", "
        + ReadableNumbers.number((long) (now.done / seconds))
        + "/s"
        + String.format(Locale.ROOT, "  (%.0f s)", seconds);
  }

  /** Clears the line. */
  @Override
  public void close() {
    line.close();
  }
}
