package dev.understudy.sim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChanceTest {

  private static final int DRAWS = 100_000;

  @Test
  void aDrawDependsOnItsPathAndOrdinalAlone() {
    Chance client = Chance.seeded(42).named("client").numbered(3);
    long seventh = client.bits(7);

    for (int other = 0; other < 100; other++) {
      client.bits(other);
    }

    assertThat(Chance.seeded(42).named("client").numbered(3).bits(7)).isEqualTo(seventh);
  }

  @Test
  void drawsNeverChangeOrEverySavedSeedWouldBeAnotherRun() {
    Chance place = Chance.seeded(1).named("network").numbered(2);

    assertThat(place.key()).isEqualTo(-739317553801822532L);
    assertThat(place.bits(0)).isEqualTo(7658197816488606231L);
    assertThat(place.bits(1)).isEqualTo(1083040058364564335L);
    assertThat(place.below(0, 1_000)).isEqualTo(415);
    assertThat(place.exponential(0, 1_000_000)).isEqualTo(879_111);
  }

  @Test
  void neighbouringPathsHaveNothingInCommon() {
    TreeSet<Long> seen = new TreeSet<>();
    int paths = 0;
    for (int seed = 0; seed < 20; seed++) {
      Chance root = Chance.seeded(seed);
      for (Chance named : List.of(root.named("a"), root.named("b"), root.named("ab"), root)) {
        for (int i = 0; i < 10; i++) {
          for (int j = 0; j < 10; j++) {
            seen.add(named.numbered(i).numbered(j).bits(0));
            seen.add(named.numbered(i).numbered(j).named("x").bits(0));
            paths += 2;
          }
        }
      }
    }

    assertThat(seen).hasSize(paths);
  }

  @Test
  void everyBitIsSetHalfOfTheTime() {
    Chance place = Chance.seeded(5).named("bits");
    int[] set = new int[64];
    for (int i = 0; i < DRAWS; i++) {
      long bits = place.bits(i);
      for (int bit = 0; bit < 64; bit++) {
        set[bit] += (int) (bits >>> bit) & 1;
      }
    }

    for (int bit = 0; bit < 64; bit++) {
      assertThat(set[bit]).as("bit %d", bit).isCloseTo(DRAWS / 2, within(DRAWS / 100));
    }
  }

  @Test
  void belowIsEvenlyDistributedAndInRange() {
    Chance place = Chance.seeded(6).named("dice");
    int[] faces = new int[6];
    for (int i = 0; i < DRAWS; i++) {
      faces[(int) place.below(i, 6)]++;
    }

    for (int count : faces) {
      assertThat(count).isCloseTo(DRAWS / 6, within(DRAWS / 100));
    }
    assertThat(place.below(1, 1)).isZero();
    for (int i = 0; i < 1_000; i++) {
      assertThat(place.below(i, Long.MAX_VALUE)).isNotNegative();
      assertThat(place.between(i, -3, 3)).isBetween(-3L, 3L);
    }
  }

  @Test
  void somethingHappensAsOftenAsItsProbabilitySays() {
    Chance place = Chance.seeded(7).named("loss");
    Probability twoPercent = Probability.of("0.02");
    int happened = 0;
    for (int i = 0; i < DRAWS; i++) {
      assertThat(place.happens(i, Probability.NEVER)).isFalse();
      assertThat(place.happens(i, Probability.ALWAYS)).isTrue();
      happened += place.happens(i, twoPercent) ? 1 : 0;
    }

    assertThat(happened).isCloseTo(DRAWS / 50, within(DRAWS / 500));
  }

  @Test
  void waitingTimesHaveTheirMeanAndAnEnd() {
    Chance place = Chance.seeded(8).named("think");
    long sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      long wait = place.exponential(i, 1_000);
      assertThat(wait).isBetween(0L, 16_000L);
      sum += wait;
    }

    assertThat(sum / DRAWS).isCloseTo(1_000, within(20L));
    assertThat(place.exponential(0, 0)).isZero();
  }

  @Test
  void emptyRangesAreRefused() {
    Chance place = Chance.seeded(9);

    assertThatThrownBy(() -> place.below(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> place.between(0, 2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> place.between(0, Long.MIN_VALUE, Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void probabilitiesAreExactInPrint() {
    List<String> texts = new ArrayList<>();
    for (String text : List.of("0", "1", "0.01", "0.000000001", "0.50")) {
      texts.add(Probability.of(text).toString());
    }

    assertThat(texts).containsExactly("0.0", "1.0", "0.01", "0.000000001", "0.5");
    assertThatThrownBy(() -> Probability.of("1.1")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Probability.of("0.0000000001"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
