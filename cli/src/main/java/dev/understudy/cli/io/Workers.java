package dev.understudy.cli.io;

import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Does numbered pieces of work on several threads and hands the results out in the order of their
 * numbers, so that nobody can tell from a report how many threads there were.
 */
public final class Workers {
  private Workers() {}

  /** The number of workers: as many as there are processors. */
  public static int all() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * Work 0 to {@code count - 1}; what has begun is finished even when nothing more is to begin.
   *
   * @param goesOn asked before a piece of work begins
   * @param result called on this thread
   */
  public static <T> void each(
      int count, int workers, BooleanSupplier goesOn, IntFunction<T> work, Consumer<T> result) {
    ExecutorService threads = Executors.newFixedThreadPool(workers, Workers::thread);
    try {
      ArrayDeque<Future<T>> begun = new ArrayDeque<>();
      int next = 0;
      while (next < count || !begun.isEmpty()) {
        while (next < count && begun.size() < 2 * workers && goesOn.getAsBoolean()) {
          int number = next++;
          begun.add(threads.submit(() -> work.apply(number)));
        }
        Future<T> first = begun.poll();
        if (first == null) {
          return;
        }
        result.accept(first.get());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException problem
          ? problem
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "worker");
    thread.setDaemon(true);
    return thread;
  }
}
