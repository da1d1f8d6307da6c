package dev.understudy.cli.io;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A line on a terminal that says how far a command is. Elsewhere than on a terminal there is no
 * line, and nobody looks at it.
 */
final class ProgressLine implements AutoCloseable {

  /** What is done sooner shows nothing. The JVM's own start comes on top of it. */
  static final long PATIENCE_NS = 300_000_000;

  /** Between two drawings, and so the longest for which a line can seem to stand still. */
  static final long INTERVAL_NS = 200_000_000;

  private final Streams streams;
  private final Function<Double, String> text;
  private final @Nullable ProgressTimer timer;
  private final long startNs;
  private final ProgressTimer.@Nullable Watch watch;
  private long dueNs;
  private boolean closed;

  /**
   * @param text what to draw after so many seconds; may be asked on another thread
   */
  ProgressLine(Streams streams, Function<Double, String> text) {
    this.streams = streams;
    this.text = text;
    this.timer = streams.watched().map(MessageTerminal::timer).orElse(null);
    this.startNs = timer == null ? 0 : timer.nowNs();
    this.dueNs = startNs + PATIENCE_NS;
    this.watch = timer == null ? null : timer.start(this::look);
  }

  private void look() {
    if (timer != null) {
      look(timer.nowNs());
    }
  }

  private synchronized void look(long nowNs) {
    if (!closed && nowNs - dueNs >= 0) {
      dueNs = nowNs + INTERVAL_NS;
      streams.status(text.apply((nowNs - startNs) / 1e9));
    }
  }

  void reported() {
    if (watch != null) {
      watch.reported();
    }
  }

  /** Clears the line; nothing is drawn afterwards. */
  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
    clear();
  }

  private synchronized void clear() {
    if (!closed) {
      closed = true;
      streams.status("");
    }
  }
}
