package dev.understudy.vm.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DiceTest {

  @Test
  void aSeedGivesTheSameNumbersForEver() {
    Dice dice = new Dice(42);

    assertThat(new long[] {dice.next(), dice.next(), dice.next()})
        .containsExactly(-4767286540954276203L, 2949826092126892291L, 5139283748462763858L);
  }

  @Test
  void splittingGivesAnotherStreamAndForkingTheSame() {
    Dice dice = new Dice(1);
    Dice split = dice.split();
    Dice fork = dice.fork();

    assertThat(fork.next()).isEqualTo(dice.next()).isNotEqualTo(split.next());
  }

  @Test
  void boundsAreKeptAndAllNumbersWithinThemOccur() {
    Dice dice = new Dice(2);
    int[] seen = new int[10];
    for (int i = 0; i < 10_000; i++) {
      seen[dice.below(10)]++;
      assertThat(dice.between(-3, 3)).isBetween(-3, 3);
    }

    assertThat(Arrays.stream(seen)).allMatch(times -> times > 800 && times < 1200);
    assertThat(dice.below(1)).isZero();
    assertThat(dice.below(Integer.MAX_VALUE)).isNotNegative();
  }

  @Test
  void atLeastAQuarterOfOddNumbersAreCorners() {
    Dice dice = new Dice(1);
    TreeSet<Long> drawn = new TreeSet<>();
    int corners = 0;
    for (int i = 0; i < 20_000; i++) {
      long number = dice.oddNumber();
      boolean corner = Corners.ALL.contains(number);
      corners += corner ? 1 : 0;
      if (corner) {
        drawn.add(number);
      }
    }
    assertThat(corners).isGreaterThan(5000);
    assertThat(drawn).containsExactlyElementsOf(Corners.ALL);
  }
}
