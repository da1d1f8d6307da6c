package dev.understudy.cli.debug.dap;

import dev.understudy.cli.debug.dap.EditorStops.Planted;
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
 * The ways in which an editor moves through a run. A motion goes on until it stops, or gives way
 * when somebody waits, and is then asked again.
 */
final class ExecutionControl {

  /** A way to go. */
  interface Motion {
    /** Why it stopped; empty if it gave way. */
    Optional<EditorStop> go();
  }

  private final LaunchedRun opened;
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
    this.opened = debuggee.opened;
    this.lines = debuggee.lines;
    this.guests = debuggee.guests;
    this.session = session;
    this.everyHost = everyHost;
  }

  // ---- to the next stop, or the last

  Motion hunt(boolean forward, int host) {
    return () -> hunted(forward, host, List.of());
  }

  /** To where this routine has returned. */
  Motion out(int host) {
    long sp = guests.running(host).register(Registers.SP);
    return () -> hunted(true, host, List.of(new StopCondition.Returns(host, sp + 1)));
  }

  private Optional<EditorStop> hunted(boolean forward, int host, List<StopCondition> also) {
    int hosts = guests.hostsEver();
    List<GuardedStop> all = new ArrayList<>(also.stream().map(GuardedStop::open).toList());
    session.stops.all().forEach(one -> all.add(one.guarded(hosts)));
    GuardedSearch search =
        new GuardedSearch(opened.timeline(), all, this::matters, session::isWanted);
    while (true) {
      Optional<StopHit> hit = forward ? search.forward() : search.backward();
      if (hit.isEmpty()) {
        return search.gaveUp() ? Optional.empty() : Optional.of(atEdge(forward, host));
      }
      StopHit here = hit.get();
      List<Planted> planted =
          session.stops.all().stream()
              .filter(one -> search.lets(one.guarded(hosts), here))
              .toList();
      planted.forEach(one -> one.log().ifPresent(log -> say(log, here)));
      List<Planted> stopping = planted.stream().filter(one -> one.log().isEmpty()).toList();
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
    boolean comes = hit.condition() instanceof StopCondition.Comes;
    return !comes || everyHost || guests.acts(hit.condition().guest());
  }

  private static boolean isStep(StopCondition condition) {
    return condition instanceof StopCondition.OfStack;
  }

  private static EditorStop atEdge(boolean forward, int host) {
    return forward
        ? EditorStop.of("pause", "the end of the run", host)
        : EditorStop.of("entry", "the beginning of the run", host);
  }

  private EditorStop stop(StopHit hit, int host, List<Planted> planted) {
    if (isStep(hit.condition())) {
      return EditorStop.of("step", "", host);
    }
    @Nullable IndexedEvent occurrence = hit.occurrence();
    String text = occurrence == null ? changed(hit) : occurrence.text();
    List<Integer> ids = planted.stream().map(Planted::id).toList();
    return new EditorStop(planted.get(0).kind().reason, text, actor(hit, host), ids);
  }

  private String changed(StopHit hit) {
    boolean value = hit.condition() instanceof StopCondition.OfValue;
    String by = hit.pc() == StopHit.NO_PC ? "a device" : lines.describe(hit.pc());
    return value ? "was " + hit.was() + ", is " + hit.is() + ": by " + by : "";
  }

  private static int actor(StopHit hit, int otherwise) {
    @Nullable IndexedEvent occurrence = hit.occurrence();
    if (occurrence != null) {
      return occurrence.actor() == IndexedEvent.WORLD ? otherwise : occurrence.actor();
    }
    return hit.condition().guest();
  }

  // ---- step by step

  /** To the next line, into calls. */
  Motion in(int host, boolean byLine) {
    return new Steps(host, byLine, false);
  }

  /** To the next line, over calls. */
  Motion over(int host, boolean byLine) {
    return new Steps(host, byLine, true);
  }

  /** Forward by instructions until the line is another one. */
  private final class Steps implements Motion {
    private final int host;
    private final boolean byLine;
    private final boolean overCalls;
    private final Optional<SourceLine> from;

    /** The instruction that is on its way has retired when this count is reached. */
    private long due;

    /** Where a call returns to that is on its way; null if none is. */
    private @Nullable Motion call;

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
      StopCondition returns = new StopCondition.Returns(host, machine.register(Registers.SP));
      call = over ? () -> hunted(true, host, List.of(returns)) : null;
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
          if (obstacle.isPresent() || opened.timeline().count(host) < due) {
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

    /** One instruction; why it can't retire, or nothing. */
    private Optional<EditorStop> one() {
      while (guests.machine(host) != null && opened.timeline().count(host) < due) {
        if (session.isWanted()) {
          return Optional.empty();
        }
        if (!opened.timeline().advance()) {
          return Optional.of(
              EditorStop.of("pause", WaitReasons.of(guests.world(), host).get(0), host));
        }
      }
      return guests.machine(host) == null
          ? Optional.of(EditorStop.of("pause", guests.name(host), guests.foremost()))
          : Optional.empty();
    }
  }

  /** To the instruction before. */
  Motion instructionBack(int host) {
    return () ->
        Optional.of(
            opened.timeline().stepBack(host)
                ? EditorStop.of("step", "", host)
                : atEdge(false, host));
  }

  /** To the beginning of the line before, over calls. */
  Motion lineBack(int host) {
    boolean[] inCall = {false};
    long[] sp = {0};
    return () -> {
      while (true) {
        if (!inCall[0]) {
          sp[0] = guests.running(host).register(Registers.SP);
          ReplayPosition here = opened.timeline().place();
          if (!opened.timeline().stepBack(host)) {
            return Optional.of(atEdge(false, host));
          }
          inCall[0] = StopSearch.nextKind(guests.running(host)) == Kind.RETURN;
          if (inCall[0]) {
            opened.timeline().toPlace(here);
          }
        }
        if (inCall[0]) {
          Optional<EditorStop> stop =
              hunted(false, host, List.of(new StopCondition.Calls(host, sp[0])));
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
