package dev.understudy.sim.random;

import java.math.BigDecimal;

/**
 * A probability in billionths, so that it is exact in a file, in a draw and in print.
 *
 * @param partsPerBillion 0 to 10^9
 */
public record Probability(int partsPerBillion) {

  static final int BILLION = 1_000_000_000;

  public static final Probability NEVER = new Probability(0);
  public static final Probability ALWAYS = new Probability(BILLION);

  public Probability {
    if (partsPerBillion < 0 || partsPerBillion > BILLION) {
      throw new IllegalArgumentException(
          "a probability is 0 to a billion parts per billion, not " + partsPerBillion);
    }
  }

  /**
   * From a decimal number such as {@code 0.01}.
   *
   * @throws IllegalArgumentException if it is outside 0 to 1 or finer than a billionth
   */
  public static Probability of(BigDecimal value) {
    try {
      return new Probability(value.movePointRight(9).intValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("no probability in billionths: " + value, e);
    }
  }

  public static Probability of(String decimal) {
    return of(new BigDecimal(decimal));
  }

  /** The decimal number that {@link #of(String)} reads, such as {@code 0.01}. */
  @Override
  public String toString() {
    String text = BigDecimal.valueOf(partsPerBillion, 9).stripTrailingZeros().toPlainString();
    return text.indexOf('.') < 0 ? text + ".0" : text;
  }
}
