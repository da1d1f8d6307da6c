package dev.understudy.sim.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long TEN_NS = 10_000_000;

  @Test
  void instructionsTakeTheirTimeFromTheAnchorOn() {
    Pace pace = new Pace(1_000, 50, TEN_NS);

    assertThat(pace.timeOf(50)).isEqualTo(1_000);
    assertThat(pace.timeOf(51)).isEqualTo(1_010);
    assertThat(pace.timeOf(150)).isEqualTo(2_000);
  }

  @Test
  void timesAreRoundedDownFromTheAnchorAndNotStepByStep() {
    Pace thirdOfANanosecond = new Pace(0, 0, 333_333);

    assertThat(thirdOfANanosecond.timeOf(3)).isZero();
    assertThat(thirdOfANanosecond.timeOf(4)).isEqualTo(1);
    assertThat(thirdOfANanosecond.timeOf(3_000_000)).isEqualTo(999_999);
  }

  @Test
  void anAnchorMovedAtEveryInstructionWouldStopTheClock() {
    // This is why anchors are set at wakes, stalls and changes of speed only: an anchor at each
    // look changes the times.
    Pace watched = new Pace(0, 0, 333_333);
    for (int n = 1; n <= 1_000; n++) {
      watched = watched.anchoredAt(watched.timeOf(n), n);
    }

    assertThat(watched.timeOf(1_000)).isZero();
    assertThat(new Pace(0, 0, 333_333).timeOf(1_000)).isEqualTo(333);
  }

  @Test
  void countAtIsTheLargestCountWhoseTimeHasCome() {
    Pace pace = new Pace(100, 7, TEN_NS);

    assertThat(pace.countAt(100)).isEqualTo(7);
    assertThat(pace.countAt(109)).isEqualTo(7);
    assertThat(pace.countAt(110)).isEqualTo(8);
    assertThat(new Pace(0, 0, 333_333).countAt(0)).isEqualTo(3);
  }

  @Test
  void aChangedSpeedCountsFromThere() {
    Pace slowed = new Pace(0, 0, TEN_NS).changedAt(100, 3 * TEN_NS);

    assertThat(slowed.timeOf(100)).isEqualTo(1_000);
    assertThat(slowed.timeOf(110)).isEqualTo(1_300);
  }

  @Test
  void bothDirectionsAgreeWithBigIntegers() {
    long seed = 20_261_122;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long anchorNs = random.nextLong() >>> (2 + random.nextInt(62));
      long anchorCount = random.nextLong() >>> (2 + random.nextInt(62));
      long fs =
          1
              + (random.nextLong() >>> (1 + random.nextInt(63)))
                  % Pace.FEMTOSECONDS_PER_INSTRUCTION_MAX;
      long further = random.nextLong() >>> (2 + random.nextInt(62));
      Pace pace = new Pace(anchorNs, anchorCount, fs);
      String what = "seed %d, round %d: %s + %d".formatted(seed, i, pace, further);

      assertThat(pace.timeOf(anchorCount + further)).as(what).isEqualTo(time(pace, further));
      long count = pace.countAt(anchorNs + further);
      assertThat(count).as(what).isEqualTo(count(pace, further));
      if (count < Long.MAX_VALUE) {
        assertThat(pace.timeOf(count)).as(what).isLessThanOrEqualTo(anchorNs + further);
        assertThat(pace.timeOf(count + 1)).as(what).isGreaterThan(anchorNs + further);
      }
    }
  }

  @Test
  void whatDoesNotFitIsNever() {
    assertThat(new Pace(0, 0, TEN_NS).timeOf(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(new Pace(0, 0, 1).countAt(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void nothingIsAskedFromBeforeTheAnchor() {
    Pace pace = new Pace(100, 7, TEN_NS);

    assertThatThrownBy(() -> pace.timeOf(6)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> pace.countAt(99)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Pace(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static long time(Pace pace, long further) {
    return fit(
        BigInteger.valueOf(further)
            .multiply(BigInteger.valueOf(pace.femtosecondsPerInstruction()))
            .divide(BigInteger.valueOf(1_000_000))
            .add(BigInteger.valueOf(pace.anchorNs())));
  }

  private static long count(Pace pace, long furtherNs) {
    return fit(
        BigInteger.valueOf(furtherNs)
            .add(BigInteger.ONE)
            .multiply(BigInteger.valueOf(1_000_000))
            .subtract(BigInteger.ONE)
            .divide(BigInteger.valueOf(pace.femtosecondsPerInstruction()))
            .add(BigInteger.valueOf(pace.anchorCount())));
  }

  private static long fit(BigInteger value) {
    return value.bitLength() > 63 ? Long.MAX_VALUE : value.longValueExact();
  }
}
