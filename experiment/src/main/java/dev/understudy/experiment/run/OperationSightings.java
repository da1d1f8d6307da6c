package dev.understudy.experiment.run;

import com.google.common.math.LongMath;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultInjector;
import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.World;
import java.util.List;

/** What there was to see of what an operator ordered. */
final class OperationSightings {
  private final List<OperationOutcome> operations;
  private final List<FaultInjector.Struck> faults;
  private final long detectionNs;

  OperationSightings(World world) {
    operations = world.operator().carried();
    faults = world.faultInjector().struck();
    detectionNs = world.setup().replica().protocol().detectionTimeoutNs();
  }

  /** Whether a host of the pair was moved to another place. */
  boolean haveMoved() {
    return operations.stream().anyMatch(one -> one.done() && isMove(one.order().operation()));
  }

  /** A move makes a new host, and a guest without a backup does not get one by it. */
  private static boolean isMove(Operation operation) {
    return operation.clones() && !operation.protectsAfter(false);
  }

  /** Whether something was ordered while a fault lasted, done or not. */
  boolean areInFault() {
    return operations.stream().anyMatch(one -> isInFault(one.order().atNs()));
  }

  private boolean isInFault(long atNs) {
    return faults.stream().anyMatch(one -> one.atNs() <= atNs && atNs <= endNs(one));
  }

  /** A fault that does not heal is amiss until its peers have noticed it. */
  private long endNs(FaultInjector.Struck struck) {
    long forNs = struck.fault().forNs();
    return LongMath.saturatedAdd(struck.atNs(), forNs == Fault.FOR_EVER ? detectionNs : forNs);
  }
}
