package dev.understudy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.debug.stop.Expression;
import dev.understudy.cli.debug.stop.ExpressionReader;
import dev.understudy.cli.debug.stop.GuardedSearch;
import dev.understudy.cli.debug.stop.GuardedStop;
import dev.understudy.cli.debug.stop.HitCount;
import dev.understudy.cli.debug.stop.StopGuard;
import dev.understudy.ft.replica.Replica;
import dev.understudy.inspect.timetravel.RecordedTrace;
import dev.understudy.inspect.timetravel.ReplayPosition;
import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.inspect.timetravel.RunDiffersException;
import dev.understudy.inspect.timetravel.StopCondition;
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
  private ReplayTimeline timeline = timeline();
  private Map<String, Integer> labels = Map.of();
  private int address;
  private StopCondition answer = new StopCondition.AtAddress(0, 0);

  private static ReplayTimeline timeline() {
    RunOptions options = new RunOptions();
    options.program = "counter";
    options.crashes = List.of("primary@8ms");
    try {
      return ReplayTimeline.through(
          RequestedRun.of("debug", options).setup(), new MemoryPool(), RecordedTrace.nothing());
    } catch (RunDiffersException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void find() {
    labels = timeline.world().setup().image().symbols();
    address = labels.getOrDefault("answer", -1);
    answer = new StopCondition.AtAddress(0, address);
  }

  private StopGuard guard(String condition, String count) {
    Optional<Expression> expression =
        condition.isEmpty()
            ? Optional.empty()
            : Optional.of(ExpressionReader.read(condition, labels));
    return new StopGuard(
        expression, count.isEmpty() ? Optional.empty() : Optional.of(HitCount.read(count)));
  }

  private GuardedSearch search(StopGuard guard, BooleanSupplier givesUp) {
    List<GuardedStop> stops = List.of(new GuardedStop(List.of(answer), guard));
    return new GuardedSearch(timeline, stops, hit -> true, givesUp);
  }

  /** Found one by one from the beginning, each looked at. */
  private List<ReplayPosition> expected(int each) {
    List<ReplayPosition> all = new ArrayList<>();
    int held = 0;
    timeline.toBeginning();
    while (timeline.advance()) {
      @Nullable Replica replica = timeline.world().replica(0);
      boolean there =
          timeline.moved() == 0
              && replica != null
              && replica.guest().machine().nextPc() == address
              && replica.guest().machine().register(14) % 3 == 0;
      if (there && ++held % each == 0) {
        all.add(timeline.position());
      }
    }
    assertThat(all).hasSizeGreaterThan(3);
    return all;
  }

  private List<ReplayPosition> forward(GuardedSearch search) {
    List<ReplayPosition> all = new ArrayList<>();
    while (search.forward().isPresent()) {
      all.add(timeline.position());
    }
    return all;
  }

  private List<ReplayPosition> backward(GuardedSearch search) {
    List<ReplayPosition> all = new ArrayList<>();
    while (search.backward().isPresent()) {
      all.add(timeline.position());
    }
    Collections.reverse(all);
    return all;
  }

  @Test
  void aConditionHoldsBothWays() {
    List<ReplayPosition> expected = expected(1);
    timeline.toBeginning();
    assertThat(forward(search(guard(CONDITION, ""), () -> false))).isEqualTo(expected);
    assertThat(backward(search(guard(CONDITION, ""), () -> false))).isEqualTo(expected);
  }

  /** The way back begins at the end, where nothing has been counted yet. */
  @Test
  void hitsAreCountedFromTheBeginningWhereverOneIs() {
    List<ReplayPosition> expected = expected(2);
    timeline.toEnd();
    assertThat(backward(search(guard(CONDITION, "% 2"), () -> false))).isEqualTo(expected);
    StopGuard guard = guard(CONDITION, "% 2");
    timeline.toBeginning();
    assertThat(forward(search(guard, () -> false))).isEqualTo(expected);
    assertThat(backward(search(guard, () -> false))).isEqualTo(expected);
    timeline.toPosition(expected.get(1));
    assertThat(forward(search(guard(CONDITION, "% 2"), () -> false)))
        .isEqualTo(expected.subList(2, expected.size()));
  }

  @Test
  void aSearchThatIsGivenUpGoesOnFromThere() {
    List<ReplayPosition> expected = expected(2);
    StopGuard guard = guard(CONDITION, "% 2");
    timeline.toEnd();
    List<ReplayPosition> found = new ArrayList<>();
    int patience = 3_000;
    while (found.size() < expected.size()) {
      int[] asked = {0};
      int limit = patience;
      patience *= 2; // What is only begun again and again gets nowhere.
      GuardedSearch search = search(guard, () -> ++asked[0] == limit);
      if (search.backward().isPresent()) {
        found.add(timeline.position());
      } else {
        assertThat(search.gaveUp()).isTrue();
      }
    }
    Collections.reverse(found);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void whatHappensIsCountedToo() {
    StopCondition.AtEvent outputs =
        new StopCondition.AtEvent(
            dev.understudy.inspect.timetravel.IndexedEvent.Kind.OUTPUT, "", StopCondition.ANY);
    GuardedStop stop = new GuardedStop(List.of(outputs), guard("", "5"));
    timeline.toBeginning();
    GuardedSearch search = new GuardedSearch(timeline, List.of(stop), hit -> true, () -> false);
    assertThat(search.forward()).isPresent();
    long before =
        timeline.events().stream().filter(outputs::takes).filter(timeline::hasHappened).count();
    assertThat(before).isEqualTo(5);
    assertThat(search.forward()).isEmpty();
    assertThat(search.backward()).isPresent();
    assertThat(search.backward()).isEmpty();
  }
}
