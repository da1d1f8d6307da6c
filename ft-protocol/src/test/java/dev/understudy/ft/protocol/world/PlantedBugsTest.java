package dev.understudy.ft.protocol.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.protocol.join.BrokenJoin;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that the judge catches a bug in each rule, which is why it can be believed. */
class PlantedBugsTest {
  private static final int SCHEDULES = 300;

  /**
   * Rules whose bugs other tests show. A heartbeat repeats a lost acknowledgement as well, only
   * later: that is a matter of time, which {@code PrimaryTest} looks at. While the next generation
   * is asked for, a host that could have won holds what would be released, so that a broken rule
   * only changes what silence does first. Guests here read from no disk, so no backup gives up for
   * it: the kill matrix has that one.
   */
  private static final List<String> NOT_PLANTED =
      List.of("acknowledgesAgain", "freezesOnSilence", "givesUpAfterNs");

  @ParameterizedTest
  @EnumSource
  void isCaught(PlantedBug bug) {
    TreeMap<ProtocolPromise, Integer> broken = new TreeMap<>();
    for (long seed = 0; seed < SCHEDULES; seed++) {
      try {
        TinyWorld.run(FaultSchedule.draw(seed, bug.fault()), bug.rules());
      } catch (PromiseBrokenError caught) {
        broken.merge(caught.promise(), 1, Integer::sum);
        if (caught.promise() == bug.breaks()) {
          return;
        }
      }
    }
    assertThat(broken).as("promises broken in %d schedules", SCHEDULES).containsKey(bug.breaks());
  }

  @Test
  void everyRuleIsBrokenByOneOfThem() {
    TreeSet<String> rules = new TreeSet<>();
    for (Method rule : Rules.class.getDeclaredMethods()) {
      if (!rule.isSynthetic()) {
        rules.add(rule.getName());
      }
    }
    TreeSet<String> broken = new TreeSet<>(NOT_PLANTED);
    for (PlantedBug bug : PlantedBug.values()) {
      Arrays.stream(bug.rules().getClass().getDeclaredMethods())
          .filter(method -> !method.isSynthetic())
          .forEach(method -> broken.add(method.getName()));
    }
    for (BrokenJoin bug : BrokenJoin.values()) {
      Arrays.stream(bug.rules().getClass().getDeclaredMethods())
          .filter(method -> !method.isSynthetic())
          .forEach(method -> broken.add(method.getName()));
    }
    assertThat(broken).isEqualTo(rules);
  }
}
