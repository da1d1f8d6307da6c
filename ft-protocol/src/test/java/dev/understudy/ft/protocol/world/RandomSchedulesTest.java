package dev.understudy.ft.protocol.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.protocol.world.FaultSchedule.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs random schedules; {@code -Dschedules=N} asks for more of them. */
class RandomSchedulesTest {
  private static final int SCHEDULES = Integer.getInteger("schedules", 250);

  @ParameterizedTest
  @EnumSource
  void everyPromiseIsKept(Fault fault) {
    for (long seed = 0; seed < SCHEDULES; seed++) {
      FaultSchedule schedule = FaultSchedule.draw(seed, fault);
      try {
        TinyWorld.run(schedule, Rules.PAPER);
      } catch (PromiseBrokenError broken) {
        throw new AssertionError(schedule + " broke a promise", broken);
      }
    }
    assertThat(SCHEDULES).isPositive();
  }
}
