package dev.understudy.cli.io;

import com.google.common.base.Throwables;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ctrl-C or SIGTERM: tells it to those who ask, wakes up those who wait, and lets the command print
 * what it has before the process ends.
 */
public final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  /** How long those who are at work may take to come to a stop. */
  private static final long MOMENT_NS = 400_000_000;

  private final CompletableFuture<Long> signal = new CompletableFuture<>();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "interrupted");

  public Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupted() {
    signal.complete(System.nanoTime());
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public boolean came() {
    return signal.isDone();
  }

  /**
   * Waits until the work is done; when somebody interrupts, for a moment more.
   *
   * @return whether it is done
   */
  boolean waitsFor(CompletableFuture<?> work) {
    CompletableFuture<Integer> done = work.handle((result, problem) -> 0);
    CompletableFuture.anyOf(done, signal).join();
    if (!done.isDone()) {
      long leftNs = signal.join() + MOMENT_NS - System.nanoTime();
      done.completeOnTimeout(0, Math.max(0, leftNs), TimeUnit.NANOSECONDS).join();
    }
    return work.isDone();
  }

  /**
   * Work that a report can do without, on a thread of its own. It is left where it is, and nothing
   * comes of it, when somebody interrupts.
   */
  public <T> Optional<T> unlessItComes(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread = new Thread(() -> complete(result, work), "optional");
    thread.setDaemon(true);
    if (!came()) {
      thread.start();
    }
    if (came() || !waitsFor(result)) {
      return Optional.empty();
    }
    return Optional.of(resultOf(result));
  }

  /** What came of work that is done, or what it threw. */
  static <T> T resultOf(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      if (e.getCause() != null) {
        Throwables.throwIfUnchecked(e.getCause());
      }
      throw e;
    }
  }

  private static <T> void complete(CompletableFuture<T> result, Supplier<T> work) {
    try {
      result.complete(work.get());
    } catch (RuntimeException | Error problem) {
      result.completeExceptionally(problem);
    }
  }

  /** To be called when everything has been written. */
  @Override
  public void close() {
    finished.countDown();
    if (!came()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending this very moment, and the hook has nothing to wait for.
      }
    }
  }
}
