package dev.understudy.cli.io;

import dev.understudy.experiment.report.ReadableNumbers;
import java.io.PrintWriter;

/**
 * Shows on a terminal how far a run is, once it takes long enough for people to wonder. The only
 * thing here that reads the host's clock; nothing about the run depends on it.
 */
public final class Progress {
  private static final long PATIENCE_NS = 700_000_000;
  private static final long INTERVAL_NS = 200_000_000;
  private static final int STEPS_BETWEEN_LOOKS = 256;

  private final Streams streams;
  private final String what;
  private long nextNs = System.nanoTime() + PATIENCE_NS;
  private int steps;
  private boolean shown;

  public Progress(Streams streams, String what) {
    this.streams = streams;
    this.what = what;
  }

  /** Reports progress; to be called often. */
  public void at(long virtualNs) {
    if (streams.progressSeen() && ++steps >= STEPS_BETWEEN_LOOKS) {
      steps = 0;
      show(virtualNs);
    }
  }

  private void show(long virtualNs) {
    long nowNs = System.nanoTime();
    if (nowNs - nextNs >= 0) {
      nextNs = nowNs + INTERVAL_NS;
      shown = true;
      write("\r\u001b[K" + what + ": " + ReadableNumbers.instant(virtualNs));
    }
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
