package dev.understudy.cli.debug.dap;

import dev.understudy.cli.debug.dap.EditorStops.Event;
import dev.understudy.cli.debug.dap.LaunchedRun.Opener;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.BreakpointEventArguments;
import org.eclipse.lsp4j.debug.BreakpointEventArgumentsReason;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.ExceptionBreakpointsFilter;
import org.eclipse.lsp4j.debug.ExitedEventArguments;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.TerminateArguments;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.jspecify.annotations.Nullable;

/** Requests that begin and end a session. Public for the library that calls them. */
public final class SessionRequests {
  private final DapSession session;
  private final Opener opener;
  private boolean configured;
  private boolean started;
  private boolean stopsOnEntry = true;

  SessionRequests(DapSession session, Opener opener) {
    this.session = session;
    this.opener = opener;
  }

  @JsonRequest
  public CompletableFuture<Capabilities> initialize(InitializeRequestArguments arguments) {
    Capabilities can = new Capabilities();
    can.setSupportsConfigurationDoneRequest(true);
    can.setSupportsFunctionBreakpoints(true);
    can.setSupportsConditionalBreakpoints(true);
    can.setSupportsHitConditionalBreakpoints(true);
    can.setSupportsLogPoints(true);
    can.setSupportsInstructionBreakpoints(true);
    can.setSupportsDataBreakpoints(true);
    can.setSupportsStepBack(true);
    can.setSupportsSteppingGranularity(true);
    can.setSupportsReadMemoryRequest(true);
    can.setSupportsDisassembleRequest(true);
    can.setSupportsExceptionInfoRequest(true);
    can.setSupportsEvaluateForHovers(true);
    can.setSupportsTerminateRequest(true);
    can.setExceptionBreakpointFilters(
        Arrays.stream(Event.values())
            .map(SessionRequests::filter)
            .toArray(ExceptionBreakpointsFilter[]::new));
    session.afterAnswer(() -> session.client().initialized());
    return CompletableFuture.completedFuture(can);
  }

  private static ExceptionBreakpointsFilter filter(Event event) {
    ExceptionBreakpointsFilter filter = new ExceptionBreakpointsFilter();
    filter.setFilter(event.filter);
    filter.setLabel(event.label);
    filter.setDefault_(event.standard);
    return filter;
  }

  @JsonRequest
  public CompletableFuture<Void> launch(Map<String, Object> arguments) {
    return session.answer(
        () -> {
          if (session.isLaunched()) {
            throw new RefusedException("something was launched before");
          }
          LaunchedRun launched = opener.open(arguments);
          boolean everyHost = "all".equals(arguments.get("breakIn"));
          session.launched(new Debuggee(launched, session, everyHost));
          stopsOnEntry = !Boolean.FALSE.equals(arguments.get("stopOnEntry"));
          if (!launched.notice().isEmpty()) {
            session.output("important", launched.notice() + "\n");
          }
          session.stops.launched().forEach(this::changed);
          startIfReady();
          return null;
        });
  }

  private void changed(Supplier<Breakpoint[]> setting) {
    for (Breakpoint one : setting.get()) {
      BreakpointEventArguments event = new BreakpointEventArguments();
      event.setReason(BreakpointEventArgumentsReason.CHANGED);
      event.setBreakpoint(one);
      session.client().breakpoint(event);
    }
  }

  @JsonRequest
  public CompletableFuture<Void> attach(Map<String, Object> arguments) {
    return session.answer(
        () -> {
          throw new RefusedException("there is nothing to attach to: use a launch request");
        });
  }

  @JsonRequest
  public CompletableFuture<Void> configurationDone(@Nullable ConfigurationDoneArguments arguments) {
    return session.answer(
        () -> {
          configured = true;
          startIfReady();
          return null;
        });
  }

  private void startIfReady() {
    if (configured && session.isLaunched() && !started) {
      started = true;
      int host = session.debuggee().guests.foremost();
      session.announce(
          stopsOnEntry
              ? () -> Optional.of(EditorStop.of("entry", "the beginning of the run", host))
              : session.debuggee().control.search(true, host));
    }
  }

  @JsonRequest
  public CompletableFuture<Void> terminate(@Nullable TerminateArguments arguments) {
    session.end();
    session.afterAnswer(this::ended);
    return CompletableFuture.completedFuture(null);
  }

  private void ended() {
    ExitedEventArguments exited = new ExitedEventArguments();
    exited.setExitCode(0);
    session.client().exited(exited);
    session.client().terminated(new TerminatedEventArguments());
  }

  @JsonRequest
  public CompletableFuture<Void> disconnect(@Nullable DisconnectArguments arguments) {
    session.end();
    return CompletableFuture.completedFuture(null);
  }

  /** What stands for a message that was no request, see {@link RequestStream}. */
  @JsonRequest(RequestStream.MALFORMED)
  public CompletableFuture<Void> malformed(Map<String, Object> about) {
    throw new RefusedException(String.valueOf(about.get("reason")));
  }
}
