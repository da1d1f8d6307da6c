package dev.understudy.cli.debug.stop;

import dev.understudy.ft.replica.Replica;
import dev.understudy.inspect.timetravel.IndexedEvent;
import dev.understudy.inspect.timetravel.ReplayPosition;
import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.inspect.timetravel.StopCondition;
import dev.understudy.inspect.timetravel.StopHit;
import dev.understudy.inspect.timetravel.StopSearch;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.Machine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Goes to the next of some stops, or to the last before, whose guards let one stop there. */
public final class GuardedSearch {
  private final ReplayTimeline timeline;
  private final List<GuardedStop> stops;
  private final Predicate<StopHit> matters;
  private final BooleanSupplier givesUp;
  private boolean gaveUp;

  /**
   * A search.
   *
   * @param matters asked at the moment of a hit; what doesn't matter isn't counted either
   * @param givesUp as for {@link StopSearch}
   */
  public GuardedSearch(
      ReplayTimeline timeline,
      List<GuardedStop> stops,
      Predicate<StopHit> matters,
      BooleanSupplier givesUp) {
    this.timeline = timeline;
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

  public Optional<StopHit> forward() {
    return found(true);
  }

  public Optional<StopHit> backward() {
    return found(false);
  }

  private Optional<StopHit> found(boolean forward) {
    gaveUp = false;
    stops.stream().filter(one -> one.guard().counts()).forEach(this::catchUp);
    if (gaveUp) {
      return Optional.empty();
    }
    List<StopCondition> conditions =
        stops.stream().flatMap(one -> one.conditions().stream()).distinct().toList();
    StopSearch search = new StopSearch(timeline, conditions, this::isGivenUp, this::lets);
    while (true) {
      Optional<StopHit> hit = forward ? search.forward() : search.backward();
      if (forward) {
        ReplayPosition here = timeline.position();
        stops.forEach(one -> one.guard().counted(here));
      }
      if (hit.isEmpty() || lets(hit.get())) {
        return hit;
      }
    }
  }

  /** Counts what one stop was met with between the beginning and here, as far as not yet done. */
  private void catchUp(GuardedStop stop) {
    List<StopCondition> conditions =
        stop.conditions().stream()
            .filter(condition -> condition instanceof StopCondition.OfGuest)
            .toList();
    ReplayPosition here = timeline.position();
    ReplayPosition from = stop.guard().countedThrough();
    if (conditions.isEmpty() || from.compareTo(here) >= 0 || gaveUp) {
      return;
    }
    timeline.toPosition(from);
    Predicate<StopHit> none =
        hit -> {
          lets(stop, hit);
          return false;
        };
    new StopSearch(timeline, conditions, this::isGivenUp, none).forward(here);
    ReplayPosition reached = timeline.position();
    stop.guard().counted(reached.compareTo(here) < 0 ? reached : here);
    timeline.toPosition(here);
  }

  private boolean lets(StopHit hit) {
    boolean any = false;
    for (GuardedStop stop : stops) {
      any |= lets(stop, hit); // Each has to count.
    }
    return any;
  }

  /** Whether a hit, at whose moment the run now is, is one of this stop. */
  public boolean lets(GuardedStop stop, StopHit hit) {
    if (!stop.conditions().contains(hit.condition()) || !matters.test(hit)) {
      return false;
    }
    return hit.condition()
        .match(
            happens -> stop.guard().letsNumber(number(happens, hit.event())),
            ofGuest -> stop.guard().lets(machine(ofGuest.host()), timeline.position()));
  }

  /** The number of this hit among those of its stop, counted from the beginning of the run. */
  private long number(StopCondition.AtEvent wanted, @Nullable IndexedEvent event) {
    IndexedEvent last = Objects.requireNonNull(event, "a hit of what happens says what it was");
    return timeline.events().stream()
        .filter(one -> one.compareTo(last) <= 0 && wanted.takes(one))
        .count();
  }

  private @Nullable Machine machine(int host) {
    World world = timeline.world();
    @Nullable Replica replica = host >= 0 && host < world.hostCount() ? world.replica(host) : null;
    return replica == null || !replica.hasGuest() ? null : replica.guest().machine();
  }
}
