package dev.understudy.cli.io;

import dev.understudy.experiment.report.ReadableNumbers;
import java.io.PrintWriter;

/** On a terminal, a bar that fills; elsewhere nothing. */
public final class ProgressBar {
  private static final int WIDTH = 30;
  private static final long INTERVAL_NS = 200_000_000;

  private final Streams streams;
  private final String what;
  private final long startNs = System.nanoTime();
  private long nextNs = startNs;
  private boolean shown;

  public ProgressBar(Streams streams, String what) {
    this.streams = streams;
    this.what = what;
  }

  public void at(long done, long of, long broken) {
    long nowNs = System.nanoTime();
    if (!streams.progressSeen() || nowNs - nextNs < 0) {
      return;
    }
    nextNs = nowNs + INTERVAL_NS;
    shown = true;
    int filled = of == 0 ? WIDTH : (int) (WIDTH * done / of);
    long perSecond = done * 1_000_000_000L / Math.max(1, nowNs - startNs);
    write(
        "\r\u001b[K"
            + what
            + " ["
            + "#".repeat(filled)
            + " ".repeat(WIDTH - filled)
            + "] "
            + ReadableNumbers.number(done)
            + " of "
            + ReadableNumbers.count(of, "point")
            + ", "
            + ReadableNumbers.number(broken)
            + " broken, "
            + ReadableNumbers.number(perSecond)
            + "/s");
  }

  /** Clears the line. */
  public void done() {
    if (shown) {
      write("\r\u001b[K");
    }
  }

  private void write(String text) {
    PrintWriter err = streams.err();
    err.write(text);
    err.flush();
  }
}
