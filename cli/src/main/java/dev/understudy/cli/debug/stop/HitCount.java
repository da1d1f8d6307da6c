package dev.understudy.cli.debug.stop;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which hits count, by their number from the beginning of the run: a moment has one number,
 * whichever way one comes to it.
 *
 * @param sign {@code ==}, {@code >=}, {@code >}, {@code <=}, {@code <}, or {@code %} for each
 *     {@code number}th
 */
public record HitCount(String sign, long number) {
  private static final Pattern FORM =
      Pattern.compile("\\s*(==?|>=|>|<=|<|%)?\\s*([0-9]{1,18})\\s*");

  /**
   * Reads {@code 5}, {@code >= 5}, {@code % 5} and the like.
   *
   * @throws BadExpressionException if it is something else
   */
  public static HitCount read(String text) {
    Matcher form = FORM.matcher(text);
    boolean fits = form.matches();
    String sign = fits && form.group(1) != null ? form.group(1).replaceFirst("^=$", "==") : "==";
    long number = fits ? Long.parseLong(form.group(2)) : 0;
    if (!fits || (sign.equals("%") && number == 0)) {
      throw new BadExpressionException(
          "'" + text.strip() + "' is no count of hits, expected one as 5, >= 5 or % 5");
    }
    return new HitCount(sign, number);
  }

  /** Whether the hit of this number counts. */
  boolean takes(long hit) {
    return switch (sign) {
      case ">=" -> hit >= number;
      case ">" -> hit > number;
      case "<=" -> hit <= number;
      case "<" -> hit < number;
      case "%" -> hit % number == 0;
      default -> hit == number;
    };
  }

  @Override
  public String toString() {
    return sign.equals("==") ? Long.toString(number) : sign + " " + number;
  }
}
