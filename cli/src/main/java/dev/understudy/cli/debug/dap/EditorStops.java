package dev.understudy.cli.debug.dap;

import dev.understudy.cli.debug.stop.GuardedStop;
import dev.understudy.cli.debug.stop.LogMessage;
import dev.understudy.cli.debug.stop.StopGuard;
import dev.understudy.inspect.timetravel.IndexedEvent;
import dev.understudy.inspect.timetravel.StopCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.jspecify.annotations.Nullable;

/**
 * The breakpoints of an editor, by the kind of request that set them: a request replaces all that
 * an earlier one of its kind has set.
 */
final class EditorStops {

  /** The kinds of stops, with the reason that the protocol has for them. */
  enum Kind {
    LINE("breakpoint"),
    FUNCTION("function breakpoint"),
    INSTRUCTION("instruction breakpoint"),
    DATA("data breakpoint"),
    EVENT("exception");

    final String reason;

    Kind(String reason) {
      this.reason = reason;
    }
  }

  /** An event that an editor may stop at; the debug protocol calls these exceptions. */
  enum Event {
    GUEST_FAULT(
        "guest-fault", "A guest stops with a fault", "guest-fault", IndexedEvent.Kind.OUTPUT, true),
    DIVERGED("diverged", "A backup diverges", "diverged", IndexedEvent.Kind.EVENT, true),
    STRUCK("struck", "A fault strikes or heals", "fault", IndexedEvent.Kind.EVENT, false),
    WENT_LIVE("went-live", "A backup goes live", "went-live", IndexedEvent.Kind.EVENT, false);

    final String filter;
    final String label;
    final boolean standard;
    private final String name;
    private final IndexedEvent.Kind kind;

    Event(String filter, String label, String name, IndexedEvent.Kind kind, boolean standard) {
      this.filter = filter;
      this.label = label;
      this.name = name;
      this.kind = kind;
      this.standard = standard;
    }

    StopCondition condition() {
      return new StopCondition.AtEvent(kind, name, StopCondition.ANY);
    }
  }

  /**
   * A breakpoint.
   *
   * @param address of an instruction, where that is what it is about
   * @param log what is said instead of stopping
   */
  record EditorBreakpoint(
      int id,
      Kind kind,
      @Nullable Integer address,
      @Nullable StopCondition condition,
      StopGuard guard,
      Optional<LogMessage> log) {

    static EditorBreakpoint of(int id, Event event) {
      return new EditorBreakpoint(
          id, Kind.EVENT, null, event.condition(), StopGuard.open(), Optional.empty());
    }

    /**
     * The breakpoint for the guests of all hosts; whether a host's hit counts is asked on the hit.
     */
    GuardedStop guarded(int hosts) {
      List<StopCondition> conditions = new ArrayList<>();
      if (condition != null) {
        conditions.add(condition);
      }
      for (int host = 0; address != null && host < hosts; host++) {
        conditions.add(new StopCondition.AtAddress(host, address));
      }
      return new GuardedStop(conditions, guard);
    }
  }

  /** Requests that came before a run was launched; they are carried out then. */
  private final TreeMap<String, Supplier<Breakpoint[]>> settings = new TreeMap<>();

  private final TreeMap<String, List<EditorBreakpoint>> breakpoints = new TreeMap<>();
  private int lastId;

  int newId() {
    return ++lastId;
  }

  /** Replaces the breakpoints that were set under this name before. */
  void replace(String name, List<EditorBreakpoint> by) {
    breakpoints.put(name, List.copyOf(by));
  }

  void later(String name, Supplier<Breakpoint[]> setting) {
    settings.put(name, setting);
  }

  /** Returns, once, the requests that came before a run was launched, to be carried out now. */
  List<Supplier<Breakpoint[]>> launched() {
    List<Supplier<Breakpoint[]>> waiting = List.copyOf(settings.values());
    settings.clear();
    return waiting;
  }

  List<EditorBreakpoint> all() {
    return breakpoints.values().stream().flatMap(List::stream).toList();
  }
}
