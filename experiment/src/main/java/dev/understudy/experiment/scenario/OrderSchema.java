package dev.understudy.experiment.scenario;

import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.Order;

/** The keys of {@code [[operations]]}. */
final class OrderSchema {
  private OrderSchema() {}

  static Section<Order> operations() {
    Section<Order> section =
        new Section<>(
            "Something that an operator orders, one thing after the other. One that can't be done,"
                + " or for which the run is too short, is an error of the scenario."
                + " docs/use/OPERATIONS.md.");
    Key<Operation> what =
        section.required(
            "do",
            Shapes.phrase(
                "operation", OrderText.FORM, OperationSyntax::parse, OperationSyntax::print),
            Order::operation,
            OperationSyntax.allExamples());
    Key<Long> at =
        section.required(
            "at", OrderText.AT, Order::atNs, "When, or as soon as the one before it is over.");
    return section.becomes(values -> OrderText.order(values.get(at), values.get(what)));
  }
}
