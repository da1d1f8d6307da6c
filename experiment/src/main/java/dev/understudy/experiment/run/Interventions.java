package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultInjector;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.World;

/**
 * What was done to a run from outside.
 *
 * @param faultsApplied those that struck
 * @param faultsNotReached those that the run was too short for
 * @param operations that an operator ordered, done or not
 * @param operationsNotReached those that the run was too short for
 */
public record Interventions(
    ImmutableList<FaultInjector.Struck> faultsApplied,
    ImmutableList<Fault> faultsNotReached,
    ImmutableList<OperationOutcome> operations,
    ImmutableList<PlannedOperation> operationsNotReached) {

  static Interventions of(World world) {
    return new Interventions(
        ImmutableList.copyOf(world.faultInjector().struck()),
        ImmutableList.copyOf(world.faultInjector().notReached()),
        ImmutableList.copyOf(world.operator().carried()),
        ImmutableList.copyOf(world.operator().notReached()));
  }
}
