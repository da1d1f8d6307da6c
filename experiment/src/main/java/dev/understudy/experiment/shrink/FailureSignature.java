package dev.understudy.experiment.shrink;

import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Oracle;

/**
 * What makes two failures the same: the promise that was broken, and what was seen, without the
 * numbers that differ from world to world.
 *
 * @param pattern the breach's text, each number replaced by {@code #}
 */
public record FailureSignature(String oracle, String pattern) {

  public static FailureSignature of(Breach breach) {
    String pattern =
        breach
            .text()
            .replaceAll("host-[0-9]+", "a host")
            .replaceAll("0x[0-9a-fA-F]+|[0-9a-f]{8,}|[0-9][0-9,.]*", "#");
    // What an entry or a fault holds in brackets is another in every world.
    return new FailureSignature(breach.oracle(), pattern.replaceAll("\\([^()]*\\)", "(…)"));
  }

  /** Whether what was broken is that something has not happened by the end. */
  public boolean isAboutTime() {
    return oracle.equals(Oracle.CLIENTS.label()) || oracle.equals(Oracle.ENDING.label());
  }

  /** Whether this breach has this cause. */
  public boolean isBehind(Breach breach) {
    return equals(of(breach));
  }

  @Override
  public String toString() {
    return oracle + ": " + pattern;
  }
}
