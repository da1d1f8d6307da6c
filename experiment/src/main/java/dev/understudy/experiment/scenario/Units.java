package dev.understudy.experiment.scenario;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a unit, such as {@code 1.5ms} or {@code 64KiB}; exact in both directions. */
enum Units {
  TIME(
      "a duration such as \"20ms\", \"1.5s\" or \"100us\" (units: ns, us, ms, s)",
      List.of("ns", "us", "ms", "s"),
      List.of(1L, 1_000L, 1_000_000L, 1_000_000_000L)),
  INSTRUCTION_TIME(
      "a time such as \"10ns\" or \"333fs\" (units: fs, ps, ns, us)",
      List.of("fs", "ps", "ns", "us"),
      List.of(1L, 1_000L, 1_000_000L, 1_000_000_000L)),
  SIZE(
      "a size such as \"1400B\", \"64KiB\" or \"4MiB\"",
      List.of("B", "KiB", "MiB", "GiB"),
      List.of(1L, 1L << 10, 1L << 20, 1L << 30));

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(-?[0-9]{1,19}(?:\\.[0-9]{1,15})?) ?([A-Za-z]+)");

  private final String form;
  private final List<String> names;
  private final List<Long> factors;

  Units(String form, List<String> names, List<Long> factors) {
    this.form = form;
    this.names = names;
    this.factors = factors;
  }

  /** How such a value looks, for people. */
  String form() {
    return form;
  }

  /** The value in the smallest unit. */
  long parse(String text) throws ValueException {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    int unit = matcher.matches() ? names.indexOf(matcher.group(2)) : -1;
    if (unit < 0) {
      throw new ValueException(form);
    }
    try {
      return new BigDecimal(matcher.group(1))
          .multiply(BigDecimal.valueOf(factors.get(unit)))
          .longValueExact();
    } catch (ArithmeticException e) {
      throw new ValueException(form + ", a whole number of " + names.get(0));
    }
  }

  /**
   * In the largest unit that leaves at least 1; a size in the largest that leaves a whole number,
   * because fractions of powers of two are long.
   */
  String print(long value) {
    int unit = names.size() - 1;
    while (unit > 0 && !suits(value, factors.get(unit))) {
      unit--;
    }
    BigDecimal number =
        BigDecimal.valueOf(value)
            .divide(BigDecimal.valueOf(factors.get(unit)))
            .stripTrailingZeros();
    return number.toPlainString() + names.get(unit);
  }

  private boolean suits(long value, long factor) {
    return Math.abs(value) >= factor && (this != SIZE || value % factor == 0);
  }
}
