package dev.understudy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.debug.stop.Expression;
import dev.understudy.cli.debug.stop.ExpressionReader;
import dev.understudy.cli.debug.stop.Guard;
import dev.understudy.cli.debug.stop.Guarded;
import dev.understudy.cli.debug.stop.HitCount;
import dev.understudy.cli.debug.stop.Search;
import dev.understudy.ft.replica.Replica;
import dev.understudy.inspect.timetravel.DiffersException;
import dev.understudy.inspect.timetravel.Expected;
import dev.understudy.inspect.timetravel.Journey;
import dev.understudy.inspect.timetravel.Place;
import dev.understudy.inspect.timetravel.Trap;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A guarded stop is met where one comes by looking at each meeting, and in both directions. */
class SearchTest {
  private static final String CONDITION = "r14 % 3 == 0";
  private Journey journey = journey();
  private Map<String, Integer> labels = Map.of();
  private int address;
  private Trap answer = new Trap.Comes(0, 0);

  private static Journey journey() {
    RunOptions options = new RunOptions();
    options.program = "counter";
    options.crashes = List.of("primary@8ms");
    try {
      return Journey.through(
          Session.of("debug", options).setup(), new MemoryPool(), Expected.nothing());
    } catch (DiffersException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void find() {
    labels = journey.world().setup().image().symbols();
    address = labels.getOrDefault("answer", -1);
    answer = new Trap.Comes(0, address);
  }

  private Guard guard(String condition, String count) {
    Optional<Expression> expression =
        condition.isEmpty()
            ? Optional.empty()
            : Optional.of(ExpressionReader.read(condition, labels));
    return new Guard(
        expression, count.isEmpty() ? Optional.empty() : Optional.of(HitCount.read(count)));
  }

  private Search search(Guard guard, BooleanSupplier givesUp) {
    List<Guarded> stops = List.of(new Guarded(List.of(answer), guard));
    return new Search(journey, stops, hit -> true, givesUp);
  }

  /** Found one by one from the beginning, each looked at. */
  private List<Place> expected(int each) {
    List<Place> all = new ArrayList<>();
    int held = 0;
    journey.toBeginning();
    while (journey.advance()) {
      @Nullable Replica replica = journey.world().replica(0);
      boolean there =
          journey.moved() == 0
              && replica != null
              && replica.guest().machine().nextPc() == address
              && replica.guest().machine().register(14) % 3 == 0;
      if (there && ++held % each == 0) {
        all.add(journey.place());
      }
    }
    assertThat(all).hasSizeGreaterThan(3);
    return all;
  }

  private List<Place> forward(Search search) {
    List<Place> all = new ArrayList<>();
    while (search.forward().isPresent()) {
      all.add(journey.place());
    }
    return all;
  }

  private List<Place> backward(Search search) {
    List<Place> all = new ArrayList<>();
    while (search.backward().isPresent()) {
      all.add(journey.place());
    }
    Collections.reverse(all);
    return all;
  }

  @Test
  void aConditionHoldsBothWays() {
    List<Place> expected = expected(1);
    journey.toBeginning();
    assertThat(forward(search(guard(CONDITION, ""), () -> false))).isEqualTo(expected);
    assertThat(backward(search(guard(CONDITION, ""), () -> false))).isEqualTo(expected);
  }

  /** The way back begins at the end, where nothing has been counted yet. */
  @Test
  void hitsAreCountedFromTheBeginningWhereverOneIs() {
    List<Place> expected = expected(2);
    journey.toEnd();
    assertThat(backward(search(guard(CONDITION, "% 2"), () -> false))).isEqualTo(expected);
    Guard guard = guard(CONDITION, "% 2");
    journey.toBeginning();
    assertThat(forward(search(guard, () -> false))).isEqualTo(expected);
    assertThat(backward(search(guard, () -> false))).isEqualTo(expected);
    journey.toPlace(expected.get(1));
    assertThat(forward(search(guard(CONDITION, "% 2"), () -> false)))
        .isEqualTo(expected.subList(2, expected.size()));
  }

  @Test
  void aSearchThatIsGivenUpGoesOnFromThere() {
    List<Place> expected = expected(2);
    Guard guard = guard(CONDITION, "% 2");
    journey.toEnd();
    List<Place> found = new ArrayList<>();
    int patience = 3_000;
    while (found.size() < expected.size()) {
      int[] asked = {0};
      int limit = patience;
      patience *= 2; // What is only begun again and again gets nowhere.
      Search search = search(guard, () -> ++asked[0] == limit);
      if (search.backward().isPresent()) {
        found.add(journey.place());
      } else {
        assertThat(search.gaveUp()).isTrue();
      }
    }
    Collections.reverse(found);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void whatHappensIsCountedToo() {
    Trap.Happens outputs =
        new Trap.Happens(dev.understudy.inspect.timetravel.Occurrence.Kind.OUTPUT, "", Trap.ANY);
    Guarded stop = new Guarded(List.of(outputs), guard("", "5"));
    journey.toBeginning();
    Search search = new Search(journey, List.of(stop), hit -> true, () -> false);
    assertThat(search.forward()).isPresent();
    long before =
        journey.occurrences().stream().filter(outputs::takes).filter(journey::hasHappened).count();
    assertThat(before).isEqualTo(5);
    assertThat(search.forward()).isEmpty();
    assertThat(search.backward()).isPresent();
    assertThat(search.backward()).isEmpty();
  }
}
