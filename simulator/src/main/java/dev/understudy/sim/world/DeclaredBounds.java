package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.hypervisor.log.OutputKind;
import java.util.Optional;

/**
 * What a scenario declares of its runs, besides what every run has to keep. Nothing in a run
 * depends on it.
 *
 * @param console the whole console text
 * @param ending how the guest ends
 * @param exitCode what the guest hands to {@code POWER_OFF}
 * @param failovers how many there have to be under the scenario's own faults
 * @param lagMaxNs a backup consumes no entry later than that after it was logged
 * @param holdMaxNs no output is held longer, while no fault is on
 * @param outageMaxNs no failover takes longer, from the fault to the first output
 * @param redundantWithinNs how soon there is a new backup, after the last thing that stood in the
 *     way
 * @param endsByNs when the outside has seen the guest end, at the latest
 * @param sometimes what should happen in some run, as a run in which it does not shows less than it
 *     seems to
 */
public record DeclaredBounds(
    Optional<String> console,
    Optional<OutputKind> ending,
    Optional<Long> exitCode,
    Optional<Long> failovers,
    Optional<Long> lagMaxNs,
    Optional<Long> holdMaxNs,
    Optional<Long> outageMaxNs,
    Optional<Long> redundantWithinNs,
    Optional<Long> endsByNs,
    ImmutableList<SometimesProperty> sometimes) {

  public static final DeclaredBounds NOTHING =
      new DeclaredBounds(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          ImmutableList.of());

  public DeclaredBounds withConsole(Optional<String> text) {
    return new DeclaredBounds(
        text,
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
}
