package dev.understudy.cli.debug.dap;

import dev.understudy.cli.debug.dap.EditorStops.Event;
import dev.understudy.cli.debug.dap.EditorStops.Planted;
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

  private interface Planting<W> {
    Breakpoint plant(BreakpointTable breakpoints, int id, W wanted, List<Planted> into);
  }

  private <W> CompletableFuture<Breakpoint[]> plant(
      String name, W @Nullable [] wanted, Planting<W> planting) {
    return session.answer(
        () -> {
          List<W> all = wanted == null ? List.of() : List.of(wanted);
          List<Integer> ids = all.stream().map(one -> session.stops.newId()).toList();
          Supplier<Breakpoint[]> setting =
              () -> {
                List<Planted> planted = new ArrayList<>();
                List<Breakpoint> answers = new ArrayList<>();
                for (int i = 0; i < all.size(); i++) {
                  answers.add(planted(planting, ids.get(i), all.get(i), planted));
                }
                session.stops.replace(name, planted);
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

  /** One that makes no sense is not verified; the others of its request are not to blame. */
  private <W> Breakpoint planted(Planting<W> planting, int id, W wanted, List<Planted> into) {
    try {
      return planting.plant(session.debuggee().breakpoints, id, wanted, into);
    } catch (RefusedException e) {
      return BreakpointTable.unverified(id, String.valueOf(e.getMessage()));
    }
  }

  @JsonRequest
  public CompletableFuture<SetBreakpointsResponse> setBreakpoints(SetBreakpointsArguments about) {
    Source source = about.getSource();
    String name =
        "lines of " + (source == null ? "" : source.getPath() + source.getSourceReference());
    return plant(
            name,
            about.getBreakpoints(),
            (Planting<SourceBreakpoint>)
                (breakpoints, id, wanted, into) -> breakpoints.plant(id, source, wanted, into))
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
    return plant(
            "functions",
            about.getBreakpoints(),
            (Planting<FunctionBreakpoint>) BreakpointTable::plant)
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
    return plant(
            "instructions",
            about.getBreakpoints(),
            (Planting<InstructionBreakpoint>) BreakpointTable::plant)
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
    return plant("data", about.getBreakpoints(), (Planting<DataBreakpoint>) BreakpointTable::plant)
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
          List<Planted> planted = new ArrayList<>();
          for (Event event : Event.values()) {
            if (wanted.contains(event.filter)) {
              planted.add(Planted.of(session.stops.newId(), event));
            }
          }
          session.stops.replace("events", planted);
          return new SetExceptionBreakpointsResponse();
        });
  }
}
