package dev.understudy.sim.scenario;

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
            Shapes.phrase("operation", OrderText.FORM, OrderText::operation, OrderText::print),
            Order::operation,
            "`pause`, `resume`, `power-off`, `share:25%` of the processor, `ft-off`, `ft-on`,"
                + " `ft-on:host-3`, `failover`, `move-backup:host-3`, `move-primary:host-3`.");
    Key<Long> at =
        section.required(
            "at",
            Shapes.duration(0, Schema.TIME_MAX),
            Order::atNs,
            "When, or as soon as the one before it is over.");
    return section.becomes(values -> OrderText.order(values.get(at), values.get(what)));
  }
}
