package dev.understudy.inspect.timetravel;

import dev.understudy.inspect.timetravel.IndexedEvent.Kind;
import dev.understudy.sim.world.World;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Machine;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where one wants to be stopped. */
public sealed interface StopCondition {
  /** Any host will do. */
  int ANY = -2;

  /** Calls the function for what the index knows, or the one for what guests are looked at for. */
  <R> R match(Function<Happens, R> happens, Function<OfGuest, R> ofGuest);

  /** Whose guest is looked at; {@link #ANY} for what the index knows. */
  int guest();

  /**
   * Something happens.
   *
   * @param name as in {@link IndexedEvent#name}; empty for all of that kind
   */
  record Happens(Kind kind, String name, int host) implements StopCondition {
    @Override
    public <R> R match(Function<Happens, R> happens, Function<OfGuest, R> ofGuest) {
      return happens.apply(this);
    }

    @Override
    public int guest() {
      return ANY;
    }

    /** Whether it is one of those. */
    public boolean takes(IndexedEvent occurrence) {
      return occurrence.kind() == kind
          && (name.isEmpty() || occurrence.name().equals(name))
          && (host == ANY || occurrence.actor() == host);
    }
  }

  /** One for which a guest is looked at behind each instruction. */
  sealed interface OfGuest extends StopCondition {
    int host();

    @Override
    default int guest() {
      return host();
    }

    @Override
    default <R> R match(Function<Happens, R> happens, Function<OfGuest, R> ofGuest) {
      return ofGuest.apply(this);
    }

    /** Calls the one of {@code cases} that this trap is. */
    <R> R match(Cases<R> cases);

    /** What is looked at. */
    long value(Machine machine);

    /** What it looks at; 0 for a guest that isn't there. */
    default long valueIn(World world) {
      @Nullable Machine machine = InspectedGuests.machine(world, host());
      return machine == null ? 0 : value(machine);
    }

    /** Whether a step has sprung it. */
    boolean isSprung(GuestStep step);

    /** One function for each trap that looks at a guest, so that none can be forgotten. */
    interface Cases<R> {
      R comes(Comes trap);

      R register(Register trap);

      R word(Word trap);

      R calls(Calls trap);

      R returns(Returns trap);
    }
  }

  /** One for a value that changes. */
  sealed interface OfValue extends OfGuest {
    @Override
    default boolean isSprung(GuestStep step) {
      return step.changes();
    }
  }

  /** One for calls and returns, by which one steps over and out of them. */
  sealed interface OfStack extends OfGuest {
    /** The least stack pointer that counts. */
    long sp();

    @Override
    default long value(Machine machine) {
      return machine.register(Registers.SP);
    }
  }

  /** A host's guest comes to an address: the instruction there is the next. */
  record Comes(int host, int address) implements OfGuest {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.comes(this);
    }

    @Override
    public long value(Machine machine) {
      return InspectedGuests.next(machine);
    }

    @Override
    public boolean isSprung(GuestStep step) {
      return step.is() == address && (step.byGuest() || step.changes());
    }
  }

  /** A register of a host's guest gets another value. */
  record Register(int host, int number) implements OfValue {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.register(this);
    }

    @Override
    public long value(Machine machine) {
      return machine.register(number);
    }
  }

  /** A word of 8 bytes in the memory of a host's guest gets another value. */
  record Word(int host, int address) implements OfValue {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.word(this);
    }

    @Override
    public long value(Machine machine) {
      return InspectedGuests.word(machine, address);
    }
  }

  /** A host's guest is about to call from no deeper than this. */
  record Calls(int host, long sp) implements OfStack {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.calls(this);
    }

    @Override
    public boolean isSprung(GuestStep step) {
      return step.reachesCall() && step.is() >= sp;
    }
  }

  /** A host's guest has returned to no deeper than this. */
  record Returns(int host, long sp) implements OfStack {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.returns(this);
    }

    @Override
    public boolean isSprung(GuestStep step) {
      return step.returns() && step.is() >= sp;
    }
  }
}
