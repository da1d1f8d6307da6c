package dev.understudy.cli.debug.dap;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.ContinueResponse;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.PauseArguments;
import org.eclipse.lsp4j.debug.ReverseContinueArguments;
import org.eclipse.lsp4j.debug.StepBackArguments;
import org.eclipse.lsp4j.debug.StepInArguments;
import org.eclipse.lsp4j.debug.StepOutArguments;
import org.eclipse.lsp4j.debug.SteppingGranularity;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.jspecify.annotations.Nullable;

/** Requests that set the run in motion, or stop it. Public for the library that calls them. */
public final class ExecutionRequests {
  private final DapSession session;

  ExecutionRequests(DapSession session) {
    this.session = session;
  }

  @JsonRequest("continue")
  public CompletableFuture<ContinueResponse> continueOn(ContinueArguments about) {
    return session
        .move(about.getThreadId(), host -> session.debuggee().control.search(true, host))
        .thenApply(
            unused -> {
              ContinueResponse response = new ContinueResponse();
              response.setAllThreadsContinued(true);
              return response;
            });
  }

  @JsonRequest
  public CompletableFuture<Void> reverseContinue(ReverseContinueArguments about) {
    return session.move(
        about.getThreadId(), host -> session.debuggee().control.search(false, host));
  }

  private static boolean byLine(@Nullable SteppingGranularity granularity) {
    return granularity != SteppingGranularity.INSTRUCTION;
  }

  @JsonRequest
  public CompletableFuture<Void> next(NextArguments about) {
    boolean byLine = byLine(about.getGranularity());
    return session.move(about.getThreadId(), host -> session.debuggee().control.over(host, byLine));
  }

  @JsonRequest
  public CompletableFuture<Void> stepIn(StepInArguments about) {
    boolean byLine = byLine(about.getGranularity());
    return session.move(about.getThreadId(), host -> session.debuggee().control.in(host, byLine));
  }

  @JsonRequest
  public CompletableFuture<Void> stepOut(StepOutArguments about) {
    return session.move(about.getThreadId(), host -> session.debuggee().control.out(host));
  }

  @JsonRequest
  public CompletableFuture<Void> stepBack(StepBackArguments about) {
    return session.move(
        about.getThreadId(),
        host ->
            byLine(about.getGranularity())
                ? session.debuggee().control.lineBack(host)
                : session.debuggee().control.instructionBack(host));
  }

  @JsonRequest
  public CompletableFuture<Void> pause(PauseArguments about) {
    session.pause();
    return CompletableFuture.completedFuture(null);
  }
}
