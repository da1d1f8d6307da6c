package dev.understudy.cli.io;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: is noted for the commands that ask, and lets the command finish what it prints before it
 * ends.
 */
public final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "interrupted");
  private volatile boolean came;

  public Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupted() {
    came = true;
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public boolean came() {
    return came;
  }

  /** To be called when everything has been written. */
  @Override
  public void close() {
    finished.countDown();
    if (!came) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
