package dev.understudy.sim.world;

/**
 * An operation that is over.
 *
 * @param overNs when that was seen
 * @param refusal why it came to nothing; empty if it was done
 */
public record OperationOutcome(PlannedOperation order, long overNs, String refusal) {
  public boolean done() {
    return refusal.isEmpty();
  }

  /** What was ordered, and what came of it. */
  public String text() {
    return order.text() + (done() ? " is done" : " came to nothing: " + refusal);
  }
}
