package dev.understudy.sim.scenario;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.world.Declared;
import java.util.Optional;

/**
 * What a run has to show besides keeping every promise.
 *
 * @param console the whole console text
 * @param exitCode how the guest ends
 * @param failovers how many there are
 * @param compare what equals a run on one host
 * @param sometimes what happens in some run of several
 * @param lagMaxNs the backup is never further behind
 * @param holdMaxNs no output is held longer, while no fault is on
 * @param outageMaxNs no failover takes longer, from the fault to the first output
 */
public record Expectation(
    Optional<String> console,
    Optional<Long> exitCode,
    Optional<Long> failovers,
    ImmutableList<View> compare,
    ImmutableList<Sometimes> sometimes,
    Optional<Long> lagMaxNs,
    Optional<Long> holdMaxNs,
    Optional<Long> outageMaxNs) {

  /** What each run is judged by. The rest is asked of several runs together. */
  public Declared declared() {
    return new Declared(console, exitCode, failovers, lagMaxNs, holdMaxNs, outageMaxNs);
  }

  /** The same without what only the scenario's own faults bring about. */
  Expectation underOtherFaults() {
    return new Expectation(
        console, exitCode, Optional.empty(), compare, sometimes, lagMaxNs, holdMaxNs, outageMaxNs);
  }
}
