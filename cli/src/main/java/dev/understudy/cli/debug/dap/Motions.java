package dev.understudy.cli.debug.dap;

import dev.understudy.cli.debug.dap.Stops.Planted;
import dev.understudy.cli.debug.stop.Guarded;
import dev.understudy.cli.debug.stop.LogMessage;
import dev.understudy.cli.debug.stop.Search;
import dev.understudy.inspect.timetravel.Hit;
import dev.understudy.inspect.timetravel.Hunt;
import dev.understudy.inspect.timetravel.Occurrence;
import dev.understudy.inspect.timetravel.Place;
import dev.understudy.inspect.timetravel.Trap;
import dev.understudy.inspect.timetravel.Why;
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
final class Motions {

  /** A way to go. */
  interface Motion {
    /** Why it stopped; empty if it gave way. */
    Optional<Stop> go();
  }

  private final Opened opened;
  private final Lines lines;
  private final Guests guests;
  private final Session session;
  private final boolean everyHost;

  /**
   * The ways through a run.
   *
   * @param everyHost whether breakpoints hold for guests that only follow a log, too
   */
  Motions(Debuggee debuggee, Session session, boolean everyHost) {
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
    return () -> hunted(true, host, List.of(new Trap.Returns(host, sp + 1)));
  }

  private Optional<Stop> hunted(boolean forward, int host, List<Trap> also) {
    int hosts = guests.hostsEver();
    List<Guarded> all = new ArrayList<>(also.stream().map(Guarded::open).toList());
    session.stops.all().forEach(one -> all.add(one.guarded(hosts)));
    Search search = new Search(opened.journey(), all, this::matters, session::isWanted);
    while (true) {
      Optional<Hit> hit = forward ? search.forward() : search.backward();
      if (hit.isEmpty()) {
        return search.gaveUp() ? Optional.empty() : Optional.of(atEdge(forward, host));
      }
      Hit here = hit.get();
      List<Planted> planted =
          session.stops.all().stream()
              .filter(one -> search.lets(one.guarded(hosts), here))
              .toList();
      planted.forEach(one -> one.log().ifPresent(log -> say(log, here)));
      List<Planted> stopping = planted.stream().filter(one -> one.log().isEmpty()).toList();
      if (!stopping.isEmpty() || isStep(here.trap())) {
        return Optional.of(stop(here, host, stopping));
      }
    }
  }

  /** A log point is passed. */
  private void say(LogMessage message, Hit hit) {
    session.output("console", message.of(guests.running(hit.trap().guest())) + "\n");
  }

  private boolean matters(Hit hit) {
    boolean comes = hit.trap() instanceof Trap.Comes;
    return !comes || everyHost || guests.acts(hit.trap().guest());
  }

  private static boolean isStep(Trap trap) {
    return trap instanceof Trap.OfStack;
  }

  private static Stop atEdge(boolean forward, int host) {
    return forward
        ? Stop.of("pause", "the end of the run", host)
        : Stop.of("entry", "the beginning of the run", host);
  }

  private Stop stop(Hit hit, int host, List<Planted> planted) {
    if (isStep(hit.trap())) {
      return Stop.of("step", "", host);
    }
    @Nullable Occurrence occurrence = hit.occurrence();
    String text = occurrence == null ? changed(hit) : occurrence.text();
    List<Integer> ids = planted.stream().map(Planted::id).toList();
    return new Stop(planted.get(0).kind().reason, text, actor(hit, host), ids);
  }

  private String changed(Hit hit) {
    boolean value = hit.trap() instanceof Trap.OfValue;
    String by = hit.pc() == Hit.NO_PC ? "a device" : lines.describe(hit.pc());
    return value ? "was " + hit.was() + ", is " + hit.is() + ": by " + by : "";
  }

  private static int actor(Hit hit, int otherwise) {
    @Nullable Occurrence occurrence = hit.occurrence();
    if (occurrence != null) {
      return occurrence.actor() == Occurrence.WORLD ? otherwise : occurrence.actor();
    }
    return hit.trap().guest();
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
      boolean over = overCalls && Hunt.nextKind(machine) == Kind.CALL;
      Trap returns = new Trap.Returns(host, machine.register(Registers.SP));
      call = over ? () -> hunted(true, host, List.of(returns)) : null;
    }

    @Override
    public Optional<Stop> go() {
      while (true) {
        if (call != null) {
          Optional<Stop> stop = call.go();
          if (stop.isEmpty() || !stop.get().reason().equals("step")) {
            return stop;
          }
        } else {
          Optional<Stop> obstacle = one();
          if (obstacle.isPresent() || opened.journey().count(host) < due) {
            return obstacle;
          }
        }
        Machine machine = guests.running(host);
        if (!byLine || from.isEmpty() || !from.equals(lines.at(machine.pc()))) {
          return Optional.of(Stop.of("step", "", host));
        }
        begin();
      }
    }

    /** One instruction; why it can't retire, or nothing. */
    private Optional<Stop> one() {
      while (guests.machine(host) != null && opened.journey().count(host) < due) {
        if (session.isWanted()) {
          return Optional.empty();
        }
        if (!opened.journey().advance()) {
          return Optional.of(Stop.of("pause", Why.of(guests.world(), host).get(0), host));
        }
      }
      return guests.machine(host) == null
          ? Optional.of(Stop.of("pause", guests.name(host), guests.foremost()))
          : Optional.empty();
    }
  }

  /** To the instruction before. */
  Motion instructionBack(int host) {
    return () ->
        Optional.of(
            opened.journey().stepBack(host) ? Stop.of("step", "", host) : atEdge(false, host));
  }

  /** To the beginning of the line before, over calls. */
  Motion lineBack(int host) {
    boolean[] inCall = {false};
    long[] sp = {0};
    return () -> {
      while (true) {
        if (!inCall[0]) {
          sp[0] = guests.running(host).register(Registers.SP);
          Place here = opened.journey().place();
          if (!opened.journey().stepBack(host)) {
            return Optional.of(atEdge(false, host));
          }
          inCall[0] = Hunt.nextKind(guests.running(host)) == Kind.RETURN;
          if (inCall[0]) {
            opened.journey().toPlace(here);
          }
        }
        if (inCall[0]) {
          Optional<Stop> stop = hunted(false, host, List.of(new Trap.Calls(host, sp[0])));
          if (stop.isEmpty() || !stop.get().reason().equals("step")) {
            return stop;
          }
          inCall[0] = false;
        }
        if (lines.begins(guests.running(host).pc())) {
          return Optional.of(Stop.of("step", "", host));
        }
      }
    };
  }
}
