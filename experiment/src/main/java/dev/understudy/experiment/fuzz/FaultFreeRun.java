package dev.understudy.experiment.fuzz;

import dev.understudy.experiment.run.Outcome;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.world.HostProfile;

/**
 * How much there is of a program's run when nothing fails: what faults can aim at.
 *
 * @param lengthNs until it is over
 * @param instructions that the guest retires
 * @param entries in its log
 * @param outputs that it makes
 */
record FaultFreeRun(long lengthNs, long instructions, long entries, long outputs) {
  private static final long FEMTOSECONDS_PER_NS = 1_000_000;

  /** Whether the guest computes for a good part of its time, on such a host. */
  boolean isBusy(HostProfile host) {
    long nsOfAll = host.femtosecondsPerInstruction() * instructions / FEMTOSECONDS_PER_NS;
    return 4 * nsOfAll >= lengthNs;
  }

  static FaultFreeRun of(Outcome undisturbed) {
    RunTrace trace = undisturbed.trace();
    long outputs = trace.logged().stream().filter(one -> one.output() != null).count();
    long entries = trace.logged().size();
    long instructions =
        trace.logged().stream().mapToLong(one -> one.entry().count()).max().orElse(1);
    long lengthNs = trace.logged().stream().mapToLong(RunTrace.Logged::atNs).max().orElse(1);
    return new FaultFreeRun(
        Math.max(1_000_000, lengthNs),
        Math.max(1, instructions),
        Math.max(1, entries),
        Math.max(1, outputs));
  }
}
