package dev.understudy.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @Test
  void unitsAreExact() throws ValueException {
    assertThat(Units.TIME.parse("20ms")).isEqualTo(20_000_000);
    assertThat(Units.TIME.parse("1.5s")).isEqualTo(1_500_000_000);
    assertThat(Units.TIME.parse("-0.1us")).isEqualTo(-100);
    assertThat(Units.TIME.parse("3 ns")).isEqualTo(3);
    assertThat(Units.INSTRUCTION_TIME.parse("9.7ns")).isEqualTo(9_700_000);
    assertThat(Units.SIZE.parse("64KiB")).isEqualTo(65_536);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "20", "ms", "20 m s", "1.5ns", "1e3ms", "99999999999s", "20MS", "20ms "})
  void whatIsNotExactOrHasNoUnitIsRefused(String text) {
    assertThatThrownBy(() -> Units.TIME.parse(text)).isInstanceOf(ValueException.class);
  }

  @Test
  void printingTakesTheLargestUnitThatLeavesAtLeastOne() {
    assertThat(Units.TIME.print(0)).isEqualTo("0ns");
    assertThat(Units.TIME.print(999)).isEqualTo("999ns");
    assertThat(Units.TIME.print(1_500_000)).isEqualTo("1.5ms");
    assertThat(Units.TIME.print(-3_000_000)).isEqualTo("-3ms");
    assertThat(Units.TIME.print(20_000_000_000L)).isEqualTo("20s");
    assertThat(Units.SIZE.print(1_400)).isEqualTo("1400B");
  }

  @Test
  void whatIsPrintedIsReadAgain() throws ValueException {
    long seed = 4;
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >> (3 + random.nextInt(61));
      for (Units units : Units.values()) {
        String text = units.print(value);
        assertThat(units.parse(text)).as("seed %d: %s", seed, text).isEqualTo(value);
      }
    }
  }
}
