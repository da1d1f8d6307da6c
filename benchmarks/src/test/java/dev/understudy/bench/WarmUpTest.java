package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When half of the final speed is reached, by made-up times. */
class WarmUpTest {
  private static final long MS = 1_000_000;

  /** Slices that take so many ms each. */
  private static List<Long> ends(long... eachMs) {
    List<Long> ends = new ArrayList<>();
    long nowNs = 0;
    for (long each : eachMs) {
      nowNs += each * MS;
      ends.add(nowNs);
    }
    return ends;
  }

  @Test
  void endsWithTheFirstOfThreeFastSlices() {
    WarmUp slowThenFast = WarmUp.of("x", ends(10, 10, 4, 10, 2, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2, 2));
    assertThat(slowThenFast.halfSpeedMs()).isEqualTo(34);
    assertThat(slowThenFast.rate()).isEqualTo(100_000 * 1e9 / (2 * MS));
  }

  @Test
  void isNothingForWhatIsFastAtOnce() {
    assertThat(WarmUp.of("x", ends(2, 2, 2, 2, 2, 2)).halfSpeedMs()).isZero();
  }

  @Test
  void aRealOneIsPositive() {
    WarmUp real = WarmUp.of(List.of("xorshift"), 20 * MS).get(0);
    assertThat(real.halfSpeedMs()).isNotNegative();
    assertThat(real.rate()).isPositive();
  }
}
