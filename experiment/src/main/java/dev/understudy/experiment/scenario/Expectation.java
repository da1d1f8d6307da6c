package dev.understudy.experiment.scenario;

import com.google.common.collect.ImmutableList;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.world.DeclaredBounds;
import dev.understudy.sim.world.SometimesProperty;
import java.util.Optional;

/**
 * What a run has to show besides keeping every promise.
 *
 * @param console the whole console text
 * @param ending how the guest ends
 * @param exitCode what it hands to {@code POWER_OFF}
 * @param failovers how many there are
 * @param compare what equals a run on one host
 * @param sometimes what happens under the scenario's own faults, or it tests less than it seems to
 * @param lagMaxNs the backup is never further behind
 * @param holdMaxNs no output is held longer, while no fault is on
 * @param outageMaxNs no failover takes longer, from the fault to the first output
 * @param redundantWithinNs how soon there is a new backup, after the last thing that stood in the
 *     way
 * @param endsByNs when the outside has seen the guest end, at the latest
 */
public record Expectation(
    Optional<String> console,
    Optional<OutputKind> ending,
    Optional<Long> exitCode,
    Optional<Long> failovers,
    ImmutableList<ComparedAspect> compare,
    ImmutableList<SometimesProperty> sometimes,
    Optional<Long> lagMaxNs,
    Optional<Long> holdMaxNs,
    Optional<Long> outageMaxNs,
    Optional<Long> redundantWithinNs,
    Optional<Long> endsByNs) {

  /** What each run is judged by. What is compared is asked of two runs together. */
  public DeclaredBounds declared() {
    return new DeclaredBounds(
        console,
        ending,
        exitCode,
        failovers,
        lagMaxNs,
        holdMaxNs,
        outageMaxNs,
        redundantWithinNs,
        endsByNs,
        sometimes);
  }

  /** These expectations for a workload under which runs need not be alike. */
  Expectation comparedWithNothing() {
    return new Expectation(
        console,
        ending,
        exitCode,
        failovers,
        ImmutableList.of(),
        sometimes,
        lagMaxNs,
        holdMaxNs,
        outageMaxNs,
        redundantWithinNs,
        endsByNs);
  }

  /** These expectations without what only the scenario's own faults bring about. */
  Expectation underOtherFaults() {
    return new Expectation(
        console,
        ending,
        exitCode,
        Optional.empty(),
        compare,
        ImmutableList.of(),
        lagMaxNs,
        holdMaxNs,
        outageMaxNs,
        redundantWithinNs,
        Optional.empty());
  }
}
