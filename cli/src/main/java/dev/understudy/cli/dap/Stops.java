package dev.understudy.cli.dap;

import dev.understudy.sim.travel.Hit;
import dev.understudy.sim.travel.Occurrence;
import dev.understudy.sim.travel.Trap;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where an editor wants the run to stop, by the request that said so: each replaces its own. */
final class Stops {

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
        "guest-fault", "A guest stops with a fault", "guest-fault", Occurrence.Kind.OUTPUT, true),
    DIVERGED("diverged", "A backup diverges", "diverged", Occurrence.Kind.EVENT, true),
    STRUCK("struck", "A fault strikes or heals", "fault", Occurrence.Kind.EVENT, false),
    WENT_LIVE("went-live", "A backup goes live", "went-live", Occurrence.Kind.EVENT, false);

    final String filter;
    final String label;
    final boolean standard;
    private final String name;
    private final Occurrence.Kind kind;

    Event(String filter, String label, String name, Occurrence.Kind kind, boolean standard) {
      this.filter = filter;
      this.label = label;
      this.name = name;
      this.kind = kind;
      this.standard = standard;
    }

    Trap trap() {
      return new Trap.Happens(kind, name, Trap.ANY);
    }
  }

  /**
   * One of them.
   *
   * @param address of an instruction, where that is what it is about
   */
  record Planted(int id, Kind kind, @Nullable Integer address, @Nullable Trap trap) {
    boolean springs(Trap sprung) {
      boolean comes = sprung instanceof Trap.Comes;
      return comes
          ? address != null && ((Trap.Comes) sprung).address() == address
          : sprung.equals(trap);
    }
  }

  private final TreeMap<String, List<Planted>> planted = new TreeMap<>();
  private int lastId;

  int newId() {
    return ++lastId;
  }

  /** Instead of what was planted under this name before. */
  void replace(String name, List<Planted> by) {
    planted.put(name, List.copyOf(by));
  }

  /** For the guests of all hosts; where only whoever acts counts, that is looked at on a hit. */
  List<Trap> traps(int hosts) {
    List<Trap> traps = new ArrayList<>();
    for (Planted one : all()) {
      if (one.trap() != null) {
        traps.add(one.trap());
      }
      for (int host = 0; one.address() != null && host < hosts; host++) {
        traps.add(new Trap.Comes(host, one.address()));
      }
    }
    return traps.stream().distinct().toList();
  }

  /** Those that a hit belongs to. */
  List<Planted> hitBy(Hit hit) {
    return all().stream().filter(one -> one.springs(hit.trap())).toList();
  }

  private List<Planted> all() {
    return planted.values().stream().flatMap(List::stream).toList();
  }
}
