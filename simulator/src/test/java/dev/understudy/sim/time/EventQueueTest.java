package dev.understudy.sim.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventQueueTest {

  @Test
  void timeComesFirstThenActorThenKindThenTheActorsOwnOrder() {
    EventQueue<String> queue = new EventQueue<>(3);
    queue.schedule(20, 0, 0, "later");
    queue.schedule(10, 2, 0, "actor 2");
    queue.schedule(10, 1, 5, "actor 1, kind 5");
    queue.schedule(10, 1, 4, "actor 1, kind 4, first");
    queue.schedule(10, 1, 4, "actor 1, kind 4, second");

    assertThat(drain(queue))
        .containsExactly(
            "actor 1, kind 4, first",
            "actor 1, kind 4, second",
            "actor 1, kind 5",
            "actor 2",
            "later");
  }

  @Test
  void whichActorWasAdvancedFirstMakesNoDifference() {
    EventQueue<String> one = new EventQueue<>(2);
    one.schedule(10, 0, 0, "a");
    one.schedule(10, 0, 0, "b");
    one.schedule(10, 1, 0, "c");
    EventQueue<String> other = new EventQueue<>(2);
    other.schedule(10, 1, 0, "c");
    other.schedule(10, 0, 0, "a");
    other.schedule(10, 0, 0, "b");

    assertThat(drain(one)).isEqualTo(drain(other));
  }

  @Test
  void aForkGoesItsOwnWay() {
    EventQueue<String> queue = new EventQueue<>(1);
    queue.schedule(1, 0, 0, "shared");
    EventQueue<String> fork = queue.fork();
    fork.schedule(2, 0, 0, "in the fork");
    queue.schedule(2, 0, 0, "in the original");

    assertThat(drain(fork)).containsExactly("shared", "in the fork");
    assertThat(drain(queue)).containsExactly("shared", "in the original");
  }

  @Test
  void aHandleCancelsInEveryForkOnce() {
    EventQueue<String> queue = new EventQueue<>(1);
    EventQueue.Scheduled<String> handle = queue.schedule(5, 0, 0, "timer");
    EventQueue<String> fork = queue.fork();

    assertThat(queue.cancel(handle)).isTrue();
    assertThat(queue.cancel(handle)).isFalse();
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.nextTimeNs()).isEqualTo(Long.MAX_VALUE);
    assertThat(fork.cancel(handle)).isTrue();
  }

  @Test
  void nothingIsScheduledIntoThePast() {
    EventQueue<String> queue = new EventQueue<>(1);
    queue.schedule(10, 0, 0, "now");
    queue.take();

    assertThatThrownBy(() -> queue.schedule(9, 0, 0, "then"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("then at 9 ns, but it is 10 ns already");
  }

  @Test
  void agreesWithASortedListUnderRandomUse() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      EventQueue<Integer> queue = new EventQueue<>(4);
      List<EventQueue.Scheduled<Integer>> model = new ArrayList<>();
      for (int step = 0; step < 300; step++) {
        int what = random.nextInt(10);
        if (what < 6 || model.isEmpty()) {
          model.add(
              queue.schedule(
                  queue.nowNs() + random.nextInt(20), random.nextInt(4), random.nextInt(3), step));
        } else if (what < 7) {
          assertThat(queue.cancel(model.remove(random.nextInt(model.size())))).isTrue();
        } else {
          model.sort(inWords());
          assertThat(queue.pending()).as("seed %d", seed).isEqualTo(model);
          assertThat(queue.take()).as("seed %d", seed).isEqualTo(model.remove(0));
        }
        if (random.nextInt(50) == 0) {
          queue = queue.fork();
        }
      }
    }
  }

  private static Comparator<EventQueue.Scheduled<Integer>> inWords() {
    return Comparator.<EventQueue.Scheduled<Integer>>comparingLong(EventQueue.Scheduled::timeNs)
        .thenComparingInt(EventQueue.Scheduled::actor)
        .thenComparingInt(EventQueue.Scheduled::kind)
        .thenComparingLong(EventQueue.Scheduled::sequence);
  }

  private static List<String> drain(EventQueue<String> queue) {
    List<String> events = new ArrayList<>();
    while (!queue.isEmpty()) {
      events.add(queue.take().event());
    }
    return events;
  }
}
