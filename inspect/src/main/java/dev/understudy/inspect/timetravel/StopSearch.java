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
 * Goes to where a stop condition is met next, or was met last. An event that the index knows is
 * gone to at once; for addresses, registers and memory the search looks behind every instruction.
 */
public final class StopSearch {
  private final ReplayTimeline timeline;
  private final BooleanSupplier givesUp;
  private final Predicate<StopHit> counts;
  private final ImmutableList<StopCondition.AtEvent> happens;
  private final ImmutableList<StopCondition.OfGuest> looks;
  private final long[] values;
  private boolean givenUp;
  private ReplayPosition lookedUntil = ReplayPosition.after(0);
  private final int[] pcs;

  /** For each condition the kind of the instruction that was next. */
  private final @Nullable Kind[] kinds;

  public StopSearch(ReplayTimeline timeline, List<StopCondition> conditions) {
    this(timeline, conditions, () -> false, hit -> true);
  }

  /**
   * A search that may be given up.
   *
   * @param givesUp asked between two things that happen; after a yes nothing was found, and a
   *     further search from where the cursor then is finds what this one would have found
   * @param counts asked at the moment of each hit of an address, a register or a word, all of one
   *     moment included; after a no it is passed over
   */
  public StopSearch(
      ReplayTimeline timeline,
      List<StopCondition> conditions,
      BooleanSupplier givesUp,
      Predicate<StopHit> counts) {
    this.timeline = timeline;
    this.givesUp = givesUp;
    this.counts = counts;
    ImmutableList.Builder<StopCondition.AtEvent> known = ImmutableList.builder();
    ImmutableList.Builder<StopCondition.OfGuest> others = ImmutableList.builder();
    conditions.forEach(condition -> condition.match(one -> known.add(one), one -> others.add(one)));
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

  private Optional<StopHit> hit(IndexedEvent event) {
    return happens.stream()
        .filter(condition -> condition.takes(event))
        .findFirst()
        .map(condition -> new StopHit(condition, 0, 0, StopHit.NO_PC, event));
  }

  // ---- forwards

  /**
   * Moves to the next hit; if there is none, empty, and the cursor is at the end unless the search
   * was given up.
   */
  public Optional<StopHit> forward() {
    return forward(ReplayPosition.after(timeline.endNs()));
  }

  /**
   * To the next hit, but not beyond a position: without a hit up to there, the cursor is at it or
   * behind.
   */
  public Optional<StopHit> forward(ReplayPosition until) {
    givenUp = false;
    @Nullable IndexedEvent next = next();
    if (looks.isEmpty()) {
      if (next == null || next.timeNs() > until.timeNs()) {
        timeline.toPosition(until);
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
      long nearNs = timeline.position().timeNs() + ReplayTimeline.NEAR;
      while (timeline.position().timeNs() <= nearNs) {
        if (isGivenUp() || timeline.position().compareTo(until) >= 0 || !timeline.advance()) {
          return Optional.empty();
        }
        if (timeline.position().compareTo(until) > 0) {
          return Optional.empty();
        }
        @Nullable StopHit hit = met();
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
    for (IndexedEvent one : timeline.events()) {
      if (!timeline.hasHappened(one) && hit(one).isPresent()) {
        return one;
      }
    }
    return null;
  }

  // ---- backwards

  /**
   * Moves to the last hit before the cursor; if there was none, empty, and the cursor is at the
   * beginning.
   */
  public Optional<StopHit> backward() {
    givenUp = false;
    ReplayPosition here = timeline.position();
    List<Long> waypoints = timeline.waypoints();
    @Nullable IndexedEvent before = before(here);
    ReplayPosition known = before == null ? ReplayPosition.after(0) : timeline.position();
    @Nullable Found last = looks.isEmpty() ? null : lastLooked(here, known, waypoints);
    if (givenUp) {
      timeline.toPosition(lookedUntil); // What lies behind has been looked at.
      return Optional.empty();
    }
    if (last != null && (before == null || known.compareTo(last.position()) <= 0)) {
      timeline.toPosition(last.position());
      return Optional.of(last.hit());
    }
    if (before != null) {
      timeline.to(before);
      return hit(before);
    }
    timeline.toBeginning();
    return Optional.empty();
  }

  private record Found(StopHit hit, ReplayPosition position) {}

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
    List<ReplayTimeline.Stretch> parts = timeline.met(stretch, looks);
    for (int i = parts.size() - 1; i >= 0; i--) {
      @Nullable Found found = last(parts.get(i), here);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * The last hit of a short stretch that is before here, found by looking behind each instruction.
   */
  private @Nullable Found lastWalked(ReplayTimeline.Stretch stretch, ReplayPosition here) {
    @Nullable Found last = null;
    timeline.enter(stretch);
    look();
    while (timeline.nextNs() <= stretch.untilNs() && timeline.advance()) {
      @Nullable StopHit hit = met();
      if (isGivenUp() || timeline.position().compareTo(here) >= 0) {
        break;
      }
      last = hit == null ? last : new Found(hit, timeline.position());
    }
    return last;
  }

  /** The last one known that is earlier than here; the cursor is then at it. */
  private @Nullable IndexedEvent before(ReplayPosition here) {
    for (IndexedEvent one : timeline.events().reverse()) {
      if (one.timeNs() <= here.timeNs() && hit(one).isPresent()) {
        timeline.to(one);
        if (timeline.position().compareTo(here) < 0) {
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

  /** The first condition that was met by what happened last and that counts; null if none. */
  private @Nullable StopHit met() {
    @Nullable StopHit hit = null;
    for (int i = 0; i < looks.size(); i++) {
      StopCondition.OfGuest condition = looks.get(i);
      long is = condition.valueIn(timeline.world());
      @Nullable Kind next = kind(condition);
      boolean byGuest = timeline.moved() == condition.host();
      if (condition.isMet(new GuestStep(byGuest, values[i], is, kinds[i], next))) {
        StopHit one = new StopHit(condition, values[i], is, byGuest ? pcs[i] : StopHit.NO_PC, null);
        hit = counts.test(one) && hit == null ? one : hit;
      }
      values[i] = is;
      pcs[i] = pc(condition);
      kinds[i] = next;
    }
    return hit;
  }

  private @Nullable Machine machine(StopCondition.OfGuest condition) {
    return InspectedGuests.machine(timeline.world(), condition.host());
  }

  private int pc(StopCondition.OfGuest condition) {
    @Nullable Machine machine = machine(condition);
    return machine == null ? StopHit.NO_PC : machine.nextPc();
  }

  /** The kind of the instruction that is next, for conditions on calls and returns. */
  private @Nullable Kind kind(StopCondition.OfGuest condition) {
    @Nullable Machine machine =
        condition instanceof StopCondition.OfCallStack ? machine(condition) : null;
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
