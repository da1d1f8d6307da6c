package dev.understudy.cli.debug.stop;

import dev.understudy.ft.replica.Replica;
import dev.understudy.inspect.timetravel.Hit;
import dev.understudy.inspect.timetravel.Hunt;
import dev.understudy.inspect.timetravel.Journey;
import dev.understudy.inspect.timetravel.Occurrence;
import dev.understudy.inspect.timetravel.Place;
import dev.understudy.inspect.timetravel.Trap;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.Machine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Goes to the next of some stops, or to the last before, whose guards let one stop there. */
public final class Search {
  private final Journey journey;
  private final List<Guarded> stops;
  private final Predicate<Hit> matters;
  private final BooleanSupplier givesUp;
  private boolean gaveUp;

  /**
   * A search.
   *
   * @param matters asked at the moment of a hit; what doesn't matter isn't counted either
   * @param givesUp as for {@link Hunt}
   */
  public Search(
      Journey journey, List<Guarded> stops, Predicate<Hit> matters, BooleanSupplier givesUp) {
    this.journey = journey;
    this.stops = List.copyOf(stops);
    this.matters = matters;
    this.givesUp = givesUp;
  }

  /** Whether it found nothing because it was given up; then another one may go on. */
  public boolean gaveUp() {
    return gaveUp;
  }

  private boolean isGivenUp() {
    gaveUp |= givesUp.getAsBoolean();
    return gaveUp;
  }

  public Optional<Hit> forward() {
    return found(true);
  }

  public Optional<Hit> backward() {
    return found(false);
  }

  private Optional<Hit> found(boolean forward) {
    gaveUp = false;
    stops.stream().filter(one -> one.guard().counts()).forEach(this::catchUp);
    if (gaveUp) {
      return Optional.empty();
    }
    List<Trap> traps = stops.stream().flatMap(one -> one.traps().stream()).distinct().toList();
    Hunt hunt = new Hunt(journey, traps, this::isGivenUp, this::lets);
    while (true) {
      Optional<Hit> hit = forward ? hunt.forward() : hunt.backward();
      if (forward) {
        Place here = journey.place();
        stops.forEach(one -> one.guard().counted(here));
      }
      if (hit.isEmpty() || lets(hit.get())) {
        return hit;
      }
    }
  }

  /** Counts what one stop was met with between the beginning and here, as far as not yet done. */
  private void catchUp(Guarded stop) {
    List<Trap> traps = stop.traps().stream().filter(trap -> trap instanceof Trap.OfGuest).toList();
    Place here = journey.place();
    Place from = stop.guard().countedThrough();
    if (traps.isEmpty() || from.compareTo(here) >= 0 || gaveUp) {
      return;
    }
    journey.toPlace(from);
    Predicate<Hit> none =
        hit -> {
          lets(stop, hit);
          return false;
        };
    new Hunt(journey, traps, this::isGivenUp, none).forward(here);
    Place reached = journey.place();
    stop.guard().counted(reached.compareTo(here) < 0 ? reached : here);
    journey.toPlace(here);
  }

  private boolean lets(Hit hit) {
    boolean any = false;
    for (Guarded stop : stops) {
      any |= lets(stop, hit); // Each has to count.
    }
    return any;
  }

  /** Whether a hit, at whose moment the run now is, is one of this stop. */
  public boolean lets(Guarded stop, Hit hit) {
    if (!stop.traps().contains(hit.trap()) || !matters.test(hit)) {
      return false;
    }
    return hit.trap()
        .match(
            happens -> stop.guard().letsNumber(number(happens, hit.occurrence())),
            ofGuest -> stop.guard().lets(machine(ofGuest.host()), journey.place()));
  }

  /** The how manieth of its kind it is in this run. */
  private long number(Trap.Happens wanted, @Nullable Occurrence occurrence) {
    Occurrence last = Objects.requireNonNull(occurrence, "a hit of what happens says what it was");
    return journey.occurrences().stream()
        .filter(one -> one.compareTo(last) <= 0 && wanted.takes(one))
        .count();
  }

  private @Nullable Machine machine(int host) {
    World world = journey.world();
    @Nullable Replica replica = host >= 0 && host < world.hostCount() ? world.replica(host) : null;
    return replica == null || !replica.hasGuest() ? null : replica.guest().machine();
  }
}
