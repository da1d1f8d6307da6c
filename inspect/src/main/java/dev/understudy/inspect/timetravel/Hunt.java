package dev.understudy.inspect.timetravel;

import com.google.common.collect.ImmutableList;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.machine.Machine;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes to where a trap is sprung next, or was sprung last. What the index knows is gone to at once;
 * for addresses, registers and memory one looks behind every instruction.
 */
public final class Hunt {
  private final Journey journey;
  private final BooleanSupplier givesUp;
  private final Predicate<Hit> counts;
  private final ImmutableList<Trap.Happens> happens;
  private final ImmutableList<Trap.OfGuest> looks;
  private final long[] values;
  private boolean givenUp;
  private Place lookedUntil = Place.after(0);
  private final int[] pcs;

  /** Of the instruction that was next. */
  private final @Nullable Kind[] kinds;

  public Hunt(Journey journey, List<Trap> traps) {
    this(journey, traps, () -> false, hit -> true);
  }

  /**
   * A hunt that may be given up.
   *
   * @param givesUp asked between two things that happen; after a yes nothing was found, and a
   *     further hunt from where the cursor then is finds what this one would have found
   * @param counts asked at the moment of each hit of an address, a register or a word, all of one
   *     moment included; after a no it is passed over
   */
  public Hunt(Journey journey, List<Trap> traps, BooleanSupplier givesUp, Predicate<Hit> counts) {
    this.journey = journey;
    this.givesUp = givesUp;
    this.counts = counts;
    ImmutableList.Builder<Trap.Happens> known = ImmutableList.builder();
    ImmutableList.Builder<Trap.OfGuest> others = ImmutableList.builder();
    traps.forEach(trap -> trap.match(one -> known.add(one), one -> others.add(one)));
    happens = known.build();
    looks = others.build();
    values = new long[looks.size()];
    pcs = new int[looks.size()];
    kinds = new Kind[looks.size()];
  }

  private boolean isGivenUp() {
    givenUp |= givesUp.getAsBoolean();
    return givenUp;
  }

  private Optional<Hit> hit(Occurrence occurrence) {
    return happens.stream()
        .filter(trap -> trap.takes(occurrence))
        .findFirst()
        .map(trap -> new Hit(trap, 0, 0, Hit.NO_PC, occurrence));
  }

  // ---- forwards

  /** To the next hit; empty, and at the end unless given up, if there is none. */
  public Optional<Hit> forward() {
    return forward(Place.after(journey.endNs()));
  }

  /** The same, but not beyond a place: without a hit up to there, the cursor is at it or behind. */
  public Optional<Hit> forward(Place until) {
    givenUp = false;
    @Nullable Occurrence next = next();
    if (looks.isEmpty()) {
      if (next == null || next.timeNs() > until.timeNs()) {
        journey.toPlace(until);
        return Optional.empty();
      }
      journey.to(next);
      return hit(next);
    }
    look();
    long passUntilNs = next == null ? journey.endNs() : next.timeNs() - 1;
    passUntilNs = Math.min(passUntilNs, until.timeNs() - (until.ordinal() == Place.ALL ? 0 : 1));
    while (true) {
      long nearNs = journey.place().timeNs() + Journey.NEAR;
      while (journey.place().timeNs() <= nearNs) {
        if (isGivenUp() || journey.place().compareTo(until) >= 0 || !journey.advance()) {
          return Optional.empty();
        }
        if (journey.place().compareTo(until) > 0) {
          return Optional.empty();
        }
        @Nullable Hit hit = sprung();
        if (hit != null) {
          return Optional.of(hit);
        }
        if (next != null && journey.hasHappened(next)) {
          return hit(next);
        }
      }
      journey.pass(looks, passUntilNs, this::isGivenUp);
      look();
    }
  }

  private @Nullable Occurrence next() {
    for (Occurrence one : journey.occurrences()) {
      if (!journey.hasHappened(one) && hit(one).isPresent()) {
        return one;
      }
    }
    return null;
  }

  // ---- backwards

  /** To the last hit before the cursor; empty, and at the beginning, if there was none. */
  public Optional<Hit> backward() {
    givenUp = false;
    Place here = journey.place();
    List<Long> waypoints = journey.waypoints();
    @Nullable Occurrence before = before(here);
    Place known = before == null ? Place.after(0) : journey.place();
    @Nullable Found last = looks.isEmpty() ? null : lastLooked(here, known, waypoints);
    if (givenUp) {
      journey.toPlace(lookedUntil); // What lies behind has been looked at.
      return Optional.empty();
    }
    if (last != null && (before == null || known.compareTo(last.place()) <= 0)) {
      journey.toPlace(last.place());
      return Optional.of(last.hit());
    }
    if (before != null) {
      journey.to(before);
      return hit(before);
    }
    journey.toBeginning();
    return Optional.empty();
  }

  private record Found(Hit hit, Place place) {}

  private @Nullable Found lastLooked(Place here, Place known, List<Long> waypoints) {
    long untilNs = here.timeNs();
    lookedUntil = here;
    for (long fromNs : waypoints) {
      @Nullable Found last = last(journey.stretch(fromNs, untilNs), here);
      if (givenUp || last != null || known.compareTo(Place.after(fromNs)) > 0) {
        return givenUp ? null : last;
      }
      untilNs = fromNs;
      lookedUntil = Place.after(fromNs);
    }
    return null;
  }

  /** The last hit of a stretch that is before here. */
  private @Nullable Found last(Journey.Stretch stretch, Place here) {
    if (isGivenUp()) {
      return null;
    }
    if (stretch.untilNs() - stretch.fromNs() <= Journey.NEAR) {
      return lastWalked(stretch, here);
    }
    List<Journey.Stretch> parts = journey.sprung(stretch, looks);
    for (int i = parts.size() - 1; i >= 0; i--) {
      @Nullable Found found = last(parts.get(i), here);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The same, looking behind every instruction. */
  private @Nullable Found lastWalked(Journey.Stretch stretch, Place here) {
    @Nullable Found last = null;
    journey.enter(stretch);
    look();
    while (journey.nextNs() <= stretch.untilNs() && journey.advance()) {
      @Nullable Hit hit = sprung();
      if (isGivenUp() || journey.place().compareTo(here) >= 0) {
        break;
      }
      last = hit == null ? last : new Found(hit, journey.place());
    }
    return last;
  }

  /** The last one known that is earlier than here; the cursor is then at it. */
  private @Nullable Occurrence before(Place here) {
    for (Occurrence one : journey.occurrences().reverse()) {
      if (one.timeNs() <= here.timeNs() && hit(one).isPresent()) {
        journey.to(one);
        if (journey.place().compareTo(here) < 0) {
          return one;
        }
      }
    }
    return null;
  }

  // ---- looking

  private void look() {
    for (int i = 0; i < looks.size(); i++) {
      values[i] = Guests.value(journey.world(), looks.get(i));
      pcs[i] = pc(looks.get(i));
      kinds[i] = kind(looks.get(i));
    }
  }

  /** The first trap that the last thing sprung and that counts; null if none. */
  private @Nullable Hit sprung() {
    @Nullable Hit hit = null;
    for (int i = 0; i < looks.size(); i++) {
      Trap.OfGuest trap = looks.get(i);
      long is = Guests.value(journey.world(), trap);
      @Nullable Kind next = kind(trap);
      boolean byGuest = journey.moved() == trap.host();
      if (trap.isSprung(new GuestStep(byGuest, values[i], is, kinds[i], next))) {
        Hit one = new Hit(trap, values[i], is, byGuest ? pcs[i] : Hit.NO_PC, null);
        hit = counts.test(one) && hit == null ? one : hit;
      }
      values[i] = is;
      pcs[i] = pc(trap);
      kinds[i] = next;
    }
    return hit;
  }

  private @Nullable Machine machine(Trap.OfGuest trap) {
    return Guests.machine(journey.world(), trap.host());
  }

  private int pc(Trap.OfGuest trap) {
    @Nullable Machine machine = machine(trap);
    return machine == null ? Hit.NO_PC : machine.nextPc();
  }

  /** Of the instruction that is next, where that matters. */
  private @Nullable Kind kind(Trap.OfGuest trap) {
    @Nullable Machine machine = trap instanceof Trap.OfStack ? machine(trap) : null;
    return machine == null ? null : nextKind(machine);
  }

  /** What kind of instruction is next; null if there is none at the pc. */
  public static @Nullable Kind nextKind(Machine machine) {
    return Instruction.decode(word(machine, machine.nextPc()))
        .map(instruction -> instruction.opcode().kind())
        .orElse(null);
  }

  /** The word at an address; 0 if it is not in memory. */
  public static long word(Machine machine, int address) {
    return Guests.word(machine, address);
  }
}
