package dev.understudy.hypervisor;

/**
 * The only way between a guest and the world: a recorder asks the world and logs what it said, a
 * replayer takes it from the log and checks.
 */
public sealed interface Seam permits Recorder, Replayer {

  VirtualMachine guest();

  /** How many entries of the log are behind this guest; also the index of the last one. */
  long entries();

  /** The highest guest clock in those entries, in ns. */
  long clockNs();

  /** Instructions retired. */
  long count();

  Seam fork();
}
