package dev.understudy.experiment.scenario;

import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.PlannedOperation;

/** The keys of {@code [[operations]]}. */
final class OperationSchema {
  private OperationSchema() {}

  static Section<PlannedOperation> operations() {
    Section<PlannedOperation> section =
        new Section<>(
            "Something that an operator orders, one thing after the other. One that can't be done,"
                + " or for which the run is too short, is an error of the scenario."
                + " docs/use/OPERATIONS.md.");
    Key<Operation> what =
        section.required(
            "do",
            ValueTypes.phrase(
                "operation", OperationText.FORM, OperationSyntax::parse, OperationSyntax::print),
            PlannedOperation::operation,
            OperationSyntax.allExamples());
    Key<Long> at =
        section.required(
            "at",
            OperationText.AT,
            PlannedOperation::atNs,
            "When, or as soon as the one before it is over.");
    return section.becomes(values -> OperationText.planned(values.get(at), values.get(what)));
  }
}
