package dev.understudy.cli.io;

import dev.understudy.experiment.report.ReadableNumbers;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Shows on a terminal what a command is at, and how far its run is. Elsewhere it shows nothing.
 *
 * <pre>{@code
 * try (Progress progress = new Progress(streams, "debug")) {
 *   while (world.step()) {
 *     progress.at(world.nowNs());
 *   }
 * }
 * }</pre>
 */
public final class Progress implements AutoCloseable {
  private static final long NOWHERE = -1;

  private final ProgressLine line;
  private volatile String what;
  private volatile long virtualNs = NOWHERE;

  /**
   * @param what is being done: {@code "bank"}, {@code "reading bank.rec"}
   */
  public Progress(Streams streams, String what) {
    this.what = what;
    this.line = new ProgressLine(streams, this::text);
  }

  /** Does work that says nothing of itself; that it goes on is shown. */
  public static <T> T during(Streams streams, String what, Supplier<T> work) {
    Progress progress = new Progress(streams, what);
    try {
      return work.get();
    } finally {
      progress.close();
    }
  }

  /** Something else is done from now on, which has no time of its own yet. */
  public void now(String what) {
    this.virtualNs = NOWHERE;
    this.what = what;
    line.reported();
  }

  /** Reports how far the run is, in its own time; to be called often. */
  public void at(long virtualNs) {
    this.virtualNs = virtualNs;
    line.reported();
  }

  private String text(double seconds) {
    long ns = virtualNs;
    String where = ns == NOWHERE ? " ..." : ": " + ReadableNumbers.instant(ns);
    return what + where + String.format(Locale.ROOT, "  (%.0f s)", seconds);
  }

  /** Clears the line. */
  @Override
  public void close() {
    line.close();
  }
}
