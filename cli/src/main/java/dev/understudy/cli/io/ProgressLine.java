package dev.understudy.cli.io;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A line on a terminal that says how far a command is. A thread of its own draws it, so that people
 * see within a second that something goes on, even while a single step takes long. Elsewhere than
 * on a terminal there is no thread and no line. This is the only part of the commands that looks at
 * the host's clock; no result depends on it.
 */
final class ProgressLine implements AutoCloseable {

  /** What is done sooner shows nothing. The JVM's own start comes on top of it. */
  private static final long PATIENCE_MS = 300;

  private static final long INTERVAL_MS = 200;

  private final Streams streams;
  private final Supplier<String> text;
  private final long startNs = System.nanoTime();
  private final ScheduledExecutorService drawer;
  private final @Nullable ScheduledFuture<?> drawing;
  private boolean closed;

  /**
   * @param text asked for by the thread that draws, again and again
   */
  ProgressLine(Streams streams, Supplier<String> text) {
    this.streams = streams;
    this.text = text;
    this.drawer = Executors.newSingleThreadScheduledExecutor(ProgressLine::thread);
    this.drawing =
        streams.progressSeen()
            ? drawer.scheduleAtFixedRate(
                this::draw, PATIENCE_MS, INTERVAL_MS, TimeUnit.MILLISECONDS)
            : null;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "progress");
    thread.setDaemon(true);
    return thread;
  }

  private synchronized void draw() {
    if (!closed) {
      streams.status(text.get());
    }
  }

  /** How long this has taken so far. */
  double seconds() {
    return (System.nanoTime() - startNs) / 1e9;
  }

  /** Clears the line; nothing is drawn afterwards. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      if (drawing != null) {
        drawing.cancel(false);
      }
      drawer.shutdown();
      streams.status("");
    }
  }
}
