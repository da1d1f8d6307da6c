package dev.understudy.experiment.sweep;

/**
 * Where a tail ends if its run goes on for longer.
 *
 * @param tailNs it goes on for at least so long behind its fault
 * @param answerNs it ends at most so much later, so that tails that meet end together; a client
 *     that has waited for longer than this when it ends was not served
 */
public record TailLimit(long tailNs, long answerNs) {
  /** Of a report that does not say. */
  public static final TailLimit UNKNOWN = new TailLimit(0, 0);
}
