package dev.understudy.sim.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HostClockTest {

  @Test
  void startsWithItsErrorAndDrifts() {
    HostClock fast = new HostClock(5_000, 20_000);

    assertThat(fast.readsAt(0)).isEqualTo(5_000);
    assertThat(fast.readsAt(1_000_000_000)).isEqualTo(1_000_025_000);
  }

  @Test
  void aSlowClockLosesTime() {
    assertThat(new HostClock(0, -20_000).readsAt(1_000_000_000)).isEqualTo(999_980_000);
  }

  @Test
  void neverShowsATimeBeforeZero() {
    HostClock late = new HostClock(-500, 0);

    assertThat(late.readsAt(100)).isZero();
    assertThat(late.readsAt(600)).isEqualTo(100);
  }

  @Test
  void timeWhenReadsIsTheFirstNanosecondThatShowsIt() {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      HostClock clock =
          new HostClock(
              random.nextInt(2_000_001) - 1_000_000,
              random.nextInt(20_000_001) - HostClock.DRIFT_PARTS_PER_BILLION_MAX);
      long clockNs = random.nextLong() >>> (8 + random.nextInt(56));
      long timeNs = clock.timeWhenReads(clockNs);
      String what = "seed %d, round %d: %s reads %d".formatted(seed, i, clock, clockNs);

      assertThat(clock.readsAt(timeNs)).as(what).isGreaterThanOrEqualTo(clockNs);
      if (timeNs > 0) {
        assertThat(clock.readsAt(timeNs - 1)).as(what).isLessThan(clockNs);
      }
    }
  }
}
