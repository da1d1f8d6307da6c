package dev.understudy.inspect.timetravel;

import dev.understudy.inspect.timetravel.IndexedEvent.Kind;
import dev.understudy.sim.world.World;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Machine;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A condition at which a run in the debugger stops: an event, or something about a host's guest.
 */
public sealed interface StopCondition {
  /** Any host meets the condition. */
  int ANY = -2;

  /** Calls the function for what the index knows, or the one for what guests are looked at for. */
  <R> R match(Function<AtEvent, R> happens, Function<OfGuest, R> ofGuest);

  /** Whose guest is looked at; {@link #ANY} for what the index knows. */
  int guest();

  /**
   * An event happens.
   *
   * @param name as in {@link IndexedEvent#name}; empty for all of that kind
   */
  record AtEvent(Kind kind, String name, int host) implements StopCondition {
    @Override
    public <R> R match(Function<AtEvent, R> happens, Function<OfGuest, R> ofGuest) {
      return happens.apply(this);
    }

    @Override
    public int guest() {
      return ANY;
    }

    /** Whether an event is one of those at which this condition stops. */
    public boolean takes(IndexedEvent event) {
      return event.kind() == kind
          && (name.isEmpty() || event.name().equals(name))
          && (host == ANY || event.actor() == host);
    }
  }

  /** A condition for which a guest is looked at behind each instruction. */
  sealed interface OfGuest extends StopCondition {
    int host();

    @Override
    default int guest() {
      return host();
    }

    @Override
    default <R> R match(Function<AtEvent, R> happens, Function<OfGuest, R> ofGuest) {
      return ofGuest.apply(this);
    }

    /** Calls the function of {@code cases} for this kind of condition. */
    <R> R match(Cases<R> cases);

    /** What is looked at. */
    long value(Machine machine);

    /** What it looks at; 0 for a guest that isn't there. */
    default long valueIn(World world) {
      @Nullable Machine machine = InspectedGuests.machine(world, host());
      return machine == null ? 0 : value(machine);
    }

    /** Whether a step of the guest has met the condition. */
    boolean isMet(GuestStep step);

    /** One function for each condition that looks at a guest, so that none can be forgotten. */
    interface Cases<R> {
      R atAddress(AtAddress stop);

      R register(Register stop);

      R word(Word stop);

      R atCall(AtCall stop);

      R atReturn(AtReturn stop);
    }
  }

  /** A condition that is met when a value changes. */
  sealed interface OfValue extends OfGuest {
    @Override
    default boolean isMet(GuestStep step) {
      return step.changes();
    }
  }

  /** A condition on calls and returns: the debugger steps over calls and out of them by these. */
  sealed interface OfCallStack extends OfGuest {
    /** The least stack pointer that counts. */
    long sp();

    @Override
    default long value(Machine machine) {
      return machine.register(Registers.SP);
    }
  }

  /** A host's guest comes to an address: the instruction there is the next. */
  record AtAddress(int host, int address) implements OfGuest {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.atAddress(this);
    }

    @Override
    public long value(Machine machine) {
      return InspectedGuests.next(machine);
    }

    @Override
    public boolean isMet(GuestStep step) {
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
  record AtCall(int host, long sp) implements OfCallStack {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.atCall(this);
    }

    @Override
    public boolean isMet(GuestStep step) {
      return step.reachesCall() && step.is() >= sp;
    }
  }

  /** A host's guest has returned to no deeper than this. */
  record AtReturn(int host, long sp) implements OfCallStack {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.atReturn(this);
    }

    @Override
    public boolean isMet(GuestStep step) {
      return step.returns() && step.is() >= sp;
    }
  }
}
