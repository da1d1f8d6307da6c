package dev.understudy.cli.dap;

import dev.understudy.cli.dap.Motions.Motion;
import dev.understudy.cli.dap.Opened.Opener;
import dev.understudy.cli.dap.Stops.Event;
import dev.understudy.cli.dap.Stops.Planted;
import dev.understudy.sim.travel.Place;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.BreakpointEventArguments;
import org.eclipse.lsp4j.debug.BreakpointEventArgumentsReason;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.ContinueResponse;
import org.eclipse.lsp4j.debug.DataBreakpoint;
import org.eclipse.lsp4j.debug.DataBreakpointInfoArguments;
import org.eclipse.lsp4j.debug.DataBreakpointInfoResponse;
import org.eclipse.lsp4j.debug.DisassembleArguments;
import org.eclipse.lsp4j.debug.DisassembleResponse;
import org.eclipse.lsp4j.debug.DisassembledInstruction;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.ExceptionBreakpointsFilter;
import org.eclipse.lsp4j.debug.ExceptionInfoArguments;
import org.eclipse.lsp4j.debug.ExceptionInfoResponse;
import org.eclipse.lsp4j.debug.ExitedEventArguments;
import org.eclipse.lsp4j.debug.FunctionBreakpoint;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.InstructionBreakpoint;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.PauseArguments;
import org.eclipse.lsp4j.debug.ReadMemoryArguments;
import org.eclipse.lsp4j.debug.ReadMemoryResponse;
import org.eclipse.lsp4j.debug.ReverseContinueArguments;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
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
import org.eclipse.lsp4j.debug.SourceArguments;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.eclipse.lsp4j.debug.SourceResponse;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.eclipse.lsp4j.debug.StepBackArguments;
import org.eclipse.lsp4j.debug.StepInArguments;
import org.eclipse.lsp4j.debug.StepOutArguments;
import org.eclipse.lsp4j.debug.SteppingGranularity;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.TerminateArguments;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesResponse;
import org.eclipse.lsp4j.debug.launch.DSPLauncher;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/**
 * Serves one editor.
 *
 * <p>The thread that reads requests hands each to the one worker that owns the run, waits, and
 * sends the answer; a motion starts when the answer to the request for it has been sent. A motion
 * gives way to requests that come meanwhile.
 */
public final class Adapter implements IDebugProtocolServer {
  private final Opener opener;
  private final Stops stops = new Stops();
  private final ExecutorService worker = Executors.newSingleThreadExecutor(Adapter::thread);
  private final AtomicInteger waiting = new AtomicInteger();

  /** Breakpoints that were set before there was a run to set them in, to be set then. */
  private final TreeMap<String, Supplier<Breakpoint[]>> settings = new TreeMap<>();

  private volatile boolean pauses;
  private volatile boolean moving;
  private volatile boolean over;
  private boolean configured;
  private boolean started;
  private boolean stopsOnEntry = true;
  private @Nullable IDebugProtocolClient client;
  private @Nullable Runnable afterAnswer;
  private @Nullable Debuggee debuggee;
  private String lastDescription = "";

  private Adapter(Opener opener) {
    this.opener = opener;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "debuggee");
    thread.setDaemon(true);
    return thread;
  }

  /** Serves until the editor disconnects or its stream ends. */
  public static void serve(InputStream in, OutputStream out, Opener opener)
      throws InterruptedException {
    Adapter adapter = new Adapter(opener);
    ExecutorService reader = Executors.newSingleThreadExecutor(Adapter::thread);
    Launcher<IDebugProtocolClient> launcher =
        DSPLauncher.createServerLauncher(adapter, in, out, reader, adapter::watched);
    adapter.client = launcher.getRemoteProxy();
    Future<Void> end = launcher.startListening();
    try {
      end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the connection broke", e);
    } finally {
      adapter.over = true;
      adapter.worker.shutdownNow();
      reader.shutdownNow();
    }
  }

  /** Sends on, and after an answer starts what it announced. */
  private MessageConsumer watched(MessageConsumer consumer) {
    return message -> {
      consumer.consume(message);
      @Nullable Runnable next = afterAnswer;
      if (message instanceof ResponseMessage && next != null) {
        afterAnswer = null;
        next.run();
      }
    };
  }

  // ---- requests and the worker

  private <T> CompletableFuture<T> answer(Supplier<T> work) {
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
    boolean refused = cause instanceof RefusedException;
    String message =
        cause instanceof RefusedException why
            ? String.valueOf(why.getMessage())
            : "internal error: " + cause;
    ResponseErrorCode code =
        refused ? ResponseErrorCode.RequestFailed : ResponseErrorCode.InternalError;
    return new ResponseErrorException(new ResponseError(code, message, null));
  }

  private Debuggee debuggee() {
    @Nullable Debuggee known = debuggee;
    if (known == null) {
      throw new RefusedException("nothing was launched");
    }
    return known;
  }

  private IDebugProtocolClient client() {
    @Nullable IDebugProtocolClient known = client;
    if (known == null) {
      throw new IllegalStateException("not connected");
    }
    return known;
  }

  // ---- moving

  private CompletableFuture<Void> move(int thread, Function<Integer, Motion> way) {
    return answer(
        () -> {
          if (moving) {
            throw new RefusedException("it is running; pause it first");
          }
          Motion motion = way.apply(debuggee().guests.host(thread));
          announce(motion);
          return null;
        });
  }

  private void announce(Motion motion) {
    moving = true;
    pauses = false;
    afterAnswer = () -> worker.execute(() -> go(motion));
  }

  private void go(Motion motion) {
    if (over) {
      return;
    }
    Optional<Stop> stop;
    try {
      stop = pauses ? Optional.of(Stop.of("pause", "", debuggee().guests.foremost())) : motion.go();
    } catch (RuntimeException e) {
      stop = Optional.of(Stop.of("pause", "internal error: " + e, 0));
    }
    if (stop.isPresent()) {
      stopped(stop.get());
    } else {
      worker.execute(() -> go(motion));
    }
  }

  private void stopped(Stop stop) {
    moving = false;
    lastDescription = stop.description();
    StoppedEventArguments event = new StoppedEventArguments();
    event.setReason(stop.reason());
    if (!stop.description().isEmpty()) {
      event.setDescription(stop.description());
      event.setText(stop.description());
    }
    event.setThreadId(Guests.thread(stop.host()));
    event.setAllThreadsStopped(true);
    event.setHitBreakpointIds(stop.breakpoints().toArray(Integer[]::new));
    client().stopped(event);
  }

  // ---- the beginning and the end

  @Override
  public CompletableFuture<Capabilities> initialize(InitializeRequestArguments arguments) {
    Capabilities can = new Capabilities();
    can.setSupportsConfigurationDoneRequest(true);
    can.setSupportsFunctionBreakpoints(true);
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
            .map(Adapter::filter)
            .toArray(ExceptionBreakpointsFilter[]::new));
    afterAnswer = () -> client().initialized();
    return CompletableFuture.completedFuture(can);
  }

  private static ExceptionBreakpointsFilter filter(Event event) {
    ExceptionBreakpointsFilter filter = new ExceptionBreakpointsFilter();
    filter.setFilter(event.filter);
    filter.setLabel(event.label);
    filter.setDefault_(event.standard);
    return filter;
  }

  @Override
  public CompletableFuture<Void> launch(Map<String, Object> arguments) {
    return answer(
        () -> {
          if (debuggee != null) {
            throw new RefusedException("something was launched before");
          }
          Opened opened = opener.open(arguments);
          boolean everyHost = "all".equals(arguments.get("breakIn"));
          debuggee =
              new Debuggee(opened, stops, everyHost, () -> waiting.get() > 0 || pauses || over);
          stopsOnEntry = !Boolean.FALSE.equals(arguments.get("stopOnEntry"));
          if (!opened.notice().isEmpty()) {
            output("important", opened.notice() + "\n");
          }
          settings.values().forEach(this::changed);
          settings.clear();
          startIfReady();
          return null;
        });
  }

  private void changed(Supplier<Breakpoint[]> setting) {
    for (Breakpoint one : setting.get()) {
      BreakpointEventArguments event = new BreakpointEventArguments();
      event.setReason(BreakpointEventArgumentsReason.CHANGED);
      event.setBreakpoint(one);
      client().breakpoint(event);
    }
  }

  @Override
  public CompletableFuture<Void> attach(Map<String, Object> arguments) {
    return answer(
        () -> {
          throw new RefusedException("there is nothing to attach to: use a launch request");
        });
  }

  @Override
  public CompletableFuture<Void> configurationDone(@Nullable ConfigurationDoneArguments arguments) {
    return answer(
        () -> {
          configured = true;
          startIfReady();
          return null;
        });
  }

  private void startIfReady() {
    if (configured && debuggee != null && !started) {
      started = true;
      int host = debuggee().guests.foremost();
      announce(
          stopsOnEntry
              ? () -> Optional.of(Stop.of("entry", "the beginning of the run", host))
              : debuggee().motions.hunt(true, host));
    }
  }

  @Override
  public CompletableFuture<Void> terminate(@Nullable TerminateArguments arguments) {
    over = true;
    afterAnswer = this::ended;
    return CompletableFuture.completedFuture(null);
  }

  private void ended() {
    ExitedEventArguments exited = new ExitedEventArguments();
    exited.setExitCode(0);
    client().exited(exited);
    client().terminated(new TerminatedEventArguments());
  }

  @Override
  public CompletableFuture<Void> disconnect(@Nullable DisconnectArguments arguments) {
    over = true;
    return CompletableFuture.completedFuture(null);
  }

  private void output(String category, String text) {
    OutputEventArguments event = new OutputEventArguments();
    event.setCategory(category);
    event.setOutput(text);
    client().output(event);
  }

  // ---- breakpoints

  private interface Planting<W> {
    Breakpoint plant(Debuggee debuggee, int id, W wanted, List<Planted> into);
  }

  private <W> CompletableFuture<Breakpoint[]> plant(
      String name, W @Nullable [] wanted, Planting<W> planting) {
    return answer(
        () -> {
          List<W> all = wanted == null ? List.of() : List.of(wanted);
          List<Integer> ids = all.stream().map(one -> stops.newId()).toList();
          Supplier<Breakpoint[]> setting =
              () -> {
                List<Planted> planted = new ArrayList<>();
                List<Breakpoint> answers = new ArrayList<>();
                for (int i = 0; i < all.size(); i++) {
                  answers.add(planting.plant(debuggee(), ids.get(i), all.get(i), planted));
                }
                stops.replace(name, planted);
                return answers.toArray(Breakpoint[]::new);
              };
          if (debuggee != null) {
            return setting.get();
          }
          settings.put(name, setting);
          return ids.stream()
              .map(id -> Debuggee.unverified(id, "nothing was launched yet"))
              .toArray(Breakpoint[]::new);
        });
  }

  @Override
  public CompletableFuture<SetBreakpointsResponse> setBreakpoints(SetBreakpointsArguments about) {
    Source source = about.getSource();
    String name =
        "lines of " + (source == null ? "" : source.getPath() + source.getSourceReference());
    return plant(
            name,
            about.getBreakpoints(),
            (Planting<SourceBreakpoint>)
                (run, id, wanted, into) -> run.plant(id, source, wanted, into))
        .thenApply(
            all -> {
              SetBreakpointsResponse response = new SetBreakpointsResponse();
              response.setBreakpoints(all);
              return response;
            });
  }

  @Override
  public CompletableFuture<SetFunctionBreakpointsResponse> setFunctionBreakpoints(
      SetFunctionBreakpointsArguments about) {
    return plant(
            "functions", about.getBreakpoints(), (Planting<FunctionBreakpoint>) Debuggee::plant)
        .thenApply(
            all -> {
              SetFunctionBreakpointsResponse response = new SetFunctionBreakpointsResponse();
              response.setBreakpoints(all);
              return response;
            });
  }

  @Override
  public CompletableFuture<SetInstructionBreakpointsResponse> setInstructionBreakpoints(
      SetInstructionBreakpointsArguments about) {
    return plant(
            "instructions",
            about.getBreakpoints(),
            (Planting<InstructionBreakpoint>) Debuggee::plant)
        .thenApply(
            all -> {
              SetInstructionBreakpointsResponse response = new SetInstructionBreakpointsResponse();
              response.setBreakpoints(all);
              return response;
            });
  }

  @Override
  public CompletableFuture<SetDataBreakpointsResponse> setDataBreakpoints(
      SetDataBreakpointsArguments about) {
    return plant("data", about.getBreakpoints(), (Planting<DataBreakpoint>) Debuggee::plant)
        .thenApply(
            all -> {
              SetDataBreakpointsResponse response = new SetDataBreakpointsResponse();
              response.setBreakpoints(all);
              return response;
            });
  }

  @Override
  public CompletableFuture<DataBreakpointInfoResponse> dataBreakpointInfo(
      DataBreakpointInfoArguments about) {
    return answer(() -> debuggee().watchable(about));
  }

  @Override
  public CompletableFuture<SetExceptionBreakpointsResponse> setExceptionBreakpoints(
      SetExceptionBreakpointsArguments about) {
    return answer(
        () -> {
          List<String> wanted =
              about.getFilters() == null ? List.of() : List.of(about.getFilters());
          List<Planted> planted = new ArrayList<>();
          for (Event event : Event.values()) {
            if (wanted.contains(event.filter)) {
              planted.add(new Planted(stops.newId(), Stops.Kind.EVENT, null, event.trap()));
            }
          }
          stops.replace("events", planted);
          return new SetExceptionBreakpointsResponse();
        });
  }

  // ---- going

  @Override
  public CompletableFuture<ContinueResponse> continue_(ContinueArguments about) {
    return move(about.getThreadId(), host -> debuggee().motions.hunt(true, host))
        .thenApply(
            unused -> {
              ContinueResponse response = new ContinueResponse();
              response.setAllThreadsContinued(true);
              return response;
            });
  }

  @Override
  public CompletableFuture<Void> reverseContinue(ReverseContinueArguments about) {
    return move(about.getThreadId(), host -> debuggee().motions.hunt(false, host));
  }

  private static boolean byLine(@Nullable SteppingGranularity granularity) {
    return granularity != SteppingGranularity.INSTRUCTION;
  }

  @Override
  public CompletableFuture<Void> next(NextArguments about) {
    boolean byLine = byLine(about.getGranularity());
    return move(about.getThreadId(), host -> debuggee().motions.over(host, byLine));
  }

  @Override
  public CompletableFuture<Void> stepIn(StepInArguments about) {
    boolean byLine = byLine(about.getGranularity());
    return move(about.getThreadId(), host -> debuggee().motions.in(host, byLine));
  }

  @Override
  public CompletableFuture<Void> stepOut(StepOutArguments about) {
    return move(about.getThreadId(), host -> debuggee().motions.out(host));
  }

  @Override
  public CompletableFuture<Void> stepBack(StepBackArguments about) {
    return move(
        about.getThreadId(),
        host ->
            byLine(about.getGranularity())
                ? debuggee().motions.lineBack(host)
                : debuggee().motions.instructionBack(host));
  }

  @Override
  public CompletableFuture<Void> pause(PauseArguments about) {
    pauses = true;
    return CompletableFuture.completedFuture(null);
  }

  // ---- looking

  @Override
  public CompletableFuture<ThreadsResponse> threads() {
    return answer(
        () -> {
          ThreadsResponse response = new ThreadsResponse();
          List<org.eclipse.lsp4j.debug.Thread> all = new ArrayList<>();
          int hosts = debuggee == null ? 0 : debuggee().guests.world().hostCount();
          for (int host = 0; host < hosts; host++) {
            org.eclipse.lsp4j.debug.Thread thread = new org.eclipse.lsp4j.debug.Thread();
            thread.setId(Guests.thread(host));
            thread.setName(debuggee().guests.name(host));
            all.add(thread);
          }
          response.setThreads(all.toArray(org.eclipse.lsp4j.debug.Thread[]::new));
          return response;
        });
  }

  @Override
  public CompletableFuture<StackTraceResponse> stackTrace(StackTraceArguments about) {
    return answer(
        () -> {
          List<StackFrame> all = debuggee().frames(debuggee().guests.host(about.getThreadId()));
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

  @Override
  public CompletableFuture<ScopesResponse> scopes(ScopesArguments about) {
    return answer(
        () -> {
          int host = debuggee().hostOfFrame(about.getFrameId());
          ScopesResponse response = new ScopesResponse();
          response.setScopes(Variables.scopes(host).toArray(Scope[]::new));
          return response;
        });
  }

  @Override
  public CompletableFuture<VariablesResponse> variables(VariablesArguments about) {
    return answer(
        () -> {
          VariablesResponse response = new VariablesResponse();
          response.setVariables(
              debuggee().variables.of(about.getVariablesReference()).toArray(Variable[]::new));
          return response;
        });
  }

  @Override
  public CompletableFuture<SourceResponse> source(SourceArguments about) {
    return answer(
        () -> {
          SourceResponse response = new SourceResponse();
          response.setContent(debuggee().lines.text(about.getSourceReference()));
          return response;
        });
  }

  @Override
  public CompletableFuture<ReadMemoryResponse> readMemory(ReadMemoryArguments about) {
    int offset = about.getOffset() == null ? 0 : about.getOffset();
    return answer(() -> debuggee().code.read(about.getMemoryReference(), offset, about.getCount()));
  }

  @Override
  public CompletableFuture<DisassembleResponse> disassemble(DisassembleArguments about) {
    int offset = about.getOffset() == null ? 0 : about.getOffset();
    int from = about.getInstructionOffset() == null ? 0 : about.getInstructionOffset();
    return answer(
        () -> {
          DisassembleResponse response = new DisassembleResponse();
          response.setInstructions(
              debuggee()
                  .code
                  .disassemble(
                      about.getMemoryReference(), offset, from, about.getInstructionCount())
                  .toArray(DisassembledInstruction[]::new));
          return response;
        });
  }

  @Override
  public CompletableFuture<ExceptionInfoResponse> exceptionInfo(ExceptionInfoArguments about) {
    return answer(
        () -> debuggee().exception(debuggee().guests.host(about.getThreadId()), lastDescription));
  }

  @Override
  public CompletableFuture<EvaluateResponse> evaluate(EvaluateArguments about) {
    return answer(
        () -> {
          int host = debuggee().hostOfFrame(about.getFrameId());
          boolean command = about.getContext() == null || about.getContext().equals("repl");
          Optional<Variable> value =
              debuggee().guests.machine(host) == null
                  ? Optional.empty()
                  : debuggee().variables.evaluate(host, about.getExpression());
          EvaluateResponse response = new EvaluateResponse();
          if (value.isPresent()) {
            response.setResult(value.get().getValue());
            response.setMemoryReference(value.get().getMemoryReference());
          } else if (command) {
            response.setResult(obeyed(host, about.getExpression()));
          } else {
            throw new RefusedException(
                "'" + about.getExpression() + "' is no register, label or address");
          }
          return response;
        });
  }

  /** A command of the debugger; if it went elsewhere, the editor has to look there. */
  private String obeyed(int host, String command) {
    if (moving) {
      throw new RefusedException("it is running; pause it first");
    }
    Place before = debuggee().opened.journey().place();
    String said = debuggee().opened.console().obey(debuggee().guests.world().nameOf(host), command);
    if (!debuggee().opened.journey().place().equals(before)) {
      announce(() -> Optional.of(Stop.of("goto", command, host)));
    }
    return said;
  }
}
