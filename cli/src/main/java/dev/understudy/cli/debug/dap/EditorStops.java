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

/** Where an editor wants the run to stop, by the request that said so: each replaces its own. */
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

  /** An event that one may stop at; the protocol knows such things as exceptions. */
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
      return new StopCondition.Happens(kind, name, StopCondition.ANY);
    }
  }

  /**
   * One of them.
   *
   * @param address of an instruction, where that is what it is about
   * @param log what is said instead of stopping
   */
  record Planted(
      int id,
      Kind kind,
      @Nullable Integer address,
      @Nullable StopCondition condition,
      StopGuard guard,
      Optional<LogMessage> log) {

    static Planted of(int id, Event event) {
      return new Planted(
          id, Kind.EVENT, null, event.condition(), StopGuard.open(), Optional.empty());
    }

    /** For the guests of all hosts; where only whoever acts counts, that is looked at on a hit. */
    GuardedStop guarded(int hosts) {
      List<StopCondition> traps = new ArrayList<>();
      if (condition != null) {
        traps.add(condition);
      }
      for (int host = 0; address != null && host < hosts; host++) {
        traps.add(new StopCondition.Comes(host, address));
      }
      return new GuardedStop(traps, guard);
    }
  }

  /** Those that were set before there was a run to set them in, to be set then. */
  private final TreeMap<String, Supplier<Breakpoint[]>> settings = new TreeMap<>();

  private final TreeMap<String, List<Planted>> planted = new TreeMap<>();
  private int lastId;

  int newId() {
    return ++lastId;
  }

  /** Instead of what was planted under this name before. */
  void replace(String name, List<Planted> by) {
    planted.put(name, List.copyOf(by));
  }

  void later(String name, Supplier<Breakpoint[]> setting) {
    settings.put(name, setting);
  }

  /** There is a run: what waited for it, once. */
  List<Supplier<Breakpoint[]>> launched() {
    List<Supplier<Breakpoint[]>> waiting = List.copyOf(settings.values());
    settings.clear();
    return waiting;
  }

  List<Planted> all() {
    return planted.values().stream().flatMap(List::stream).toList();
  }
}
