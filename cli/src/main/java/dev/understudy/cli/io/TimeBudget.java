package dev.understudy.cli.io;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a campaign may take on the clock of the wall, and other times on that scale. */
public final class TimeBudget {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(s|m|h)");
  private static final long NS_OF_A_SECOND = 1_000_000_000L;
  private static final long NS_OF_AN_HOUR = 3_600 * NS_OF_A_SECOND;

  private TimeBudget() {}

  /**
   * What {@code --for} says, in ns; {@link Long#MAX_VALUE} without it.
   *
   * @param command for the message
   */
  public static long ns(String command, @Nullable String text) {
    return text == null ? Long.MAX_VALUE : ns(command, "--for", text);
  }

  /** What an option says, in ns. */
  public static long ns(String command, String option, String text) {
    Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw refused(command, option, text, "a duration such as 90s, 10m or 2h");
    }
    long unitSeconds =
        switch (matcher.group(2)) {
          case "h" -> 3600;
          case "m" -> 60;
          default -> 1;
        };
    try {
      long seconds = Math.multiplyExact(Long.parseLong(matcher.group(1)), unitSeconds);
      return Math.multiplyExact(seconds, NS_OF_A_SECOND);
    } catch (ArithmeticException e) {
      throw refused(command, option, text, "at most " + Long.MAX_VALUE / NS_OF_AN_HOUR + "h");
    }
  }

  private static BadInputException refused(
      String command, String option, String text, String expected) {
    return new BadInputException(
        "understudy " + command + ": " + option + " '" + text + "', expected " + expected);
  }
}
