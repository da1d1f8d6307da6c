package dev.understudy.cli.debug.dap;

import dev.understudy.cli.debug.dap.EditorStops.EditorBreakpoint;
import dev.understudy.cli.debug.dap.EditorStops.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.DataBreakpoint;
import org.eclipse.lsp4j.debug.DataBreakpointInfoArguments;
import org.eclipse.lsp4j.debug.DataBreakpointInfoResponse;
import org.eclipse.lsp4j.debug.FunctionBreakpoint;
import org.eclipse.lsp4j.debug.InstructionBreakpoint;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetDataBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetDataBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsResponse;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.jspecify.annotations.Nullable;

/** Requests about where to stop. Public for the library that calls them. */
public final class BreakpointRequests {
  private final DapSession session;

  BreakpointRequests(DapSession session) {
    this.session = session;
  }

  private interface BreakpointSetter<W> {
    Breakpoint set(BreakpointTable breakpoints, int id, W wanted, List<EditorBreakpoint> into);
  }

  private <W> CompletableFuture<Breakpoint[]> set(
      String name, W @Nullable [] wanted, BreakpointSetter<W> setter) {
    return session.answer(
        () -> {
          List<W> all = wanted == null ? List.of() : List.of(wanted);
          List<Integer> ids = all.stream().map(one -> session.stops.newId()).toList();
          Supplier<Breakpoint[]> setting =
              () -> {
                List<EditorBreakpoint> breakpoints = new ArrayList<>();
                List<Breakpoint> answers = new ArrayList<>();
                for (int i = 0; i < all.size(); i++) {
                  answers.add(
                      setter.set(
                          session.debuggee().breakpoints, ids.get(i), all.get(i), breakpoints));
                }
                session.stops.replace(name, breakpoints);
                return answers.toArray(Breakpoint[]::new);
              };
          if (session.isLaunched()) {
            return setting.get();
          }
          session.stops.later(name, setting);
          return ids.stream()
              .map(id -> BreakpointTable.unverified(id, "nothing was launched yet"))
              .toArray(Breakpoint[]::new);
        });
  }

  @JsonRequest
  public CompletableFuture<SetBreakpointsResponse> setBreakpoints(SetBreakpointsArguments about) {
    Source source = about.getSource();
    String name =
        "lines of " + (source == null ? "" : source.getPath() + source.getSourceReference());
    return set(
            name,
            about.getBreakpoints(),
            (BreakpointSetter<SourceBreakpoint>)
                (breakpoints, id, wanted, into) -> breakpoints.set(id, source, wanted, into))
        .thenApply(
            all -> {
              SetBreakpointsResponse response = new SetBreakpointsResponse();
              response.setBreakpoints(all);
              return response;
            });
  }

  @JsonRequest
  public CompletableFuture<SetFunctionBreakpointsResponse> setFunctionBreakpoints(
      SetFunctionBreakpointsArguments about) {
    return set(
            "functions",
            about.getBreakpoints(),
            (BreakpointSetter<FunctionBreakpoint>) BreakpointTable::set)
        .thenApply(
            all -> {
              SetFunctionBreakpointsResponse response = new SetFunctionBreakpointsResponse();
              response.setBreakpoints(all);
              return response;
            });
  }

  @JsonRequest
  public CompletableFuture<SetInstructionBreakpointsResponse> setInstructionBreakpoints(
      SetInstructionBreakpointsArguments about) {
    return set(
            "instructions",
            about.getBreakpoints(),
            (BreakpointSetter<InstructionBreakpoint>) BreakpointTable::set)
        .thenApply(
            all -> {
              SetInstructionBreakpointsResponse response = new SetInstructionBreakpointsResponse();
              response.setBreakpoints(all);
              return response;
            });
  }

  @JsonRequest
  public CompletableFuture<SetDataBreakpointsResponse> setDataBreakpoints(
      SetDataBreakpointsArguments about) {
    return set(
            "data", about.getBreakpoints(), (BreakpointSetter<DataBreakpoint>) BreakpointTable::set)
        .thenApply(
            all -> {
              SetDataBreakpointsResponse response = new SetDataBreakpointsResponse();
              response.setBreakpoints(all);
              return response;
            });
  }

  @JsonRequest
  public CompletableFuture<DataBreakpointInfoResponse> dataBreakpointInfo(
      DataBreakpointInfoArguments about) {
    return session.answer(() -> session.debuggee().breakpoints.watchable(about));
  }

  @JsonRequest
  public CompletableFuture<SetExceptionBreakpointsResponse> setExceptionBreakpoints(
      SetExceptionBreakpointsArguments about) {
    return session.answer(
        () -> {
          List<String> wanted =
              about.getFilters() == null ? List.of() : List.of(about.getFilters());
          List<EditorBreakpoint> breakpoints = new ArrayList<>();
          for (Event event : Event.values()) {
            if (wanted.contains(event.filter)) {
              breakpoints.add(EditorBreakpoint.of(session.stops.newId(), event));
            }
          }
          session.stops.replace("events", breakpoints);
          return new SetExceptionBreakpointsResponse();
        });
  }
}
