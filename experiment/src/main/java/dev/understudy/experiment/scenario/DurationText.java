package dev.understudy.experiment.scenario;

import java.util.OptionalLong;

/** Durations of a run as scenarios have them, for options. */
public final class DurationText {
  private DurationText() {}

  /** What would be read, for people. */
  public static String form() {
    return Units.TIME.form() + " up to " + Units.TIME.print(ScenarioSchema.TIME_MAX);
  }

  /** In ns; empty for anything that a scenario would refuse as its length. */
  public static OptionalLong parse(String text) {
    try {
      long ns = Units.TIME.parse(text);
      return ns < 1 || ns > ScenarioSchema.TIME_MAX ? OptionalLong.empty() : OptionalLong.of(ns);
    } catch (ValueException e) {
      return OptionalLong.empty();
    }
  }

  /** As it is read. */
  public static String print(long ns) {
    return Units.TIME.print(ns);
  }
}
