package dev.understudy.cli.debug.dap;

import dev.understudy.cli.debug.dap.EditorStops.EditorBreakpoint;
import dev.understudy.cli.debug.stop.GuardedSearch;
import dev.understudy.cli.debug.stop.GuardedStop;
import dev.understudy.cli.debug.stop.LogMessage;
import dev.understudy.inspect.timetravel.IndexedEvent;
import dev.understudy.inspect.timetravel.ReplayPosition;
import dev.understudy.inspect.timetravel.StopCondition;
import dev.understudy.inspect.timetravel.StopHit;
import dev.understudy.inspect.timetravel.StopSearch;
import dev.understudy.inspect.timetravel.WaitReasons;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which an editor moves through a run. An execution goes on until it stops, or returns
 * early when a request waits, and is then asked again.
 */
final class ExecutionControl {

  /** One way to move through the run: to a breakpoint, by a step, back. */
  interface Execution {
    /** Why it stopped; empty if it gave way. */
    Optional<EditorStop> go();
  }

  private final LaunchedRun launched;
  private final SourceLines lines;
  private final GuestThreads guests;
  private final DapSession session;
  private final boolean everyHost;

  /**
   * The ways through a run.
   *
   * @param everyHost whether breakpoints hold for guests that only follow a log, too
   */
  ExecutionControl(Debuggee debuggee, DapSession session, boolean everyHost) {
    this.launched = debuggee.launched;
    this.lines = debuggee.lines;
    this.guests = debuggee.guests;
    this.session = session;
    this.everyHost = everyHost;
  }

  // ---- to the next stop, or the last

  Execution search(boolean forward, int host) {
    return () -> searched(forward, host, List.of());
  }

  /** Runs to where this routine has returned. */
  Execution out(int host) {
    long sp = guests.running(host).register(Registers.SP);
    return () -> searched(true, host, List.of(new StopCondition.AtReturn(host, sp + 1)));
  }

  private Optional<EditorStop> searched(boolean forward, int host, List<StopCondition> also) {
    int hosts = guests.hostsEver();
    List<GuardedStop> all = new ArrayList<>(also.stream().map(GuardedStop::open).toList());
    session.stops.all().forEach(one -> all.add(one.guarded(hosts)));
    GuardedSearch search =
        new GuardedSearch(launched.timeline(), all, this::matters, session::isWanted);
    while (true) {
      Optional<StopHit> hit = forward ? search.forward() : search.backward();
      if (hit.isEmpty()) {
        return search.gaveUp() ? Optional.empty() : Optional.of(atEdge(forward, host));
      }
      StopHit here = hit.get();
      List<EditorBreakpoint> breakpoints =
          session.stops.all().stream()
              .filter(one -> search.lets(one.guarded(hosts), here))
              .toList();
      breakpoints.forEach(one -> one.log().ifPresent(log -> say(log, here)));
      List<EditorBreakpoint> stopping =
          breakpoints.stream().filter(one -> one.log().isEmpty()).toList();
      if (!stopping.isEmpty() || isStep(here.condition())) {
        return Optional.of(stop(here, host, stopping));
      }
    }
  }

  /** A log point is passed. */
  private void say(LogMessage message, StopHit hit) {
    session.output("console", message.of(guests.running(hit.condition().guest())) + "\n");
  }

  private boolean matters(StopHit hit) {
    boolean comes = hit.condition() instanceof StopCondition.AtAddress;
    return !comes || everyHost || guests.acts(hit.condition().guest());
  }

  private static boolean isStep(StopCondition condition) {
    return condition instanceof StopCondition.OfCallStack;
  }

  private static EditorStop atEdge(boolean forward, int host) {
    return forward
        ? EditorStop.of("pause", "the end of the run", host)
        : EditorStop.of("entry", "the beginning of the run", host);
  }

  private EditorStop stop(StopHit hit, int host, List<EditorBreakpoint> breakpoints) {
    if (isStep(hit.condition())) {
      return EditorStop.of("step", "", host);
    }
    @Nullable IndexedEvent event = hit.event();
    String text = event == null ? changed(hit) : event.text();
    List<Integer> ids = breakpoints.stream().map(EditorBreakpoint::id).toList();
    return new EditorStop(breakpoints.get(0).kind().reason, text, actor(hit, host), ids);
  }

  private String changed(StopHit hit) {
    boolean value = hit.condition() instanceof StopCondition.OfValue;
    String by = hit.pc() == StopHit.NO_PC ? "a device" : lines.describe(hit.pc());
    return value ? "was " + hit.was() + ", is " + hit.is() + ": by " + by : "";
  }

  private static int actor(StopHit hit, int otherwise) {
    @Nullable IndexedEvent event = hit.event();
    if (event != null) {
      return event.actor() == IndexedEvent.WORLD ? otherwise : event.actor();
    }
    return hit.condition().guest();
  }

  // ---- step by step

  /** Steps to the next line, into calls. */
  Execution in(int host, boolean byLine) {
    return new Steps(host, byLine, false);
  }

  /** Steps to the next line, over calls. */
  Execution over(int host, boolean byLine) {
    return new Steps(host, byLine, true);
  }

  /** Forward by instructions until the line is another one. */
  private final class Steps implements Execution {
    private final int host;
    private final boolean byLine;
    private final boolean overCalls;
    private final Optional<SourceLine> from;

    /** The instruction that is on its way has retired when this count is reached. */
    private long due;

    /** The execution to where the call under way returns; null if none is under way. */
    private @Nullable Execution call;

    Steps(int host, boolean byLine, boolean overCalls) {
      this.host = host;
      this.byLine = byLine;
      this.overCalls = overCalls;
      this.from = lines.at(guests.running(host).pc());
      begin();
    }

    private void begin() {
      Machine machine = guests.running(host);
      due = machine.retired() + 1;
      boolean over = overCalls && StopSearch.nextKind(machine) == Kind.CALL;
      StopCondition returns = new StopCondition.AtReturn(host, machine.register(Registers.SP));
      call = over ? () -> searched(true, host, List.of(returns)) : null;
    }

    @Override
    public Optional<EditorStop> go() {
      while (true) {
        if (call != null) {
          Optional<EditorStop> stop = call.go();
          if (stop.isEmpty() || !stop.get().reason().equals("step")) {
            return stop;
          }
        } else {
          Optional<EditorStop> obstacle = one();
          if (obstacle.isPresent() || launched.timeline().count(host) < due) {
            return obstacle;
          }
        }
        Machine machine = guests.running(host);
        if (!byLine || from.isEmpty() || !from.equals(lines.at(machine.pc()))) {
          return Optional.of(EditorStop.of("step", "", host));
        }
        begin();
      }
    }

    /** Steps by one instruction; returns why it can't retire, or nothing. */
    private Optional<EditorStop> one() {
      while (guests.machine(host) != null && launched.timeline().count(host) < due) {
        if (session.isWanted()) {
          return Optional.empty();
        }
        if (!launched.timeline().advance()) {
          return Optional.of(
              EditorStop.of("pause", WaitReasons.of(guests.world(), host).get(0), host));
        }
      }
      return guests.machine(host) == null
          ? Optional.of(EditorStop.of("pause", guests.name(host), guests.foremost()))
          : Optional.empty();
    }
  }

  /** Steps back to the instruction before. */
  Execution instructionBack(int host) {
    return () ->
        Optional.of(
            launched.timeline().stepBack(host)
                ? EditorStop.of("step", "", host)
                : atEdge(false, host));
  }

  /** Steps back to the beginning of the line before, over calls. */
  Execution lineBack(int host) {
    boolean[] inCall = {false};
    long[] sp = {0};
    return () -> {
      while (true) {
        if (!inCall[0]) {
          sp[0] = guests.running(host).register(Registers.SP);
          ReplayPosition here = launched.timeline().position();
          if (!launched.timeline().stepBack(host)) {
            return Optional.of(atEdge(false, host));
          }
          inCall[0] = StopSearch.nextKind(guests.running(host)) == Kind.RETURN;
          if (inCall[0]) {
            launched.timeline().toPosition(here);
          }
        }
        if (inCall[0]) {
          Optional<EditorStop> stop =
              searched(false, host, List.of(new StopCondition.AtCall(host, sp[0])));
          if (stop.isEmpty() || !stop.get().reason().equals("step")) {
            return stop;
          }
          inCall[0] = false;
        }
        if (lines.begins(guests.running(host).pc())) {
          return Optional.of(EditorStop.of("step", "", host));
        }
      }
    };
  }
}
