package dev.understudy.cli.debug.dap;

import dev.understudy.cli.debug.dap.ExecutionControl.Execution;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/**
 * What the requests of one editor share: the run, and the one worker that owns it.
 *
 * <p>The thread that reads requests hands each to the worker, waits, and sends the answer; an
 * execution starts when the answer to the request for it has been sent. An execution gives way to
 * requests that come meanwhile.
 */
final class DapSession {
  final EditorStops stops = new EditorStops();
  private final ExecutorService worker = Executors.newSingleThreadExecutor(DapSession::thread);
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean pauses;
  private volatile boolean moving;
  private volatile boolean over;
  private @Nullable IDebugProtocolClient client;
  private @Nullable Runnable afterAnswer;
  private @Nullable Debuggee debuggee;
  private String lastDescription = "";

  static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "debuggee");
    thread.setDaemon(true);
    return thread;
  }

  // ---- the editor

  void connected(IDebugProtocolClient to) {
    client = to;
  }

  IDebugProtocolClient client() {
    @Nullable IDebugProtocolClient known = client;
    if (known == null) {
      throw new IllegalStateException("not connected");
    }
    return known;
  }

  /** Sends on, and after an answer starts what it announced. */
  MessageConsumer watched(MessageConsumer consumer) {
    return message -> {
      consumer.consume(message);
      @Nullable Runnable next = afterAnswer;
      if (message instanceof ResponseMessage && next != null) {
        afterAnswer = null;
        next.run();
      }
    };
  }

  void afterAnswer(Runnable next) {
    afterAnswer = next;
  }

  void output(String category, String text) {
    OutputEventArguments event = new OutputEventArguments();
    event.setCategory(category);
    event.setOutput(text);
    client().output(event);
  }

  /** Nothing moves any more. */
  void end() {
    over = true;
  }

  void close() {
    over = true;
    worker.shutdownNow();
  }

  // ---- requests and the worker

  <T> CompletableFuture<T> answer(Supplier<T> work) {
    waiting.incrementAndGet();
    try {
      return CompletableFuture.completedFuture(
          worker
              .submit(
                  () -> {
                    waiting.decrementAndGet();
                    return work.get();
                  })
              .get());
    } catch (ExecutionException e) {
      return CompletableFuture.failedFuture(error(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(error(e));
    }
  }

  private static ResponseErrorException error(@Nullable Throwable cause) {
    return new ResponseErrorException(problem(cause));
  }

  /** What an editor is told of a request that went wrong, in a line. */
  static ResponseError problem(@Nullable Throwable cause) {
    @Nullable Throwable own = cause;
    while (own instanceof InvocationTargetException || own instanceof CompletionException) {
      own = own.getCause();
    }
    if (own instanceof ResponseErrorException known) {
      return known.getResponseError();
    }
    if (own instanceof RefusedException) {
      String why = String.valueOf(own.getMessage());
      return new ResponseError(ResponseErrorCode.RequestFailed, why, null);
    }
    if (own instanceof NullPointerException) {
      String lacks = "the request lacks an argument that it needs";
      return new ResponseError(ResponseErrorCode.InvalidParams, lacks, null);
    }
    return new ResponseError(ResponseErrorCode.InternalError, "internal error: " + own, null);
  }

  // ---- the run

  void launched(Debuggee run) {
    debuggee = run;
  }

  boolean isLaunched() {
    return debuggee != null;
  }

  Debuggee debuggee() {
    @Nullable Debuggee known = debuggee;
    if (known == null) {
      throw new RefusedException("nothing was launched");
    }
    return known;
  }

  /** Whether an execution should give way to a request that waits. */
  boolean isWanted() {
    return waiting.get() > 0 || pauses || over;
  }

  // ---- moving

  CompletableFuture<Void> move(int thread, Function<Integer, Execution> way) {
    return answer(
        () -> {
          requireStanding();
          announce(way.apply(debuggee().guests.host(thread)));
          return null;
        });
  }

  void requireStanding() {
    if (moving) {
      throw new RefusedException("it is running; pause it first");
    }
  }

  void announce(Execution execution) {
    moving = true;
    pauses = false;
    afterAnswer = () -> worker.execute(() -> go(execution));
  }

  void pause() {
    pauses = true;
  }

  private void go(Execution execution) {
    if (over) {
      return;
    }
    Optional<EditorStop> stop;
    try {
      stop =
          pauses
              ? Optional.of(EditorStop.of("pause", "", debuggee().guests.foremost()))
              : execution.go();
    } catch (RuntimeException e) {
      stop = Optional.of(EditorStop.of("pause", "internal error: " + e, 0));
    }
    if (stop.isPresent()) {
      stopped(stop.get());
    } else {
      worker.execute(() -> go(execution));
    }
  }

  private void stopped(EditorStop stop) {
    moving = false;
    lastDescription = stop.description();
    StoppedEventArguments event = new StoppedEventArguments();
    event.setReason(stop.reason());
    if (!stop.description().isEmpty()) {
      event.setDescription(stop.description());
      event.setText(stop.description());
    }
    event.setThreadId(GuestThreads.thread(stop.host()));
    event.setAllThreadsStopped(true);
    event.setHitBreakpointIds(stop.breakpoints().toArray(Integer[]::new));
    client().stopped(event);
  }

  String lastDescription() {
    return lastDescription;
  }
}
