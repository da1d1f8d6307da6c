package dev.understudy.sim.travel;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.replica.Replica;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes to where a trap is sprung next, or was sprung last. What the index knows is gone to at once;
 * for addresses, registers and memory one looks behind every instruction.
 */
public final class Hunt {
  private static final int WORD_BYTES = 8;

  private final Journey journey;
  private final BooleanSupplier givesUp;
  private final ImmutableList<Trap.Happens> happens;
  private final ImmutableList<Trap> looks;
  private final long[] values;
  private final int[] pcs;

  /** Of the instruction that was next. */
  private final @Nullable Kind[] kinds;

  public Hunt(Journey journey, List<Trap> traps) {
    this(journey, traps, () -> false);
  }

  /**
   * A hunt that may be given up.
   *
   * @param givesUp asked between two things that happen; after a yes nothing was found, and a
   *     further hunt from where the cursor then is finds what this one would have found
   */
  public Hunt(Journey journey, List<Trap> traps, BooleanSupplier givesUp) {
    this.journey = journey;
    this.givesUp = givesUp;
    ImmutableList.Builder<Trap.Happens> known = ImmutableList.builder();
    List<Trap> others = new ArrayList<>();
    for (Trap trap : traps) {
      if (trap instanceof Trap.Happens one) {
        known.add(one);
      } else {
        others.add(trap);
      }
    }
    happens = known.build();
    looks = ImmutableList.copyOf(others);
    values = new long[looks.size()];
    pcs = new int[looks.size()];
    kinds = new Kind[looks.size()];
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
    @Nullable Occurrence next = next();
    if (looks.isEmpty()) {
      if (next == null) {
        journey.toEnd();
        return Optional.empty();
      }
      journey.to(next);
      return hit(next);
    }
    look();
    while (!givesUp.getAsBoolean() && journey.advance()) {
      @Nullable Hit hit = sprung();
      if (hit != null) {
        return Optional.of(hit);
      }
      if (next != null && journey.hasHappened(next)) {
        return hit(next);
      }
    }
    return Optional.empty();
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
    Place here = journey.place();
    List<Long> waypoints = journey.waypoints();
    @Nullable Occurrence before = before(here);
    @Nullable Place known = before == null ? null : journey.place();
    @Nullable Hit last = null;
    Place lastPlace = Place.after(0);
    Place until = here;
    if (!looks.isEmpty()) {
      for (long timeNs : waypoints) {
        Place from = Place.after(timeNs);
        journey.toPlace(from);
        look();
        while (journey.place().compareTo(until) < 0 && journey.advance()) {
          if (givesUp.getAsBoolean()) {
            journey.toPlace(until); // What lies behind has been looked at.
            return Optional.empty();
          }
          @Nullable Hit hit = sprung();
          if (hit != null && journey.place().compareTo(here) < 0) {
            last = hit;
            lastPlace = journey.place();
          }
        }
        until = from;
        if (last != null || (known != null && known.compareTo(from) > 0)) {
          break;
        }
      }
    }
    if (last != null && (known == null || known.compareTo(lastPlace) <= 0)) {
      journey.toPlace(lastPlace);
      return Optional.of(last);
    }
    if (before != null) {
      journey.to(before);
      return hit(before);
    }
    journey.toBeginning();
    return Optional.empty();
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
      values[i] = value(looks.get(i));
      pcs[i] = pc(looks.get(i));
      kinds[i] = kind(looks.get(i));
    }
  }

  /** The first trap that the last thing sprung; null if none. */
  private @Nullable Hit sprung() {
    @Nullable Hit hit = null;
    for (int i = 0; i < looks.size(); i++) {
      Trap trap = looks.get(i);
      long is = value(trap);
      @Nullable Kind next = kind(trap);
      boolean byGuest = journey.moved() == trap.guest();
      if (hit == null && isSprung(trap, byGuest, values[i], is, kinds[i], next)) {
        hit = new Hit(trap, values[i], is, byGuest ? pcs[i] : Hit.NO_PC, null);
      }
      values[i] = is;
      pcs[i] = pc(trap);
      kinds[i] = next;
    }
    return hit;
  }

  private static boolean isSprung(
      Trap trap, boolean byGuest, long was, long is, @Nullable Kind last, @Nullable Kind next) {
    if (trap instanceof Trap.Comes comes) {
      return byGuest && is == comes.address();
    }
    if (trap instanceof Trap.Calls calls) {
      return byGuest && next == Kind.CALL && is >= calls.sp();
    }
    if (trap instanceof Trap.Returns returns) {
      return byGuest && last == Kind.RETURN && is >= returns.sp();
    }
    return is != was;
  }

  private @Nullable Machine machine(Trap trap) {
    int host = trap.guest();
    @Nullable Replica replica =
        host < journey.world().hostCount() ? journey.world().replica(host) : null;
    return replica == null || !replica.hasGuest() ? null : replica.guest().machine();
  }

  private int pc(Trap trap) {
    @Nullable Machine machine = machine(trap);
    return machine == null ? Hit.NO_PC : machine.pc();
  }

  /** Of the instruction that is next, where that matters. */
  private @Nullable Kind kind(Trap trap) {
    boolean matters = trap instanceof Trap.Calls || trap instanceof Trap.Returns;
    @Nullable Machine machine = matters ? machine(trap) : null;
    return machine == null ? null : nextKind(machine);
  }

  private long value(Trap trap) {
    @Nullable Machine machine = machine(trap);
    if (machine == null) {
      return 0;
    }
    if (trap instanceof Trap.Register register) {
      return machine.register(register.number());
    }
    if (trap instanceof Trap.Word word) {
      return word(machine, word.address());
    }
    return trap instanceof Trap.Comes ? machine.pc() : machine.register(Registers.SP);
  }

  /** What kind of instruction is next; null if there is none at the pc. */
  public static @Nullable Kind nextKind(Machine machine) {
    return Instruction.decode(word(machine, machine.pc()))
        .map(instruction -> instruction.opcode().kind())
        .orElse(null);
  }

  /** The word at an address; 0 if it is not in memory. */
  public static long word(Machine machine, int address) {
    byte[] bytes = new byte[WORD_BYTES];
    return machine.read(address, bytes)
        ? ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong()
        : 0;
  }
}
