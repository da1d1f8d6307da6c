package dev.understudy.cli.debug.dap;

import dev.understudy.inspect.timetravel.ReplayPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.DisassembleArguments;
import org.eclipse.lsp4j.debug.DisassembleResponse;
import org.eclipse.lsp4j.debug.DisassembledInstruction;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.ExceptionInfoArguments;
import org.eclipse.lsp4j.debug.ExceptionInfoResponse;
import org.eclipse.lsp4j.debug.ReadMemoryArguments;
import org.eclipse.lsp4j.debug.ReadMemoryResponse;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.eclipse.lsp4j.debug.SourceArguments;
import org.eclipse.lsp4j.debug.SourceResponse;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesResponse;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/** Requests that look at the run where it stands. Public for the library that calls them. */
public final class InspectionRequests {
  private final DapSession session;

  InspectionRequests(DapSession session) {
    this.session = session;
  }

  @JsonRequest
  public CompletableFuture<ThreadsResponse> threads() {
    return session.answer(
        () -> {
          ThreadsResponse response = new ThreadsResponse();
          List<org.eclipse.lsp4j.debug.Thread> all = new ArrayList<>();
          int hosts = session.isLaunched() ? session.debuggee().guests.world().hostCount() : 0;
          for (int host = 0; host < hosts; host++) {
            org.eclipse.lsp4j.debug.Thread thread = new org.eclipse.lsp4j.debug.Thread();
            thread.setId(GuestThreads.thread(host));
            thread.setName(session.debuggee().guests.name(host));
            all.add(thread);
          }
          response.setThreads(all.toArray(org.eclipse.lsp4j.debug.Thread[]::new));
          return response;
        });
  }

  @JsonRequest
  public CompletableFuture<StackTraceResponse> stackTrace(StackTraceArguments about) {
    return session.answer(
        () -> {
          List<StackFrame> all =
              session.debuggee().frames(session.debuggee().guests.host(about.getThreadId()));
          int start = about.getStartFrame() == null ? 0 : Math.max(0, about.getStartFrame());
          int levels = about.getLevels() == null ? 0 : about.getLevels();
          StackTraceResponse response = new StackTraceResponse();
          response.setStackFrames(
              all.stream()
                  .skip(start)
                  .limit(levels <= 0 ? all.size() : levels)
                  .toArray(StackFrame[]::new));
          response.setTotalFrames(all.size());
          return response;
        });
  }

  @JsonRequest
  public CompletableFuture<ScopesResponse> scopes(ScopesArguments about) {
    return session.answer(
        () -> {
          int host = session.debuggee().hostOfFrame(about.getFrameId());
          ScopesResponse response = new ScopesResponse();
          response.setScopes(Variables.scopes(host).toArray(Scope[]::new));
          return response;
        });
  }

  @JsonRequest
  public CompletableFuture<VariablesResponse> variables(VariablesArguments about) {
    return session.answer(
        () -> {
          VariablesResponse response = new VariablesResponse();
          response.setVariables(
              session
                  .debuggee()
                  .variables
                  .of(about.getVariablesReference())
                  .toArray(Variable[]::new));
          return response;
        });
  }

  @JsonRequest
  public CompletableFuture<SourceResponse> source(SourceArguments about) {
    return session.answer(
        () -> {
          SourceResponse response = new SourceResponse();
          response.setContent(session.debuggee().lines.text(about.getSourceReference()));
          return response;
        });
  }

  @JsonRequest
  public CompletableFuture<ReadMemoryResponse> readMemory(ReadMemoryArguments about) {
    int offset = about.getOffset() == null ? 0 : about.getOffset();
    return session.answer(
        () -> session.debuggee().code.read(about.getMemoryReference(), offset, about.getCount()));
  }

  @JsonRequest
  public CompletableFuture<DisassembleResponse> disassemble(DisassembleArguments about) {
    int offset = about.getOffset() == null ? 0 : about.getOffset();
    int from = about.getInstructionOffset() == null ? 0 : about.getInstructionOffset();
    return session.answer(
        () -> {
          DisassembleResponse response = new DisassembleResponse();
          response.setInstructions(
              session
                  .debuggee()
                  .code
                  .disassemble(
                      about.getMemoryReference(), offset, from, about.getInstructionCount())
                  .toArray(DisassembledInstruction[]::new));
          return response;
        });
  }

  @JsonRequest
  public CompletableFuture<ExceptionInfoResponse> exceptionInfo(ExceptionInfoArguments about) {
    return session.answer(
        () ->
            session
                .debuggee()
                .exception(
                    session.debuggee().guests.host(about.getThreadId()),
                    session.lastDescription()));
  }

  @JsonRequest
  public CompletableFuture<EvaluateResponse> evaluate(EvaluateArguments about) {
    return session.answer(
        () -> {
          int host = session.debuggee().hostOfFrame(about.getFrameId());
          boolean command = about.getContext() == null || about.getContext().equals("repl");
          Optional<Variable> value =
              session.debuggee().guests.machine(host) == null
                  ? Optional.empty()
                  : session.debuggee().variables.evaluate(host, about.getExpression());
          EvaluateResponse response = new EvaluateResponse();
          if (value.isPresent()) {
            response.setResult(value.get().getValue());
            response.setMemoryReference(value.get().getMemoryReference());
          } else if (command) {
            response.setResult(obeyed(host, about.getExpression()));
          } else {
            throw new RefusedException(
                "'" + about.getExpression() + "' is no register, label, address or expression");
          }
          return response;
        });
  }

  /** A command of the debugger; if it went elsewhere, the editor has to look there. */
  private String obeyed(int host, String command) {
    session.requireStanding();
    ReplayPosition before = session.debuggee().launched.timeline().position();
    String said =
        session
            .debuggee()
            .launched
            .console()
            .obey(session.debuggee().guests.timeline().nameOf(host), command);
    if (!session.debuggee().launched.timeline().position().equals(before)) {
      session.announce(() -> Optional.of(EditorStop.of("goto", command, host)));
    }
    return said;
  }
}
