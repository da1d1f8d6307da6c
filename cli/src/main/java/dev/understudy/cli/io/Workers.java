package dev.understudy.cli.io;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Does numbered pieces of work on several threads and hands the results out in the order of their
 * numbers, so that nobody can tell from a report how many threads there were.
 */
public final class Workers {
  /** More than any machine has processors. */
  private static final int MOST = 1_024;

  private Workers() {}

  /** The number of workers: as many as there are processors. */
  public static int all() {
    return Math.min(MOST, Runtime.getRuntime().availableProcessors());
  }

  /** Refuses a number of threads that makes no sense. */
  public static void require(String command, int workers) {
    if (workers < 1 || workers > MOST) {
      throw new BadInputException(
          "understudy " + command + ": --workers '" + workers + "', expected 1 to " + MOST);
    }
  }

  /**
   * Work 0 to {@code count - 1}. What has begun is finished even when nothing more is to begin,
   * unless somebody interrupts: then the results end before the first piece that is not done by
   * that time.
   *
   * @param goesOn asked before a piece of work begins
   * @param result called on this thread
   */
  public static <T> void each(
      int count,
      int workers,
      Interruption interruption,
      BooleanSupplier goesOn,
      IntFunction<T> work,
      Consumer<T> result) {
    ExecutorService threads = Executors.newFixedThreadPool(workers, Workers::thread);
    try {
      ArrayDeque<CompletableFuture<T>> begun = new ArrayDeque<>();
      int next = 0;
      while (next < count || !begun.isEmpty()) {
        while (next < count
            && begun.size() < 2 * workers
            && !interruption.came()
            && goesOn.getAsBoolean()) {
          int number = next++;
          begun.add(CompletableFuture.supplyAsync(() -> work.apply(number), threads));
        }
        CompletableFuture<T> first = begun.poll();
        if (first == null) {
          return;
        }
        if (!interruption.waitsFor(first)) {
          return;
        }
        result.accept(Interruption.resultOf(first));
      }
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
