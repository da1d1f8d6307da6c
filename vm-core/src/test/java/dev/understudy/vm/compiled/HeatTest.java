package dev.understudy.vm.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When it is time to compile. */
class HeatTest {
  private static final int HERE = 0x1000;

  private final Heat heat = new Heat(10);

  @Test
  void afterMoreArrivalsThanTheThreshold() {
    assertThat(arrivalsUntilHot()).isEqualTo(11);
  }

  @Test
  void afterTwiceAsManyEachTimeItWasCompiled() {
    heat.cool(HERE);
    assertThat(arrivalsUntilHot()).isEqualTo(21);
    heat.cool(HERE);
    assertThat(arrivalsUntilHot()).isEqualTo(41);
  }

  /** Else code at which machines are stopped again and again would never be compiled. */
  @Test
  void notLaterForHavingBeenPassedOver() {
    for (int i = 0; i < 100; i++) {
      assertThat(arrivalsUntilHot()).isEqualTo(11);
      heat.reset(HERE);
    }
  }

  @Test
  void atOnceWithAThresholdOfZeroButOnlyOnce() {
    Heat eager = new Heat(0);
    assertThat(eager.rises(HERE)).isTrue();
    eager.cool(HERE);
    assertThat(eager.rises(HERE)).isFalse();
  }

  private int arrivalsUntilHot() {
    int arrivals = 1;
    while (!heat.rises(HERE)) {
      arrivals++;
    }
    return arrivals;
  }
}
