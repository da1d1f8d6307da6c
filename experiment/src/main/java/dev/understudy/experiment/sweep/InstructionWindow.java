package dev.understudy.experiment.sweep;

/**
 * Which of the guest's instructions are instants of their own.
 *
 * @param from the first count
 * @param to the last count
 */
public record InstructionWindow(long from, long to) {
  /** None of them: protocol steps and events only. */
  public static final InstructionWindow NONE = new InstructionWindow(1, 0);

  /** A window that holds all instructions. */
  public static final InstructionWindow ALL = new InstructionWindow(0, Long.MAX_VALUE);

  boolean isEmpty() {
    return from > to;
  }

  boolean contains(long count) {
    return from <= count && count <= to;
  }
}
