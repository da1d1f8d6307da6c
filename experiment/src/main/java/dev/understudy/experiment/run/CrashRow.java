package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultEffect;
import dev.understudy.sim.world.FaultTarget;
import dev.understudy.sim.world.FaultTrigger;
import dev.understudy.sim.world.FaultTrigger.AtPoint;
import dev.understudy.sim.world.ProtocolPoint;
import java.util.List;

/**
 * Crashes of the primary at a row of instants. They come right behind outputs, because that is
 * where strategies differ: the outside has seen something, and the backup has heard of it or not. A
 * guest that says little has its primary killed at times instead, spread over its run.
 */
final class CrashRow {
  static final int INSTANTS = 8;

  private CrashRow() {}

  /**
   * Evenly spread over a run.
   *
   * @param alone the run without replication and without faults
   * @param lengthNs how long that took
   */
  static ImmutableList<Fault> of(RunTrace alone, long lengthNs) {
    List<Long> outputs =
        alone.emitted().stream()
            .filter(one -> !one.kind().isLast())
            .map(RunTrace.Emitted::outputIndex)
            .distinct()
            .toList();
    ImmutableList.Builder<Fault> row = ImmutableList.builder();
    for (int i = 1; i <= INSTANTS; i++) {
      FaultTrigger trigger =
          outputs.size() > INSTANTS
              ? new AtPoint(ProtocolPoint.SENT, outputs.get(outputs.size() * i / (INSTANTS + 1)))
              : new FaultTrigger.AtTime(lengthNs * i / (INSTANTS + 1));
      row.add(
          FaultText.fault(
              new FaultEffect.Crash(new FaultTarget.Primary(), Fault.FOR_EVER), trigger));
    }
    return row.build();
  }
}
