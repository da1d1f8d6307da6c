package dev.understudy.cli.io;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a line on a thread of its own, so that people see that something goes on even while a
 * single step takes long.
 */
final class ProgressThread implements ProgressTimer {
  private static final long EVERY_MS = 100;

  @Override
  public long nowNs() {
    return System.nanoTime();
  }

  @Override
  public Watch start(Runnable look) {
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(this::thread);
    ScheduledFuture<?> looking =
        thread.scheduleAtFixedRate(look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    return new Watch() {
      @Override
      public void reported() {
        // The thread looks soon enough.
      }

      @Override
      public void close() {
        looking.cancel(false);
        thread.shutdown();
      }
    };
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, "progress");
    thread.setDaemon(true);
    return thread;
  }
}
