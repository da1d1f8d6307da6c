package dev.understudy.experiment.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.OperationText;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.Fault;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FaultDrawTest {
  private static final FaultFreeRun RUN = new FaultFreeRun(100_000_000, 100_000, 1_000, 100);
  private static final int WORLDS = 200;

  /** A new kind of fault has its place in what is drawn. */
  @Test
  void everyKindOfFaultIsDrawn() {
    Set<String> drawn = new TreeSet<>();
    for (int number = 0; number < WORLDS; number++) {
      Chance place = Chance.seeded(1).named("world").numbered(number);
      for (Fault fault : new FaultDraw(place, RUN).faults(false)) {
        drawn.add(fault.text().split(" ")[0]);
      }
    }

    assertThat(drawn).containsExactlyInAnyOrderElementsOf(FaultText.KINDS);
  }

  /** Switching off is the one that is not: nobody could be answered after it. */
  @Test
  void everyKindOfOperationIsDrawnSomewhere() {
    Set<String> drawn = new TreeSet<>();
    for (int number = 0; number < WORLDS; number++) {
      Chance place = Chance.seeded(1).named("world").numbered(number);
      new OperationDraw(place, RUN.lengthNs(), 0, List.of())
          .operations()
          .forEach(one -> drawn.add(word(one.text())));
      new SoakOperations(5).at(place, 0).forEach(one -> drawn.add(word(one.text())));
    }
    drawn.add("power-off");

    assertThat(drawn).containsExactlyInAnyOrderElementsOf(OperationText.KINDS);
  }

  private static String word(String order) {
    return order.split("[:@]")[0];
  }
}
