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
public final class StopSearch {
  private final ReplayTimeline timeline;
  private final BooleanSupplier givesUp;
  private final Predicate<StopHit> counts;
  private final ImmutableList<StopCondition.Happens> happens;
  private final ImmutableList<StopCondition.OfGuest> looks;
  private final long[] values;
  private boolean givenUp;
  private ReplayPosition lookedUntil = ReplayPosition.after(0);
  private final int[] pcs;

  /** Of the instruction that was next. */
  private final @Nullable Kind[] kinds;

  public StopSearch(ReplayTimeline timeline, List<StopCondition> traps) {
    this(timeline, traps, () -> false, hit -> true);
  }

  /**
   * A hunt that may be given up.
   *
   * @param givesUp asked between two things that happen; after a yes nothing was found, and a
   *     further hunt from where the cursor then is finds what this one would have found
   * @param counts asked at the moment of each hit of an address, a register or a word, all of one
   *     moment included; after a no it is passed over
   */
  public StopSearch(
      ReplayTimeline timeline,
      List<StopCondition> traps,
      BooleanSupplier givesUp,
      Predicate<StopHit> counts) {
    this.timeline = timeline;
    this.givesUp = givesUp;
    this.counts = counts;
    ImmutableList.Builder<StopCondition.Happens> known = ImmutableList.builder();
    ImmutableList.Builder<StopCondition.OfGuest> others = ImmutableList.builder();
    traps.forEach(condition -> condition.match(one -> known.add(one), one -> others.add(one)));
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

  private Optional<StopHit> hit(IndexedEvent occurrence) {
    return happens.stream()
        .filter(trap -> trap.takes(occurrence))
        .findFirst()
        .map(trap -> new StopHit(trap, 0, 0, StopHit.NO_PC, occurrence));
  }

  // ---- forwards

  /** To the next hit; empty, and at the end unless given up, if there is none. */
  public Optional<StopHit> forward() {
    return forward(ReplayPosition.after(timeline.endNs()));
  }

  /** The same, but not beyond a place: without a hit up to there, the cursor is at it or behind. */
  public Optional<StopHit> forward(ReplayPosition until) {
    givenUp = false;
    @Nullable IndexedEvent next = next();
    if (looks.isEmpty()) {
      if (next == null || next.timeNs() > until.timeNs()) {
        timeline.toPlace(until);
        return Optional.empty();
      }
      timeline.to(next);
      return hit(next);
    }
    look();
    long passUntilNs = next == null ? timeline.endNs() : next.timeNs() - 1;
    passUntilNs =
        Math.min(passUntilNs, until.timeNs() - (until.ordinal() == ReplayPosition.ALL ? 0 : 1));
    while (true) {
      long nearNs = timeline.place().timeNs() + ReplayTimeline.NEAR;
      while (timeline.place().timeNs() <= nearNs) {
        if (isGivenUp() || timeline.place().compareTo(until) >= 0 || !timeline.advance()) {
          return Optional.empty();
        }
        if (timeline.place().compareTo(until) > 0) {
          return Optional.empty();
        }
        @Nullable StopHit hit = sprung();
        if (hit != null) {
          return Optional.of(hit);
        }
        if (next != null && timeline.hasHappened(next)) {
          return hit(next);
        }
      }
      timeline.pass(looks, passUntilNs, this::isGivenUp);
      look();
    }
  }

  private @Nullable IndexedEvent next() {
    for (IndexedEvent one : timeline.occurrences()) {
      if (!timeline.hasHappened(one) && hit(one).isPresent()) {
        return one;
      }
    }
    return null;
  }

  // ---- backwards

  /** To the last hit before the cursor; empty, and at the beginning, if there was none. */
  public Optional<StopHit> backward() {
    givenUp = false;
    ReplayPosition here = timeline.place();
    List<Long> waypoints = timeline.waypoints();
    @Nullable IndexedEvent before = before(here);
    ReplayPosition known = before == null ? ReplayPosition.after(0) : timeline.place();
    @Nullable Found last = looks.isEmpty() ? null : lastLooked(here, known, waypoints);
    if (givenUp) {
      timeline.toPlace(lookedUntil); // What lies behind has been looked at.
      return Optional.empty();
    }
    if (last != null && (before == null || known.compareTo(last.place()) <= 0)) {
      timeline.toPlace(last.place());
      return Optional.of(last.hit());
    }
    if (before != null) {
      timeline.to(before);
      return hit(before);
    }
    timeline.toBeginning();
    return Optional.empty();
  }

  private record Found(StopHit hit, ReplayPosition place) {}

  private @Nullable Found lastLooked(
      ReplayPosition here, ReplayPosition known, List<Long> waypoints) {
    long untilNs = here.timeNs();
    lookedUntil = here;
    for (long fromNs : waypoints) {
      @Nullable Found last = last(timeline.stretch(fromNs, untilNs), here);
      if (givenUp || last != null || known.compareTo(ReplayPosition.after(fromNs)) > 0) {
        return givenUp ? null : last;
      }
      untilNs = fromNs;
      lookedUntil = ReplayPosition.after(fromNs);
    }
    return null;
  }

  /** The last hit of a stretch that is before here. */
  private @Nullable Found last(ReplayTimeline.Stretch stretch, ReplayPosition here) {
    if (isGivenUp()) {
      return null;
    }
    if (stretch.untilNs() - stretch.fromNs() <= ReplayTimeline.NEAR) {
      return lastWalked(stretch, here);
    }
    List<ReplayTimeline.Stretch> parts = timeline.sprung(stretch, looks);
    for (int i = parts.size() - 1; i >= 0; i--) {
      @Nullable Found found = last(parts.get(i), here);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The same, looking behind every instruction. */
  private @Nullable Found lastWalked(ReplayTimeline.Stretch stretch, ReplayPosition here) {
    @Nullable Found last = null;
    timeline.enter(stretch);
    look();
    while (timeline.nextNs() <= stretch.untilNs() && timeline.advance()) {
      @Nullable StopHit hit = sprung();
      if (isGivenUp() || timeline.place().compareTo(here) >= 0) {
        break;
      }
      last = hit == null ? last : new Found(hit, timeline.place());
    }
    return last;
  }

  /** The last one known that is earlier than here; the cursor is then at it. */
  private @Nullable IndexedEvent before(ReplayPosition here) {
    for (IndexedEvent one : timeline.occurrences().reverse()) {
      if (one.timeNs() <= here.timeNs() && hit(one).isPresent()) {
        timeline.to(one);
        if (timeline.place().compareTo(here) < 0) {
          return one;
        }
      }
    }
    return null;
  }

  // ---- looking

  private void look() {
    for (int i = 0; i < looks.size(); i++) {
      values[i] = looks.get(i).valueIn(timeline.world());
      pcs[i] = pc(looks.get(i));
      kinds[i] = kind(looks.get(i));
    }
  }

  /** The first trap that the last thing sprung and that counts; null if none. */
  private @Nullable StopHit sprung() {
    @Nullable StopHit hit = null;
    for (int i = 0; i < looks.size(); i++) {
      StopCondition.OfGuest trap = looks.get(i);
      long is = trap.valueIn(timeline.world());
      @Nullable Kind next = kind(trap);
      boolean byGuest = timeline.moved() == trap.host();
      if (trap.isSprung(new GuestStep(byGuest, values[i], is, kinds[i], next))) {
        StopHit one = new StopHit(trap, values[i], is, byGuest ? pcs[i] : StopHit.NO_PC, null);
        hit = counts.test(one) && hit == null ? one : hit;
      }
      values[i] = is;
      pcs[i] = pc(trap);
      kinds[i] = next;
    }
    return hit;
  }

  private @Nullable Machine machine(StopCondition.OfGuest trap) {
    return InspectedGuests.machine(timeline.world(), trap.host());
  }

  private int pc(StopCondition.OfGuest trap) {
    @Nullable Machine machine = machine(trap);
    return machine == null ? StopHit.NO_PC : machine.nextPc();
  }

  /** Of the instruction that is next, where that matters. */
  private @Nullable Kind kind(StopCondition.OfGuest trap) {
    @Nullable Machine machine = trap instanceof StopCondition.OfStack ? machine(trap) : null;
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
    return InspectedGuests.word(machine, address);
  }
}
