package dev.understudy.experiment.shrink;

import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.scenario.Scenario;
import java.util.Iterator;
import java.util.function.Function;

/**
 * Makes a failing scenario smaller for as long as the same promise is broken in the same way: fewer
 * faults, fewer clients and requests, quieter networks, usual hosts and times, earlier and rounder
 * instants, a shorter run.
 *
 * <p>Greedy, and finished when no single step of {@link SimplificationSteps} keeps the failure, so
 * the result is minimal with respect to those steps. The order of steps is fixed: the same failure
 * always becomes the same scenario.
 */
public final class Shrinker {
  private Shrinker() {}

  /**
   * What came of it.
   *
   * @param worlds how many were run on the way
   */
  public record Result(Outcome outcome, int worlds) {}

  /**
   * Makes it smaller.
   *
   * @param failing an outcome with a breach of this cause
   * @param worldsMax how many worlds may be run
   * @param run how to run one
   */
  public static Result shrink(
      Outcome failing,
      FailureSignature signature,
      int worldsMax,
      Function<Experiment, Outcome> run) {
    Outcome smallest = failing;
    int worlds = 0;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      Iterator<Scenario> steps =
          SimplificationSteps.from(smallest.experiment().scenario(), !signature.isAboutTime())
              .iterator();
      while (steps.hasNext() && worlds < worldsMax && !smaller) {
        Scenario candidate = steps.next();
        if (isReadable(candidate)) {
          worlds++;
          Outcome outcome = run.apply(smallest.experiment().with(candidate));
          if (outcome.breaches().stream().anyMatch(signature::isBehind)) {
            smallest = outcome;
            smaller = true;
          }
        }
      }
    }
    return new Result(smallest, worlds);
  }

  /** What is found has to be a scenario file that can be run elsewhere. */
  private static boolean isReadable(Scenario scenario) {
    return Scenario.parse(scenario.name() + ".toml", scenario.toToml())
        .scenario()
        .filter(read -> read.equals(scenario))
        .isPresent();
  }
}
