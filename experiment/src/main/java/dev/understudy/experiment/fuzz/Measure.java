package dev.understudy.experiment.fuzz;

import dev.understudy.experiment.run.Outcome;
import dev.understudy.sim.oracle.Chronicle;

/**
 * How much there is of a program's run when nothing fails: what faults can aim at.
 *
 * @param lengthNs until it is over
 * @param instructions that the guest retires
 * @param entries in its log
 * @param outputs that it makes
 */
record Measure(long lengthNs, long instructions, long entries, long outputs) {

  static Measure of(Outcome undisturbed) {
    Chronicle chronicle = undisturbed.chronicle();
    long outputs = chronicle.logged().stream().filter(one -> one.output() != null).count();
    long entries = chronicle.logged().size();
    long instructions =
        chronicle.logged().stream().mapToLong(one -> one.entry().count()).max().orElse(1);
    long lengthNs = chronicle.logged().stream().mapToLong(Chronicle.Logged::atNs).max().orElse(1);
    return new Measure(
        Math.max(1_000_000, lengthNs),
        Math.max(1, instructions),
        Math.max(1, entries),
        Math.max(1, outputs));
  }
}
